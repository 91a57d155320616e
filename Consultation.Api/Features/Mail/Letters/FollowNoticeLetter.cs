using Consultation.Api.Data;
using Consultation.Api.Features.Following;
using Consultation.Api.Features.Hearings;
using Consultation.Domain;

namespace Consultation.Api.Features.Mail.Letters;

/// <summary>Tells a follower what has happened to a hearing, and how to hear no more of it.</summary>
internal sealed class FollowNoticeLetter(Secrets secrets, OwnAddress address, TimeProvider clock) : ILetter
{
    public const string Name = "follow.notice";
    private const int MostReason = 1000;

    public string Kind => Name;

    /// <summary>The owner of the address has asked for them.</summary>
    public bool IsForAnyAddress => false;

    internal sealed record About(long Notice);

    public async Task<Letter?> Write(Db db, LetterRequest request)
    {
        if (
            request.Facts is null
            || await db.First<Row>(SelectNotice, new { Id = Stored.Read<About>(request.Facts).Notice }) is not { } row
            || await LetterHearing.OfFollower(db, request.About) is null
            || await LetterHearing.Find(db, row.HearingId) is not { } hearing
        )
        {
            return null;
        }
        var texts = request.Texts;
        var (title, ministry) = (hearing.TitleIn(texts.Language), hearing.MinistryIn(texts.Language));
        var notice = Stored.Read<FollowerNotice>(row.Facts);
        if (notice.Event == FollowedEvent.DeadlineNear && notice.Deadline <= clock.GetUtcNow())
        {
            return null; // It waited until there was nothing left to remind of.
        }
        var page = address + Links.Hearing(texts.Language, hearing.Id, hearing.Slug);
        var end = address + Links.EndFollowing(texts.Language, secrets.FollowerToken(request.About));
        var (kind, link) = notice.Event switch
        {
            FollowedEvent.DeadlineMoved when notice.Deadline <= row.MadeAt => ("follow.closed", page),
            FollowedEvent.DeadlineMoved => ("follow.moved", page),
            FollowedEvent.DeadlineNear => ("follow.near", page),
            FollowedEvent.DocumentCorrected => (
                "follow.corrected",
                address + Links.Document(texts.Language, hearing.Id, hearing.Slug, notice.Document!.Value)
            ),
            FollowedEvent.ReportPublished => (
                "follow.report",
                address + Links.Report(texts.Language, hearing.Id, hearing.Slug, notice.Round!.Value)
            ),
            FollowedEvent.OutcomePublished => ("follow.outcome", page + "#utfall"),
            _ => ("follow.withdrawn", page),
        };
        (string, string)[] facts = [.. Facts(notice, texts)];
        return new Letter(
            ministry,
            texts.Get(kind + ".subject", title),
            [
                new Letter.Paragraph(texts.Get(kind + ".intro", title, ministry)),
                .. (Letter.IPart[])(facts.Length > 0 ? [new Letter.Facts(facts)] : []),
                new Letter.Link(texts.Get(kind + ".link"), link),
                new Letter.Paragraph(texts.Get("follow.why")),
                new Letter.Link(texts.Get("follow.end"), end),
            ]
        )
        {
            EndUrl = end,
        };
    }

    private static IEnumerable<(string Label, string Value)> Facts(FollowerNotice notice, LetterTexts texts)
    {
        if (notice.Title is { } document)
        {
            yield return (texts.Get("follow.document"), document);
        }
        if (notice.Deadline is { } deadline)
        {
            yield return (texts.Get("follow.deadline"), texts.Deadline(deadline, notice.TimeZone!));
        }
        if (notice.Was is { } was)
        {
            yield return (texts.Get("follow.was"), texts.Deadline(was, notice.TimeZone!));
        }
        if (!string.IsNullOrWhiteSpace(notice.Reason))
        {
            yield return (texts.Get("follow.reason"), Excerpt.From(notice.Reason, MostReason));
        }
    }

    private sealed record Row
    {
        public required long HearingId { get; init; }
        public required string Facts { get; init; }
        public required DateTimeOffset MadeAt { get; init; }
    }

    private const string SelectNotice = "select HearingId, Facts, MadeAt from FollowerNotice where Id = @Id";
}
