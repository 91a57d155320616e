using Consultation.Domain;
using Microsoft.AspNetCore.Mvc;

namespace Consultation.Web.Pages.Staff.Replies.Register;

/// <summary>A reply from an e-mail or a letter, as it is typed.</summary>
internal sealed class RegisterForm
{
    [FromForm(Name = "kanal")]
    public string? Channel { get; set; }

    [FromForm(Name = "dato")]
    public string? Day { get; set; }

    [FromForm(Name = "klokke")]
    public string? Clock { get; set; }

    [FromForm(Name = "type")]
    public SenderType? Type { get; set; }

    [FromForm(Name = "navn")]
    public string? Name { get; set; }

    [FromForm(Name = "epost")]
    public string? Email { get; set; }

    [FromForm(Name = "orgnr")]
    public string? OrganisationNumber { get; set; }

    [FromForm(Name = "vegne")]
    public string? OnBehalfOf { get; set; }

    [FromForm(Name = "svartype")]
    public Position? Position { get; set; }

    [FromForm(Name = "sprak")]
    public string? ReplyLanguage { get; set; }

    [FromForm(Name = "tekst")]
    public string? Text { get; set; }

    [FromForm(Name = "ikke-fnr")]
    public bool NotANationalId { get; set; }

    /// <summary>Files that were taken already, each <c>token/name</c>.</summary>
    [FromForm(Name = "behold")]
    public string[] Kept { get; set; } = [];

    [FromForm(Name = "filer")]
    public List<IFormFile> Files { get; set; } = [];
}
