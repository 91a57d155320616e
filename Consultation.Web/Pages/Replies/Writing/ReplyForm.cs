using System.Security.Cryptography;
using Consultation.Api.Features.Replies;
using Consultation.Domain;
using Microsoft.Extensions.Primitives;

namespace Consultation.Web.Pages.Replies.Writing;

/// <summary>What the reader has filled in, exactly as typed: whatever goes wrong, it is shown again.</summary>
internal sealed record ReplyForm
{
    public const int KeyBytes = 16;
    public const string QuestionPrefix = "q.";
    public const string CommentPrefix = "kommentar.";
    private const int MaxCommentKey = 20;

    public SenderType SenderType { get; init; }
    public string? Name { get; init; }
    public string? OrganisationName { get; init; }
    public string? OrganisationNumber { get; init; }
    public string? OnBehalfOf { get; init; }
    public string? Email { get; init; }
    public bool Anonymous { get; init; }
    public Position Position { get; init; }
    public string? Text { get; init; }

    /// <summary>By the question's key; also to questions that are not asked after all.</summary>
    public IReadOnlyDictionary<string, StringValues> Answers { get; init; } = new Dictionary<string, StringValues>(StringComparer.Ordinal);
    public IReadOnlyList<TypedComment> Comments { get; init; } = [];
    public IReadOnlyList<FormFile> Files { get; init; } = [];
    public bool NotANationalId { get; init; }
    public bool Terms { get; init; }

    /// <summary>A field that people do not see; whoever fills it in is asked to empty it.</summary>
    public string? Trap { get; init; }

    /// <summary>Makes posting the same form twice give the same receipt.</summary>
    public required string Key { get; init; }

    /// <summary>The version that is corrected; null for a new reply.</summary>
    public int? Version { get; init; }

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
            OnBehalfOf = form["pavegne"],
            Email = form["epost"],
            Anonymous = form.ContainsKey("anonym"),
            Position = string.Equals(form["svartype"], "uten", StringComparison.Ordinal) ? Position.WithoutRemarks : Position.WithRemarks,
            Text = form["tekst"],
            Answers = form.Where(field => field.Key.StartsWith(QuestionPrefix, StringComparison.Ordinal))
                .ToDictionary(field => field.Key[QuestionPrefix.Length..], field => field.Value, StringComparer.Ordinal),
            Comments = [.. form.Keys.Where(IsComment).Take(ReplyRules.MaxComments).Select(name => TypedComment.From(form, name))],
            Files = [.. form["vedlegg"].Select(FormFile.Read).OfType<FormFile>().DistinctBy(file => file.Token)],
            NotANationalId = form.ContainsKey("ikkefnr"),
            Terms = form.ContainsKey("vilkar"),
            Trap = form["nettside"],
            Key = KeyOf(form) ?? NewKey(),
            Version = int.TryParse(form["versjon"], System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : null,
        };

    /// <summary>A reply as its sender last wrote it.</summary>
    public static ReplyForm Of(GetOwnReply.Result own)
    {
        var (content, sender) = (own.Content, own.Sender);
        var person = sender.Type == SenderType.Person;
        return new()
        {
            SenderType = sender.Type,
            Name = person ? content.SenderName : null,
            OrganisationName = person ? null : content.SenderName,
            OrganisationNumber = sender.OrganisationNumber,
            OnBehalfOf = content.OnBehalfOf,
            Email = own.Email,
            Anonymous = content.SenderName is null,
            Position = content.Position,
            Text = content.Text,
            Answers = content.Answers.ToDictionary(a => a.Question, a => new StringValues([.. a.Values]), StringComparer.Ordinal),
            Comments = [.. content.Comments.Select(TypedComment.Of)],
            Files = [.. content.Attachments.Select(FormFile.Kept)],
            Key = NewKey(),
            Version = own.Version,
        };
    }

    public ReplyForm WithNewKey() => this with { Key = NewKey() };

    public ReplyForm WithComment(TypedComment comment) =>
        Comments.Any(other => string.Equals(other.Key, comment.Key, StringComparison.Ordinal))
            ? this
            : this with
            {
                Comments = [.. Comments, comment],
            };

    public ReplyForm WithoutComment(string key) =>
        this with
        {
            Comments = [.. Comments.Where(comment => !string.Equals(comment.Key, key, StringComparison.Ordinal))],
        };

    public ReplyForm WithFiles(IEnumerable<FormFile> files) =>
        this with
        {
            Files = [.. Files.Concat(files).DistinctBy(file => file.Token)],
        };

    public ReplyForm WithoutFile(string token) =>
        this with
        {
            Files = [.. Files.Where(file => !string.Equals(file.Token, token, StringComparison.Ordinal))],
        };

    /// <summary>The form's own secret, if it is one that we gave out.</summary>
    public static string? KeyOf(IFormCollection form) =>
        form["innsending"] is [{ Length: KeyBytes * 2 } key] && key.All(char.IsAsciiHexDigit) ? key : null;

    private static bool IsComment(string name) =>
        name.StartsWith(CommentPrefix, StringComparison.Ordinal)
        && name.Length - CommentPrefix.Length is > 1 and <= MaxCommentKey
        && char.IsAsciiLetterLower(name[CommentPrefix.Length])
        && name.AsSpan(CommentPrefix.Length + 1).IndexOfAnyExceptInRange('0', '9') < 0;

    private static string NewKey() => RandomNumberGenerator.GetHexString(KeyBytes * 2, lowercase: true);
}
