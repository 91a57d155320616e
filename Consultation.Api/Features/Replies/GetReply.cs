using Consultation.Api.Data;
using Consultation.Api.Features.Answers;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Replies;

/// <summary>
/// One reply as published. What is not public does not exist for the public; what was withheld or withdrawn leaves a placeholder without
/// content. Staff who ask for everything get the latest version as it was sent, which may wait to be read.
/// </summary>
public static class GetReply
{
    [Public]
    public sealed record Query(long HearingId, int Number, Scope Scope = Scope.Published) : IQuery<ReplyView>, IScoped;

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user, Settings settings) : IRequestHandler<Query, ReplyView>
    {
        public async Task<ReplyView> Handle(Query request, CancellationToken cancellationToken)
        {
            var slug = await ReplyReader.SlugOf(db, request.HearingId, request.Scope, user);
            return await Read(db, request, slug, user, settings, Instants.Floor(clock.GetUtcNow()));
        }
    }

    /// <summary>The reply of a hearing that the caller may know of.</summary>
    internal static async Task<ReplyView> Read(Db db, Query request, string slug, CurrentUser user, Settings settings, DateTimeOffset now)
    {
        var values = new
        {
            request.HearingId,
            request.Number,
            Now = now,
        };
        var isAll = request.Scope == Scope.All;
        var item = await db.First<ReplyReader.ItemRow>(isAll ? SelectAny : SelectShown, values) ?? throw Refusals.NotFound();
        var body = (await db.First<BodyRow>(SelectBody, values))!;
        var view = View(item.Item(slug, settings, request.HearingId, now), body);
        if (!isAll && item.Publication is Publication.Withheld or Publication.Withdrawn)
        {
            return ReplyRules.PlaceholderNamesSender(body.Ground) ? view : view with { Sender = Nameless(view.Sender) };
        }
        var latest = isAll ? await ReplyVersions.Latest(db, body.Id) : null;
        if (latest is not null && !user.May(Permission.Moderate) && Redaction.IdentityNumbers(latest.Content).Count > 0)
        {
            latest = null; // An original that holds an identity number is kept restricted.
        }
        var content = latest?.Content ?? await HeldReply.Content(db, body.Id);
        var shown = WithContent(view, content, latest, Hidden(request.HearingId, body.Questions, isAll), request, isAll, settings);
        return shown with { MinistryAnswer = body.Answer };
    }

    /// <summary>Keys of the questions whose answers are the ministry's alone.</summary>
    private static HashSet<string> Hidden(long hearing, string questions, bool isAll) =>
        isAll
            ? []
            : HearingQuestions
                .Of(hearing, questions)
                .Where(question => !question.Public)
                .Select(q => q.Key)
                .ToHashSet(StringComparer.Ordinal);

    private static ReplyView WithContent(
        ReplyView view,
        ReplyContent content,
        ReplyVersions.Original? latest,
        HashSet<string> hidden,
        Query request,
        bool isAll,
        Settings settings
    )
    {
        var address = FormattableString.Invariant($"{settings.PublicUrl}/api/v1/hearings/{request.HearingId}/replies/{request.Number}");
        return view with
        {
            Sender = view.Sender with { Name = content.SenderName, OnBehalfOf = content.OnBehalfOf },
            Position = content.Position,
            Text = content.Text,
            Answers = [.. content.Answers.Where(answer => !hidden.Contains(answer.Question)).Select(ContentViews.Of)],
            Comments = [.. content.Comments.Select(ContentViews.Of)],
            Attachments = [.. content.Attachments.Select((file, index) => ContentViews.Of(file, index, address, isAll))],
            Version = latest?.Version ?? view.Version,
            PublishedVersion = isAll ? view.Version : null,
            Sha256 = latest?.Sha256 ?? view.Sha256,
        };
    }

    private static ReplyView View(ReplyItem listed, BodyRow body) =>
        new()
        {
            Number = listed.Number,
            Round = listed.Round,
            Sender = listed.Sender,
            ReceivedAt = listed.ReceivedAt,
            Late = listed.Late,
            Language = listed.Language,
            Position = listed.Position,
            Publication = listed.Publication,
            Ground = body.Ground,
            Url = listed.Url,
            Version = body.Version,
            UpdatedAt = listed.UpdatedAt,
            Sha256 = body.Sha256,
        };

    private static SenderView Nameless(SenderView sender) => new() { Type = sender.Type, Verified = sender.Verified };

    private sealed record BodyRow
    {
        public required long Id { get; init; }
        public Ground? Ground { get; init; }
        public required int Version { get; init; }
        public required string Sha256 { get; init; }
        public required string Questions { get; init; }
        public string? AnswerMarkdown { get; init; }
        public string? AnsweredBy { get; init; }
        public string? AnswerTitle { get; init; }
        public DateTimeOffset? AnsweredAt { get; init; }
        public DateTimeOffset? AnswerCorrectedAt { get; init; }

        public MinistryAnswerView? Answer =>
            this is { AnswerMarkdown: { } markdown, AnsweredBy: { } name, AnsweredAt: { } at }
                ? new MinistryAnswerView
                {
                    Markdown = markdown,
                    AnsweredBy = name,
                    Title = AnswerTitle,
                    At = at,
                    CorrectedAt = AnswerCorrectedAt,
                }
                : null;
    }

    private const string SelectShown = $"""
        select {ReplyReader.ItemColumns}
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId and r.Number = @Number
            and (r.Publication in ('withheld', 'withdrawn') or ({PublicReplies.Where}))
        """;

    private const string SelectAny = $"""
        select {ReplyReader.ItemColumns}
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        where r.HearingId = @HearingId and r.Number = @Number
        """;

    private const string SelectBody = $"""
        select r.Id, r.Ground, r.Version, r.Sha256, h.Questions, {MinistryAnswers.Columns}
        from Reply r
        join Hearing h on h.Id = r.HearingId
        left join MinistryAnswer a on a.ReplyId = r.Id
        where r.HearingId = @HearingId and r.Number = @Number
        """;
}
