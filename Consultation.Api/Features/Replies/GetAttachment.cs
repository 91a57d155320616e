using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Replies;

/// <summary>
/// A file of a reply: the public's when the reply is public and the file is not hidden; with everything asked for also before that, of the
/// reply's latest version.
/// </summary>
public static class GetAttachment
{
    [Public]
    public sealed record Query(long HearingId, int Number, int Index, Scope Scope = Scope.Published) : IQuery<AttachedFile>, IScoped;

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user) : IRequestHandler<Query, AttachedFile>
    {
        public async Task<AttachedFile> Handle(Query request, CancellationToken cancellationToken)
        {
            await ReplyReader.SlugOf(db, request.HearingId, request.Scope, user);
            var values = new
            {
                request.HearingId,
                request.Number,
                Now = Instants.Floor(clock.GetUtcNow()),
            };
            var isAll = request.Scope == Scope.All;
            var reply = await db.First<long?>(isAll ? SelectAny : SelectPublic, values) ?? throw Refusals.NotFound();
            var latest = isAll ? await ReplyVersions.Latest(db, reply) : null;
            var files = latest?.Content.Attachments ?? [.. (await ReplyParts.Attachments(db, [reply]))[reply]];
            var file = request.Index >= 0 && request.Index < files.Count ? files[request.Index] : throw Refusals.NotFound();
            return isAll || !file.Hidden ? file : throw Refusals.NotFound();
        }
    }

    private const string SelectPublic = $"""
        select r.Id
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId and r.Number = @Number
            and {PublicReplies.Where}
        """;

    private const string SelectAny = "select r.Id from Reply r where r.HearingId = @HearingId and r.Number = @Number";
}
