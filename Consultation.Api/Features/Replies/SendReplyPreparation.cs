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
        var draft = command.Draft;
        // Of a sender who is to stay unknown nothing that tells who it is gets further, not even into the hash.
        var sender = command.Sender.Anonymous ? new SendReply.SenderInput { Type = command.Sender.Type, Anonymous = true } : command.Sender;
        var id = ids.Next();
        var content = new ReplyContent
        {
            SenderName = ReplyDraft.Filled(sender.Name),
            OnBehalfOf = ReplyDraft.Filled(sender.OnBehalfOf),
            Position = command.Position,
            Text = draft.Text,
        };
        command.Ready = new SendReply.Prepared(
            new NewReply
            {
                Id = id,
                SenderType = sender.Type,
                SenderEmail = ReplyDraft.Filled(sender.Email),
                OrganisationNumber = OrganisationNumber.TryParse(sender.OrganisationNumber, out var digits) ? digits : null,
                Verified = Verification.None,
                Content = content,
                Search = vocabulary.Prepare(content),
                Excerpt = Excerpt.From(content.Text),
                Channel = "web",
                Sha256 = "", // when what the hearing has to say to it is known
            },
            new ReplyDigest.Begun(secrets.Salt(id), content.Position, content.Text),
            command.IdempotencyKey is { } key ? SHA256.HashData(Encoding.UTF8.GetBytes(key)) : [],
            command.IdempotencyKey is null
                ? []
                : SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(command with { Sender = sender }, Json.Options)),
            // Whoever does not say so was refused before.
            command.NotANationalId && draft.HoldsNationalId(content.SenderName, content.OnBehalfOf)
        );
    }
}
