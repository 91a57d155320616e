using System.Security.Cryptography;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Domain;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Replies.Send;

/// <summary>What the reader has filled in, exactly as typed: whatever goes wrong, it is shown again.</summary>
internal sealed record ReplyForm
{
    public const int KeyBytes = 16;

    /// <summary>The inputs from top to bottom.</summary>
    private static readonly string[] Inputs = ["anonym", "navn", "orgnavn", "orgnr", "epost", "nettside", "type-med", "tekst", "vilkar"];

    public SenderType SenderType { get; init; }
    public string? Name { get; init; }
    public string? OrganisationName { get; init; }
    public string? OrganisationNumber { get; init; }
    public string? Email { get; init; }
    public bool Anonymous { get; init; }
    public Position Position { get; init; }
    public string? Text { get; init; }
    public bool NotANationalId { get; init; }
    public bool Terms { get; init; }

    /// <summary>A field that people do not see; whoever fills it in is asked to empty it.</summary>
    public string? Trap { get; init; }

    /// <summary>Makes posting the same form twice give the same receipt.</summary>
    public required string Key { get; init; }

    public string? ShownName => SenderType == SenderType.Person ? Name : OrganisationName;

    public static ReplyForm Empty(bool withoutRemarks) =>
        new() { Key = NewKey(), Position = withoutRemarks ? Position.WithoutRemarks : Position.WithRemarks };

    public static ReplyForm From(IFormCollection form) =>
        new()
        {
            SenderType = (string?)form["hvem"] switch
            {
                "org" => SenderType.Organisation,
                "offentlig" => SenderType.PublicBody,
                _ => SenderType.Person,
            },
            Name = form["navn"],
            OrganisationName = form["orgnavn"],
            OrganisationNumber = form["orgnr"],
            Email = form["epost"],
            Anonymous = form.ContainsKey("anonym"),
            Position = string.Equals(form["svartype"], "uten", StringComparison.Ordinal) ? Position.WithoutRemarks : Position.WithRemarks,
            Text = form["tekst"],
            NotANationalId = form.ContainsKey("ikkefnr"),
            Terms = form.ContainsKey("vilkar"),
            Trap = form["nettside"],
            Key = form["innsending"] is [{ Length: KeyBytes * 2 } key] && key.All(char.IsAsciiHexDigit) ? key : NewKey(),
        };

    public ReplyForm WithNewKey() => this with { Key = NewKey() };

    /// <summary>What only a form can ask: that the terms are read and that the sender can be reached.</summary>
    public IEnumerable<FormError> Missing(bool anonymous)
    {
        var person = SenderType == SenderType.Person;
        if (!anonymous && string.IsNullOrWhiteSpace(ShownName))
            yield return person ? new("navn", T("send.error.name")) : new("orgnavn", T("send.error.orgname"));
        if (!anonymous && string.IsNullOrWhiteSpace(Email))
            yield return new("epost", T("send.error.email"));
        if (!string.IsNullOrWhiteSpace(Trap))
            yield return new("nettside", T("send.error.trap"));
        if (Position == Position.WithRemarks && string.IsNullOrWhiteSpace(Text))
            yield return new("tekst", T("send.refusal.reply.empty"));
        if (!Terms)
            yield return new("vilkar", T("send.error.terms"));
    }

    /// <summary>What does not belong to the chosen kind of sender or reply is left out, though it was posted.</summary>
    public SendReply.Command ToCommand(HearingView hearing, string language)
    {
        var anonymous = Anonymous && hearing.AllowAnonymous;
        var person = SenderType == SenderType.Person;
        return new()
        {
            HearingId = hearing.Id,
            Sender = new()
            {
                Type = SenderType,
                Anonymous = anonymous,
                Name = anonymous ? null : Filled(ShownName),
                Email = anonymous ? null : Filled(Email),
                OrganisationNumber = anonymous || person ? null : Filled(OrganisationNumber)?.Replace(" ", "", StringComparison.Ordinal),
            },
            Language = language,
            Position = Position,
            Text = Position == Position.WithRemarks ? Text : null,
            NotANationalId = NotANationalId,
            IdempotencyKey = Key,
        };
    }

    /// <summary>The input that a field of the command is typed in; null where the error is about the whole.</summary>
    public string? InputOf(string? commandField) =>
        commandField?.ToUpperInvariant() switch
        {
            "SENDER.NAME" => SenderType == SenderType.Person ? "navn" : "orgnavn",
            "SENDER.EMAIL" => "epost",
            "SENDER.ORGANISATIONNUMBER" => "orgnr",
            "SENDER.ANONYMOUS" => "anonym",
            "TEXT" => "tekst",
            "POSITION" => "type-med",
            _ => null,
        };

    /// <summary>Errors stand in the order of the inputs; those about the whole come first.</summary>
    public static int PlaceOf(FormError error) => Array.IndexOf(Inputs, error.Input);

    private static string? Filled(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static string NewKey() => RandomNumberGenerator.GetHexString(KeyBytes * 2, lowercase: true);
}

/// <param name="Input">Id of the input that the reader must go to; null where none can mend it.</param>
internal sealed record FormError(string? Input, string Message);

/// <summary>A text input with label, hint and error, joined for screen readers.</summary>
internal sealed record FormField(string Id, string Label, string? Value, string? Hint = null)
{
    public string Type { get; init; } = "text";
    public string? Autocomplete { get; init; }
    public string? InputMode { get; init; }
    public int? Size { get; init; }
    public bool Optional { get; init; }
    public string? Error { get; init; }

    public string? DescribedBy => string.Join(' ', Parts()) is { Length: > 0 } ids ? ids : null;

    private IEnumerable<string> Parts()
    {
        if (Hint is not null)
            yield return Id + "-d";
        if (Error is not null)
            yield return Id + "-f";
    }
}
