using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Accounts;

/// <summary>One's own name and the language that pages and letters come in.</summary>
public static class SaveOwnAccount
{
    [Requires(Permission.ManageOwnAccount)]
    public sealed record Command : ICommand<Unit>
    {
        public required string Name { get; init; }

        /// <summary>nb, nn or en.</summary>
        public required string Language { get; init; }
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Name).PersonName();
            RuleFor(c => c.Language).KnownLanguage();
        }
    }

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var values = new
            {
                Id = user.UserId,
                Name = PlainText.Normalise(request.Name).Trim(),
                request.Language,
            };
            return await db.Run(UpdateAccount, values) == 1 ? Unit.Value : throw Refusals.NotFound();
        }
    }

    private const string UpdateAccount = "update StaffUser set Name = @Name, Language = @Language where Id = @Id";
}
