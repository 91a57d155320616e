using Consultation.Api;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Ministries;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Web.Staff.Hearings;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Hearings.About;

/// <summary>What is said of the hearing. Once people have read it, only whom to ask and the translations may change.</summary>
[Requires(Permission.ManageHearings)]
internal sealed class IndexModel(IMediator mediator, CurrentUser user) : HearingWork(mediator)
{
    public HearingForm Form { get; private set; } = null!;
    public IReadOnlyList<SubjectItem> Subjects { get; private set; } = [];
    public IReadOnlyList<ListOwnMinistries.Item> Ministries { get; private set; } = [];

    /// <summary>The languages that it can be translated to.</summary>
    public IEnumerable<string> Others => HearingForm.Languages.Where(language => language != Form.Language);

    /// <summary>Replies that were imported into the draft were judged by its rule.</summary>
    public bool IsRuleBound => Own.HasReplies;

    public IEnumerable<PublicationRule> Rules =>
        Enum.GetValues<PublicationRule>()
            .Where(rule => rule != PublicationRule.Immediate || Form.Publication == rule || user.May(Permission.PublishUnread));

    public async Task OnGetAsync(long id)
    {
        await LoadAsync(id);
        Form = HearingForm.Of(Hearing, Own);
    }

    public async Task<IActionResult> OnPostAsync(long id)
    {
        await LoadAsync(id);
        Form = HearingForm.Read(Request.Form);
        if (!IsDraft)
            Form = HearingForm.Of(Hearing, Own) with { Contact = Form.Contact, Translations = Form.Translations };
        var halves = Form
            .Translations.Where(translation => translation.Value.Title.Length == 0 || translation.Value.Summary.Length == 0)
            .Select(translation => new StaffError("tittel-" + translation.Key, T("make.error.half_translation")))
            .ToArray();
        if (halves.Length > 0)
        {
            Refuse(StatusCodes.Status422UnprocessableEntity, halves, Inputs);
            return Page();
        }
        return await TryAsync(() => Mediator.Send(Changes()), Inputs) ? SeeOther(Front + "?etter=lagret") : Page();
    }

    private static (string, string)[] Inputs =>
        [.. HearingForm.Inputs, .. HearingForm.Languages.Select(language => ("translation-" + language, "tittel-" + language))];

    private ChangeHearing.Command Changes()
    {
        var published = new ChangeHearing.Command
        {
            HearingId = Hearing.Id,
            Contact = new(Form.Contact.On(Hearing.Contact)),
            Translations = new(Form.Translations),
        };
        if (!IsDraft)
            return published;
        return published with
        {
            Title = new(Form.Title ?? ""),
            Summary = new(Form.Summary ?? ""),
            Language = new(Form.Language),
            Kind = new(Form.Kind),
            Ministry = Form.Ministry is { } ministry && ministry != Hearing.Ministry.Code ? new(ministry) : default,
            CaseNumber = new(Form.CaseNumber),
            Subjects = new(Form.Subjects),
            Publication = Form.Publication == Hearing.Publication ? default : new(Form.Publication),
            LateReplies = new(Form.LateReplies),
            AllowAnonymous = new(Form.AllowAnonymous),
        };
    }

    private async Task LoadAsync(long id)
    {
        await LoadAsync(id, T("make.part.about"));
        var known = (await Mediator.Send(new ListSubjects.Query())).Items;
        // A subject that only this draft has stands in no list yet.
        var own = Hearing.Subjects.Where(code => known.All(subject => subject.Code != code));
        Subjects = [.. known, .. own.Select(code => new SubjectItem(code, code, new Dictionary<string, string>()))];
        if (Session!.MinistryId is null)
            Ministries = await Mediator.Send(new ListOwnMinistries.Query());
    }
}
