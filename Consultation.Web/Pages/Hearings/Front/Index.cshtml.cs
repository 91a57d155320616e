using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Ministries;
using Consultation.Api.Http;
using Consultation.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Hearings.Front;

/// <summary>The front page: what closes soon, what is open, what has just closed; or the one list that the reader chose.</summary>
[Kept(KeptWith.Site, "q", "status", "ministry", "subject", "cursor")]
internal sealed class IndexModel(IMediator mediator) : SitePage
{
    /// <summary>Stands for hearings in every state.</summary>
    public const string All = "all";

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>A state or <see cref="All"/>; empty shows the open hearings, or where something else was chosen, all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Status { get; set; }

    /// <summary>Code of a ministry, of a subject.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Ministry { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Subject { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public ShowFront.Result Shown { get; private set; } = null!;

    /// <summary>The whole front page, not a list that the reader chose.</summary>
    public bool IsWhole => Choice.ToString().Length == 0 && string.IsNullOrEmpty(Cursor);

    public HearingStatus? Chosen { get; private set; }

    public string Heading { get; private set; } = "";

    /// <summary>The reader's choices, without the place in the list.</summary>
    public Choices Choice => new(("q", Q), ("status", Status), ("ministry", Ministry), ("subject", Subject));

    public IReadOnlyList<HearingStatus> Statuses { get; } =
    [HearingStatus.Open, HearingStatus.Planned, HearingStatus.UnderReview, HearingStatus.Concluded, HearingStatus.Withdrawn];

    public async Task<IActionResult> OnGetAsync()
    {
        Q = Filled(Q);
        (Status, Ministry, Subject) = (Filled(Status), Filled(Ministry), Filled(Subject));
        if (Status is not null && !string.Equals(Status, All, StringComparison.Ordinal))
        {
            var known = Statuses.Where(status => string.Equals(status.ToString(), Status, StringComparison.OrdinalIgnoreCase)).ToArray();
            if (known.Length == 0)
                return BadRequest();
            Chosen = known[0];
        }
        Shown = await mediator.Send(
            new ShowFront.Query
            {
                Whole = IsWhole,
                Q = Q,
                Status = Chosen,
                Ministry = Ministry,
                Subject = Subject,
                Cursor = Filled(Cursor),
            }
        );
        HearingsMark = "page";
        Heading = HeadingOf();
        Title = IsWhole ? T("front.title") : Heading;
        Description = T("front.description");
        NoIndex = Q is not null || Filled(Cursor) is not null;
        Modules = ["deadline"];
        return Page();
    }

    private string HeadingOf()
    {
        if (Q is not null)
            return T("front.heading.search", Q);
        if (Shown.Ministries.FirstOrDefault(ministry => ministry.Code == Ministry) is { } ministry)
            return T("front.from_ministry", NameOf(ministry.Names, ministry.Name));
        if (Shown.Subjects.FirstOrDefault(subject => subject.Code == Subject) is { } subject)
            return T("front.about_subject", NameOf(subject.Names, subject.Name));
        return Chosen switch
        {
            HearingStatus.Open => T("front.title"),
            { } status => T("front.in_status", T("status." + status)),
            _ => T("front.all"),
        };
    }

    /// <summary>In the reader's language where that is known.</summary>
    public static string NameOf(IReadOnlyDictionary<string, string> names, string name) => names.GetValueOrDefault(Language, name);

    public string NameOfSubject(string code) =>
        Shown.Subjects.FirstOrDefault(subject => subject.Code == code) is { } subject ? NameOf(subject.Names, subject.Name) : code;

    private static string? Filled(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
