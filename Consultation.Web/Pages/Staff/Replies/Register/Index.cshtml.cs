using Consultation.Api;
using Consultation.Api.Features.Attachments;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Api.Texts;
using Consultation.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Staff.Replies.Register;

/// <summary>Registers a reply that came by e-mail or on paper, with the date on which it came.</summary>
[Requires(Permission.ImportReplies)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes, ValueLengthLimit = 8 * 1024 * 1024)]
[RequestSizeLimit(MostBytes)]
internal sealed class IndexModel(IMediator mediator, AttachmentIntake intake, TimeProvider clock) : HearingStaffPage(mediator)
{
    private const long MostBytes = 512L * 1024 * 1024;

    private static readonly (string, string)[] Inputs =
    [
        ("channel", "kanal"),
        ("receivedAt", "dato"),
        ("sender.name", "navn"),
        ("sender.email", "epost"),
        ("sender.organisationNumber", "orgnr"),
        ("sender.onBehalfOf", "vegne"),
        ("language", "sprak"),
        ("text", "tekst"),
        ("file", "filer"),
        ("attachments", "filer"),
    ];

    public RegisterForm Form { get; private set; } = new();

    /// <summary>The number of the reply that was registered last, so that one after the other is quickly done.</summary>
    public int? Registered { get; private set; }
    public bool WasLate { get; private set; }

    /// <summary>Something looks like an identity number: whoever registers may say that it is none.</summary>
    public bool AsksAboutNumbers { get; private set; }

    public async Task OnGetAsync(long id, [FromQuery(Name = "registrert")] int? registered, [FromQuery(Name = "sent")] bool late)
    {
        await LoadAsync(id);
        (Registered, WasLate) = (registered, late);
        Form.Day = LocalTime.Day(clock.GetUtcNow(), Zone);
    }

    public async Task<IActionResult> OnPostAsync(long id, [FromForm] RegisterForm form)
    {
        Form = form;
        await LoadAsync(id);
        var missing = Missing().ToList();
        if (!await TakeFilesAsync(missing) || missing.Count > 0)
        {
            Refuse(StatusCodes.Status422UnprocessableEntity, missing, Inputs);
            return Page();
        }
        RegisterReply.Result? result = null;
        if (!await TryAsync(async () => result = await Mediator.Send(Command(id)), Inputs))
        {
            AsksAboutNumbers = Errors.Any(error => error.Message == Messages.Of(Refusals.ReplyNationalId("text")));
            return Page();
        }
        var number = result!.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return SeeOther(
            ReplyStaffLinks.Register(Language, id) + new Choices(("registrert", number), ("sent", result.Late ? "true" : null))
        );
    }

    /// <summary>Which a reply can be marked as written in.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["nb", "nn", "se", "en"];

    private RegisterReply.Command Command(long id) =>
        new()
        {
            HearingId = id,
            Channel = Form.Channel!,
            ReceivedAt = ReceivedAt!.Value,
            Sender = new SendReply.SenderInput
            {
                Type = Form.Type!.Value,
                Name = Form.Name,
                Email = Form.Email,
                OrganisationNumber = Form.Type == SenderType.Person ? null : Form.OrganisationNumber,
                OnBehalfOf = Form.OnBehalfOf,
            },
            Position = Form.Position!.Value,
            Language = Languages.Contains(Form.ReplyLanguage) ? Form.ReplyLanguage : null,
            Text = Form.Text,
            NotANationalId = Form.NotANationalId,
            Attachments = [.. Form.Kept.Select(kept => kept.Split('/', 2)[0])],
        };

    /// <summary>Without a clock noon of that day, but never later than now.</summary>
    private DateTimeOffset? ReceivedAt
    {
        get
        {
            var at = LocalTime.Read(Form.Day, string.IsNullOrWhiteSpace(Form.Clock) ? "12:00" : Form.Clock, Zone);
            var now = clock.GetUtcNow();
            return at > now && string.IsNullOrWhiteSpace(Form.Clock) && LocalTime.Day(now, Zone) == LocalTime.Day(at.Value, Zone)
                ? now
                : at;
        }
    }

    private IEnumerable<StaffError> Missing()
    {
        if (!RegisterReply.Channels.Contains(Form.Channel))
            yield return new StaffError("kanal", T("review.error.channel"));
        if (ReceivedAt is null)
            yield return new StaffError("dato", T("review.error.date"));
        if (Form.Type is null)
            yield return new StaffError("type", T("review.error.sender_type"));
        if (Form.Position is null)
            yield return new StaffError("svartype", T("review.error.position"));
    }

    /// <summary>Takes the files first, so that they need not be chosen again when something else is missing.</summary>
    private async Task<bool> TakeFilesAsync(List<StaffError> errors)
    {
        var kept = Form.Kept.Where(one => one.Contains('/', StringComparison.Ordinal)).ToList();
        foreach (var file in Form.Files.Where(file => file.Length > 0 || file.FileName.Length > 0))
        {
            try
            {
                await using var content = file.OpenReadStream();
                var stored = await intake.Store(content, file.FileName, HttpContext.RequestAborted);
                var taken = await Mediator.Send(stored);
                kept.Add(taken.Token + "/" + taken.FileName);
            }
            catch (Refusal refusal)
            {
                errors.Add(new StaffError("filer", $"{file.FileName}: {Messages.Of(refusal)}"));
            }
        }
        Form.Kept = [.. kept];
        return errors.TrueForAll(error => error.Input != "filer");
    }

    private async Task LoadAsync(long id)
    {
        await LoadHearingAsync(id, ReplyTab.Register, T("review.register.heading"));
        Modules = ["submit-once"];
    }
}
