using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using MediatR;

namespace Consultation.Api.Features.Accounts;

/// <summary>Signs out: the session is gone, also for whoever may have copied its token.</summary>
public static class CloseSession
{
    [Public]
    public sealed record Command(string Token) : ICommand<Unit>;

    internal sealed class Validator : FluentValidation.AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Token).AtMost(200);
    }

    internal sealed class Handler(Db db) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            await db.Run(DeleteSession, new { TokenHash = SessionTokens.Hash(request.Token) });
            return Unit.Value;
        }
    }

    private const string DeleteSession = "delete from StaffSession where TokenHash = @TokenHash";
}
