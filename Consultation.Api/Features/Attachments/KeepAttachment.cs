using System.Buffers.Text;
using System.Security.Cryptography;
using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Attachments;

/// <summary>
/// Writes down a file that has been stored, under a token that one reply may name within 24 hours. Until then nobody can read it.
/// </summary>
public static class KeepAttachment
{
    [Public]
    public sealed record Command : ICommand<Result>
    {
        public required string FileName { get; init; }
        public required string ContentType { get; init; }
        public required int Size { get; init; }
        public required string Sha256 { get; init; }

        /// <summary>
        /// Known to the sender alone: the same file under the same seed has the same token, so that a form posted twice, files and all, is
        /// one reply. Null: a token of its own.
        /// </summary>
        public string? Seed { get; init; }
    }

    public sealed record Result
    {
        /// <summary>Known to whoever uploaded the file alone.</summary>
        public required string Token { get; init; }

        /// <summary>As it will be shown: cleaned, with the extension that its content has.</summary>
        public required string FileName { get; init; }

        /// <summary>Bytes.</summary>
        public required int Size { get; init; }
        public required string ContentType { get; init; }

        /// <summary>Lower-case hexadecimal.</summary>
        public required string Sha256 { get; init; }
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.FileName).Filled().AtMost(FileNames.MaxLength);
            RuleFor(c => c.ContentType).Filled().AtMost(100);
            RuleFor(c => c.Sha256).Filled().AtMost(64);
            RuleFor(c => c.Seed).AtMost(64);
        }
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids) : IRequestHandler<Command, Result>
    {
        private const int TokenBytes = 32;

        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var token = Base64Url.EncodeToString(
                request.Seed is null
                    ? RandomNumberGenerator.GetBytes(TokenBytes)
                    : TakenFiles.Hash(string.Join('\n', request.Seed, request.Sha256, request.FileName))
            );
            await db.Run(
                InsertAttachment,
                new
                {
                    Id = ids.Next(),
                    TokenHash = TakenFiles.Hash(token),
                    request.FileName,
                    request.ContentType,
                    request.Size,
                    request.Sha256,
                    Now = Instants.Floor(clock.GetUtcNow()),
                }
            );
            return new Result
            {
                Token = token,
                FileName = request.FileName,
                Size = request.Size,
                ContentType = request.ContentType,
                Sha256 = request.Sha256,
            };
        }
    }

    private const string InsertAttachment = """
        insert into Attachment (Id, TokenHash, FileName, ContentType, Size, Sha256, CreatedAt)
        select @Id, @TokenHash, @FileName, @ContentType, @Size, @Sha256, @Now
        where not exists (select 1 from Attachment where TokenHash = @TokenHash)
        """;
}
