using Consultation.Api.Features.Hearings;
using Consultation.Domain;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Hearings.Show;

/// <summary>Gangen i saken: each round, then the consideration of the replies, then the end.</summary>
internal static class Track
{
    public sealed record Step(string Name, string Text, bool Done, bool Here);

    public static IReadOnlyList<Step> Of(HearingView hearing)
    {
        var ended = hearing.Status is HearingStatus.Concluded or HearingStatus.Withdrawn;
        var here = hearing.Status == HearingStatus.Open ? hearing.Current() : null;
        var name = T(hearing.Kind == HearingKind.Input ? "track.input" : "track.hearing");
        var steps = hearing
            .Rounds.Select(round => new Step(
                hearing.Rounds.Count > 1 ? T("track.round", name, round.Number) : name,
                Wording.Span(round),
                round.Status == RoundStatus.Closed,
                round == here
            ))
            .ToList();

        if (hearing.Status == HearingStatus.Withdrawn)
        {
            steps.Add(new Step(T("track.withdrawn"), T("hearing.withdrawn"), Done: false, Here: true));
            return steps;
        }
        steps.Add(new Step(T("track.review"), T("track.review_text"), ended, hearing.Status == HearingStatus.UnderReview));
        steps.Add(new Step(T("track.done"), T("track.done_text"), Done: false, hearing.Status == HearingStatus.Concluded));
        return steps;
    }
}
