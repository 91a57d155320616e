using Consultation.Api.Data;
using Consultation.Api.Features.Invitations;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Hearings;

/// <summary>A hearing as it stands now, for whoever holds a link of <see cref="GetPreviewLink"/>; not found when it is wrong or too old.</summary>
public static class OpenPreview
{
    [Public]
    public sealed record Query(string Token) : IQuery<Result>;

    /// <param name="Shown">As the public will see it, with every document whole.</param>
    public sealed record Result(ShowHearing.Result Shown, DateTimeOffset EndsAt);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Token).Filled().AtMost(200);
    }

    internal sealed class Handler(Db db, TimeProvider clock, Settings settings, Secrets secrets) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.GetUtcNow();
            if (secrets.PreviewOf(request.Token) is not var (hearing, ends) || ends <= now)
            {
                throw Refusals.NotFound();
            }
            // The link stands for whoever in the ministry gave it away.
            var giver = new CurrentUser();
            giver.IsHolderOf("preview", Role.Analyst, ministryId: null);
            var draft = await GetHearing.Read(db, hearing, giver, settings, now);
            var shown = new ShowHearing.Result
            {
                Hearing = draft,
                Whole = draft.Documents!.Select(document => document.Id).ToHashSet(),
                Comments = new Dictionary<long, int>(),
                Latest = [],
                Reports = [],
                Invited = await ShowInvited.Read(db, draft.Id, Instants.Floor(clock.GetUtcNow())),
            };
            return new Result(shown, ends);
        }
    }
}
