using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Accounts;

/// <summary>Whom a one-time link is for, while it is good (else <c>link.invalid</c>); looking does not use it up.</summary>
public static class GetLink
{
    [Public]
    public sealed record Query(string Token) : IQuery<Result>;

    /// <param name="Name">Null in the first administrator's.</param>
    public sealed record Result(LinkPurpose Purpose, string? Name, string? Email, DateTimeOffset ExpiresAt);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Token).AtMost(200);
    }

    internal sealed class Handler(Db db, TimeProvider clock) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var link = await OneTimeLinks.Find(db, request.Token, Instants.Floor(clock.GetUtcNow()));
            return new Result(link.Purpose, link.Name, link.Email, link.ExpiresAt);
        }
    }
}
