using Consultation.Api.Features.Hearings;
using Consultation.Domain;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Replies.Writing;

/// <summary>The form as it is shown, for a new reply or for a correction.</summary>
internal sealed class FormView
{
    private IReadOnlyList<FormQuestion>? _questions;

    public FormView(HearingView hearing, ReplyForm form)
    {
        (Hearing, Form) = (hearing, form);
        (HearingTitle, _, ContentLang) = SitePage.TextOf(hearing);
        Places = new CommentPlaces(hearing);
        Words = new FormErrors(this);
    }

    public HearingView Hearing { get; }
    public ReplyForm Form { get; set; }
    public string HearingTitle { get; }
    public string? ContentLang { get; }

    /// <summary>Where the form is posted.</summary>
    public required string Action { get; init; }

    /// <summary>What the draft in the browser is kept under.</summary>
    public required string Draft { get; init; }

    /// <summary>Proves that the reply that is corrected is the sender's own; null for a new one.</summary>
    public string? Token { get; init; }
    public bool IsCorrection => Token is not null;
    public CommentPlaces Places { get; }
    public FormErrors Words { get; }
    public IReadOnlyList<FormError> Errors { get; set; } = [];

    /// <summary>Null: it was not asked for.</summary>
    public Preview? Preview { get; set; }

    /// <summary>It was posted, and holds what was typed last: no draft is to be brought back over it.</summary>
    public bool IsShownAgain { get; init; }

    public bool MayBeNationalId => Words.MayBeNationalId || Form.NotANationalId;

    public IReadOnlyList<FormQuestion> Questions => _questions ??= FormQuestion.Of(Hearing, Form, ErrorOf);

    public ReplyInput Input => ReplyInput.Of(Form, FormQuestion.Read(Hearing), Hearing.AllowAnonymous);

    /// <summary>Which parts there are, numbered: a hearing without questions has none of them.</summary>
    public IReadOnlyList<(string Anchor, string Title, bool WithRemarksOnly)> Parts =>
        [
            ("s1", T("send.who"), false),
            ("s2", T("send.what"), false),
            .. (ReadOnlySpan<(string, string, bool)>)(Questions.Count > 0 ? [("sporsmal", T("send.questions_short"), true)] : []),
            .. (ReadOnlySpan<(string, string, bool)>)(Places.Documents.Count > 0 ? [("kommentarer", T("send.comments_short"), true)] : []),
            ("vedlegg", T("send.files"), true),
            ("send", T("send.finish"), false),
        ];

    public int NumberOf(string anchor) => Parts.TakeWhile(part => part.Anchor != anchor).Count() + 1;

    public string? ErrorOf(string input) =>
        Errors.FirstOrDefault(error => error.Input == input) is { } error ? error.AtInput ?? error.Message : null;

    /// <summary>Asks for errors again, once they are all known.</summary>
    public void Show(IEnumerable<FormError> errors)
    {
        Errors = FormErrors.InOrder(errors.ToList());
        _questions = null;
    }

    /// <summary>What a button other than those that send or preview has asked for: true when it was one, and is done.</summary>
    public bool Changed(IFormCollection posted)
    {
        if (posted["fjern"] is [{ } comment])
            Form = Form.WithoutComment(comment);
        else if (posted["fjernfil"] is [{ } file])
            Form = Form.WithoutFile(file);
        else if (posted.ContainsKey("leggtil"))
            AddComment(posted);
        else
            return posted.ContainsKey("lastopp");
        return true;
    }

    private void AddComment(IFormCollection posted)
    {
        var byNumber = posted["leggtil"] is not ["sted"];
        if ((byNumber ? Places.KeyOf(posted["dokument"], posted["avsnittnr"]) : Places.Known(posted["kapittel"])) is not { } key)
            Show([byNumber ? new("avsnittnr", T("send.error.no_paragraph")) : new("kapittel", T("send.error.no_place"))]);
        else if (Form.Comments.Count < ReplyRules.MaxComments)
            Form = Form.WithComment(new(key, key, null));
    }
}
