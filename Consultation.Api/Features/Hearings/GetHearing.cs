using Consultation.Api.Data;
using Consultation.Api.Features.Annexes;
using Consultation.Api.Features.Documents;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Hearings;

/// <summary>One hearing with its documents and questions. A draft exists for its own staff alone.</summary>
public static class GetHearing
{
    [Public]
    public sealed record Query(long Id) : IQuery<HearingView>;

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user, Settings settings) : IRequestHandler<Query, HearingView>
    {
        public Task<HearingView> Handle(Query request, CancellationToken cancellationToken) =>
            Read(db, request.Id, user, settings, clock.GetUtcNow());
    }

    /// <summary>All of a hearing, for whoever may know of it.</summary>
    internal static async Task<HearingView> Read(Db db, long id, CurrentUser user, Settings settings, DateTimeOffset now)
    {
        var view = await HearingReader.Find(db, id, user, settings, now);
        var whole = (await db.First<WholeRow>(SelectWhole, new { Id = id }))!;
        var details = Stored.Read<HearingDetails>(whole.Details);
        var (annexes, removed) = await AnnexReader.OfHearing(db, id, settings);
        return view with
        {
            Documents = await DocumentReader.OfHearing(db, id, view.PublishedAt ?? whole.CreatedAt),
            Annexes = annexes,
            RemovedAnnexes = removed,
            Questions = HearingQuestion.Of(Stored.Read<Question[]>(whole.Questions)),
            Contact = details.Contact,
            Acts = details.Acts,
            Eea = details.Eea,
        };
    }

    /// <summary>What lists leave out.</summary>
    private sealed record WholeRow
    {
        public required string Questions { get; init; }
        public required string Details { get; init; }
        public required DateTimeOffset CreatedAt { get; init; }
    }

    private const string SelectWhole = "select Questions, Details, CreatedAt from Hearing where Id = @Id";
}
