using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Replies;

/// <summary>What comments that are not sent yet are about: each place in every version that there is of it.</summary>
public static class FindCommentPlaces
{
    /// <param name="Paragraphs">Ids of paragraphs, or of headings for their chapters; what there is none of is left out.</param>
    [Public]
    public sealed record Query(long HearingId, IReadOnlyList<long> Paragraphs) : IQuery<IReadOnlyList<CommentPlace>>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Paragraphs.Count).LessThanOrEqualTo(ReplyRules.MaxComments);
    }

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Query, IReadOnlyList<CommentPlace>>
    {
        public async Task<IReadOnlyList<CommentPlace>> Handle(Query request, CancellationToken cancellationToken)
        {
            await ReplyReader.SlugOf(db, request.HearingId, Scope.Published, user);
            return await CommentPlace.Of(db, request.HearingId, [.. request.Paragraphs.Distinct()]);
        }
    }
}
