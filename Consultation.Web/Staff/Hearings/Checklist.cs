using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Domain;
using Consultation.Web.Pages;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Staff.Hearings;

/// <summary>What a draft still needs, or had better have, before everybody reads it.</summary>
internal static class Checklist
{
    public enum State
    {
        Done,

        /// <summary>Worth a thought; it can be published without.</summary>
        Advised,

        /// <summary>It cannot be published before.</summary>
        Missing,
    }

    /// <param name="Address">Where it is mended.</param>
    public sealed record Item(State State, string Text, string? Detail, string Address);

    public static IReadOnlyList<Item> Of(HearingView hearing, GetOwnHearing.Result own, DateTimeOffset now)
    {
        var language = SitePage.Language;
        var about = StaffLinks.Hearing(language, hearing.Id, "about");
        return
        [
            new(State.Done, T("make.check.title"), null, about),
            .. Documents(hearing, StaffLinks.Hearing(language, hearing.Id, "documents"), StaffLinks.NewDocument(language, hearing.Id)),
            .. Deadlines(hearing, own, now),
            hearing.Questions is { Count: > 0 } questions
                ? new(State.Done, Count("make.check.questions", questions.Count), null, Questions(hearing))
                : new(State.Done, T("make.check.no_questions"), null, Questions(hearing)),
            ContactForm.Of(hearing.Contact).IsEmpty
                ? new(State.Advised, T("make.check.no_contact"), T("make.check.no_contact_why"), about + "#kontakt-navn")
                : new(State.Done, T("make.check.contact"), null, about + "#kontakt-navn"),
            Invited(hearing, own),
            hearing.Subjects.Count == 0
                ? new(State.Advised, T("make.check.no_subjects"), T("make.check.no_subjects_why"), about + "#tema")
                : new(State.Done, T("make.check.subjects"), null, about + "#tema"),
            hearing.Translations.Count == 0
                ? new(State.Advised, T("make.check.one_language"), T("make.check.one_language_why"), about + "#oversettelser")
                : new(State.Done, T("make.check.languages"), null, about + "#oversettelser"),
        ];
    }

    private static string Questions(HearingView hearing) => StaffLinks.Hearing(SitePage.Language, hearing.Id, "questions");

    private static Item Invited(HearingView hearing, GetOwnHearing.Result own)
    {
        var list = StaffLinks.Invited(SitePage.Language, hearing.Id);
        return own switch
        {
            { Invited: 0 } => new(
                State.Advised,
                T("invited.check.none"),
                T("invited.check.none_why"),
                StaffLinks.NewInvited(SitePage.Language, hearing.Id)
            ),
            { InvitedWithoutEmail: > 0 } => new(
                State.Advised,
                T("invited.check.no_email", Wording.Number(own.InvitedWithoutEmail), Wording.Number(own.Invited)),
                T("invited.check.no_email_why"),
                list + "?status=uten"
            ),
            _ => new(State.Done, Count("invited.check.all", own.Invited), null, list),
        };
    }

    private static IEnumerable<Item> Documents(HearingView hearing, string list, string create)
    {
        var kinds = (hearing.Documents ?? []).Select(document => document.Kind).ToHashSet();
        if (kinds.Count == 0)
        {
            yield return new(State.Missing, T("make.check.no_documents"), T("make.check.no_documents_why"), create);
            yield break;
        }
        if (kinds.Contains(DocumentKind.Letter) && kinds.Contains(DocumentKind.Paper))
            yield return new(State.Done, T("make.check.documents"), null, list);
        if (!kinds.Contains(DocumentKind.Letter))
            yield return new(State.Advised, T("make.check.no_letter"), T("make.check.no_letter_why"), create);
        if (!kinds.Contains(DocumentKind.Paper))
            yield return new(State.Advised, T("make.check.no_paper"), T("make.check.no_paper_why"), create);
    }

    private static IEnumerable<Item> Deadlines(HearingView hearing, GetOwnHearing.Result own, DateTimeOffset now)
    {
        if (hearing.Rounds.Count == 0)
            yield return new(
                State.Missing,
                T("make.check.no_deadline"),
                T("make.check.no_deadline_why"),
                StaffLinks.NewRound(SitePage.Language, hearing.Id)
            );
        foreach (var round in hearing.Rounds)
            yield return OfRound(hearing, round, own, now, StaffLinks.Round(SitePage.Language, hearing.Id, round.Number));
    }

    private static Item OfRound(HearingView hearing, RoundView round, GetOwnHearing.Result own, DateTimeOffset now, string address)
    {
        var deadline = T("make.check.deadline", Wording.DeadlineDate(round.ClosesAt, round.TimeZone));
        if (round.ClosesAt <= now)
            return new(State.Missing, deadline, T("make.check.deadline_passed"), address);
        var help = DeadlineHelp.Of(hearing, round, own.LeastDays, now);
        if (help is null || help.Warnings.Count == 0)
            return new(State.Done, deadline, null, address);
        var isShort = help.Warnings.Contains(DeadlineWarning.TooShort);
        var isRefused = isShort && (hearing.Kind == HearingKind.Plan || string.IsNullOrWhiteSpace(round.ShortDeadlineReason));
        var detail = string.Join(' ', help.Warnings.Select(help.Say));
        return new(isRefused ? State.Missing : State.Advised, T("make.check.deadline_length", deadline, help.Length), detail, address);
    }
}
