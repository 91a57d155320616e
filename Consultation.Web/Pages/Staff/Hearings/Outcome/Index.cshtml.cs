using System.Text.Json;
using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Web.Staff.Hearings;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Hearings.Outcome;

/// <summary>What became of the matter and what the replies meant for it. A new text stands beside the earlier ones.</summary>
[Requires(Permission.ManageHearings)]
internal sealed class IndexModel(IMediator mediator) : HearingWork(mediator)
{
    private static readonly (string, string)[] Inputs = [("markdown", "tekst"), ("links", "lenker")];

    public string? Markdown { get; private set; }

    /// <summary>One a line: the address, and after a blank what it is called.</summary>
    public string? Addresses { get; private set; }
    public Proof Proof { get; private set; } = null!;
    public bool CanBeTold => !IsDraft && Hearing.Status != HearingStatus.Withdrawn;

    /// <summary>Telling the outcome means that no deadline is extended any more; said while one can still reply.</summary>
    public bool EndsRounds => Hearing.Outcome is null && Hearing.Rounds.Any(round => round.Status != RoundStatus.Closed);

    public async Task OnGetAsync(long id)
    {
        await FindAsync(id);
        (Markdown, Addresses) = (Hearing.Outcome?.Markdown, LinesOf(Hearing.Outcome?.Links ?? []));
        Show();
    }

    public async Task<IActionResult> OnPostPreviewAsync(long id, string? tekst, string? lenker)
    {
        await FindAsync(id);
        (Markdown, Addresses) = (tekst, lenker);
        Show();
        return WantsPart ? Partial("_Proof", Proof) : Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, string? tekst, string? lenker)
    {
        await FindAsync(id);
        (Markdown, Addresses) = (tekst, lenker);
        Show();
        var command = new SaveOutcome.Command
        {
            HearingId = id,
            Markdown = tekst ?? "",
            Links = [.. Read(lenker).Select(link => JsonSerializer.SerializeToElement(new { url = link.Url, label = link.Label }))],
        };
        if (await TryAsync(() => Mediator.Send(command), Inputs))
            return SeeOther(Front + "?etter=utfall");
        // Which of the links it was has no input of its own.
        Errors = [.. Errors.Select(error => error.Input is null ? error with { Input = "lenker" } : error)];
        return Page();
    }

    private static IEnumerable<(string Url, string? Label)> Read(string? lines) =>
        (lines ?? "")
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split([' ', '\t'], 2, StringSplitOptions.TrimEntries))
            .Select(parts => (parts[0], parts.Length > 1 ? parts[1] : null));

    private static string LinesOf(IReadOnlyList<OutcomeLink> links) =>
        string.Join('\n', links.Select(link => link.Label is null ? link.Url : link.Url + " " + link.Label));

    private void Show() => Proof = Proof.Of(Markdown, LangOf(Hearing.Language));

    private async Task FindAsync(long id)
    {
        await LoadAsync(id, T("make.outcome"));
        Modules = ["live"];
    }
}
