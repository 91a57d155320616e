using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Consultation.Api.Features.Search;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using Consultation.Domain;

namespace Consultation.Api.Features.Replies;

/// <summary>Normalises, hashes and scans before the command takes its turn.</summary>
internal sealed class SendReplyPreparation(IdGenerator ids, Secrets secrets, Vocabulary vocabulary) : IPrepare<SendReply.Command>
{
    public void Prepare(SendReply.Command command)
    {
        var text = command.StoredText;
        // Of a sender who is to stay unknown nothing that tells who it is gets further, not even into the hash.
        var sender = command.Sender.Anonymous ? new SendReply.SenderInput { Type = command.Sender.Type, Anonymous = true } : command.Sender;
        var id = ids.Next();
        var content = new ReplyContent
        {
            SenderName = Filled(sender.Name),
            OnBehalfOf = Filled(sender.OnBehalfOf),
            Position = command.Position,
            Text = text,
        };
        command.Ready = new SendReply.Prepared(
            new NewReply
            {
                Id = id,
                SenderType = sender.Type,
                SenderEmail = Filled(sender.Email),
                OrganisationNumber = OrganisationNumber.TryParse(sender.OrganisationNumber, out var digits) ? digits : null,
                Verified = Verification.None,
                Content = content,
                Search = vocabulary.Prepare(content),
                Channel = "web",
                Sha256 = ReplyDigest.Sha256(secrets.Salt(id), content),
            },
            SHA256.HashData(Encoding.UTF8.GetBytes(command.IdempotencyKey ?? "")),
            SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(command with { Sender = sender }, Json.Options)),
            // Whoever does not say so was refused before.
            command.NotANationalId && HoldsNationalId(text, content.SenderName, content.OnBehalfOf)
        );
    }

    private static bool HoldsNationalId(params string?[] published) =>
        published.Any(text => NationalIdentityNumber.FindIn(text ?? "") is not null);

    private static string? Filled(string? value) => PlainText.Normalise(value).Trim() is { Length: > 0 } text ? text : null;
}
