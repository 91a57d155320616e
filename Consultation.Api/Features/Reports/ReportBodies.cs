using System.Globalization;
using Consultation.Api.Data;
using Consultation.Domain;

namespace Consultation.Api.Features.Reports;

/// <summary>Makes the two versions of a report of what was counted.</summary>
/// <param name="invited">What came from the invited bodies, for the public and for staff.</param>
internal sealed class ReportBodies(
    ReadReportState.Result state,
    ReportTally tally,
    DateTimeOffset asOf,
    IReadOnlyList<ReportNote> notes,
    (ReportInvited? Public, ReportInvited? All) invited
)
{
    /// <summary>A scale with more steps than this tells of those alone that somebody chose.</summary>
    private const int MostSteps = 101;
    private const int LabelLength = 80;

    public ReportBody Public(DateTimeOffset compiledAt) =>
        Body(
            tally.Public,
            state.Questions.Where(question => question.Public),
            ReportCampaigns.Largest(state.Campaigns, isPublic: true, stored => ReplyRules.IsPublic(stored, state.ClosesAt, asOf)),
            invited.Public,
            compiledAt
        );

    public ReportBody Staff(DateTimeOffset compiledAt) =>
        Body(tally.All, state.Questions, ReportCampaigns.Largest(state.Campaigns, isPublic: false, _ => true), invited.All, compiledAt);

    private ReportBody Body(
        Breakdown counted,
        IEnumerable<Question> questions,
        IReadOnlyList<CampaignCount> campaigns,
        ReportInvited? invitedBodies,
        DateTimeOffset compiledAt
    )
    {
        var awaiting = tally.In(Publication.AwaitingDeadline);
        var (released, waitingRedacted) = ReportPass.HasPassed(state.ClosesAt, asOf) ? (awaiting, 0) : (0, tally.WaitingRedacted);
        return new ReportBody
        {
            Round = state.Number,
            Cutoff = Cutoff(),
            Replies = tally.Replies,
            Published = tally.In(Publication.Published) + released,
            PublishedRedacted = tally.In(Publication.PublishedRedacted) - waitingRedacted,
            InReview = tally.In(Publication.InReview),
            AwaitingDeadline = awaiting - released + waitingRedacted,
            Withheld = tally.In(Publication.Withheld),
            Withdrawn = tally.In(Publication.Withdrawn),
            Late = tally.Late,
            WithRemarks = tally.WithRemarks,
            WithoutRemarks = tally.WithoutRemarks,
            BySenderType = Enum.GetValues<SenderType>().ToDictionary(type => type.Code(), counted.Of),
            ByDay = [.. counted.Days.OrderBy(day => day.Key).Select(day => new DayCount(day.Key, day.Value))],
            Questions = [.. questions.Select(question => Count(question, counted.To(question.Key)))],
            Paragraphs = Places(counted.Paragraphs, state.Paragraphs),
            Documents = Places(counted.Documents, state.Documents),
            Campaigns = campaigns,
            Invited = invitedBodies,
            Notes = notes,
        }.Summed() with
        {
            CompiledAt = compiledAt,
        };
    }

    /// <summary>The last of the round's own instants that had come, or what happened to a reply after it.</summary>
    private DateTimeOffset Cutoff()
    {
        DateTimeOffset[] instants =
        [
            ReportPass.HasPassed(state.ClosesAt, asOf) ? state.ClosesAt : state.OpensAt,
            state.MovedAt ?? state.OpensAt,
            tally.LastChange,
        ];
        return instants.Max();
    }

    private QuestionCount Count(Question question, Breakdown.Answers? answers) =>
        new()
        {
            Key = question.Key,
            Label = question.Label,
            Kind = question.Kind,
            Answered = answers?.Answered ?? 0,
            Options = Options(question, answers)
                ?.Select(option => new OptionCount(option.Value, option.Label, answers?.Values.GetValueOrDefault(option.Value) ?? 0))
                .ToArray(),
            Mean = question.Kind == QuestionKind.Scale && answers is { Answered: > 0 } ? Mean(answers) : null,
        };

    private IEnumerable<QuestionOption>? Options(Question question, Breakdown.Answers? answers) =>
        question switch
        {
            { Kind: QuestionKind.Single or QuestionKind.Multiple } => question.Options ?? [],
            { Kind: QuestionKind.YesNo } => state.Language == "en"
                ? [new("true", "Yes"), new("false", "No")]
                : [new("true", "Ja"), new("false", "Nei")],
            { Kind: QuestionKind.Scale, Scale: { } scale } => Steps(scale, answers).Select(step => Step(scale, step)),
            _ => null,
        };

    private static IEnumerable<int> Steps(QuestionScale scale, Breakdown.Answers? answers) =>
        (long)scale.Max - scale.Min < MostSteps
            ? Enumerable.Range(scale.Min, scale.Max - scale.Min + 1)
            : (answers?.Values.Keys ?? []).Select(Number).Order();

    private static QuestionOption Step(QuestionScale scale, int step)
    {
        var value = step.ToString(CultureInfo.InvariantCulture);
        var says =
            step == scale.Min ? scale.MinLabel
            : step == scale.Max ? scale.MaxLabel
            : null;
        return new QuestionOption(value, string.IsNullOrEmpty(says) ? value : $"{value} ({says})");
    }

    private static decimal Mean(Breakdown.Answers answers) =>
        Math.Round(
            answers.Values.Sum(value => (decimal)Number(value.Key) * value.Value) / answers.Answered,
            2,
            MidpointRounding.AwayFromZero
        );

    private static int Number(string value) => int.Parse(value, CultureInfo.InvariantCulture);

    /// <summary>Known places in their order, then those that a later version of a document has dropped.</summary>
    private static PlaceCount[] Places(Dictionary<long, int[]> counts, IReadOnlyList<ReadReportState.Place> known)
    {
        var here = known.Where(place => counts.ContainsKey(place.Id)).ToArray();
        var dropped = counts.Keys.Except(here.Select(place => place.Id)).Order().Select(id => (Id: id, Text: ""));
        return
        [
            .. here.Select(place => (place.Id, place.Text))
                .Concat(dropped)
                .Select(place => new PlaceCount
                {
                    Id = place.Id,
                    Label = Label(place.Text),
                    Comments = counts[place.Id][0],
                    Stances = Enum.GetValues<Stance>()
                        .ToDictionary(stance => stance.Code(), stance => Breakdown.OfStance(counts[place.Id], stance)),
                }),
        ];
    }

    /// <summary>The first words without marks of Markdown.</summary>
    private static string Label(string markdown) =>
        Excerpt.From(markdown.Replace("*", "", StringComparison.Ordinal).TrimStart('#', '>', ' '), LabelLength);
}
