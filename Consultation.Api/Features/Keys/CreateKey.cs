using System.Buffers.Text;
using System.Security.Cryptography;
using Consultation.Api.Data;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Keys;

/// <summary>Makes an API key. The key itself is answered this once; only its hash is kept.</summary>
public static class CreateKey
{
    [Requires(Permission.ManageKeys)]
    public sealed record Command : ICommand<Result>
    {
        public required string Name { get; init; }
        public required Role Role { get; init; }

        /// <summary>Code of the ministry that bounds the key; without it the key works for all (only for administrators of all).</summary>
        public string? Ministry { get; init; }
    }

    public sealed record Result(long Id, string Key);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Name).Filled().AtMost(200);
            // The next start would take it for an earlier setting's key, and end it.
            RuleFor(c => c.Name).Must(name => name != KeepBootstrapKey.Name).WithText("name.reserved");
        }
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, CurrentUser user) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            long? ministry = user.MinistryId;
            if (request.Ministry is not null)
            {
                ministry = await db.First<long?>(SelectMinistry, new { Code = request.Ministry, user.MinistryId });
                if (ministry is null)
                {
                    throw Refusals.MinistryUnknown();
                }
            }
            var key = "ck_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
            var id = ids.Next();
            await db.Run(
                InsertKey,
                new
                {
                    Id = id,
                    MinistryId = ministry,
                    request.Name,
                    Role = request.Role.Code(),
                    KeyHash = ApiKeys.Hash(key),
                    Now = Instants.Floor(clock.GetUtcNow()),
                }
            );
            return new Result(id, key);
        }
    }

    private const string SelectMinistry = "select Id from Ministry where Code = @Code and (@MinistryId is null or Id = @MinistryId)";

    internal const string InsertKey = """
        insert into ApiKey (Id, MinistryId, Name, Role, KeyHash, CreatedAt) values (@Id, @MinistryId, @Name, @Role, @KeyHash, @Now)
        """;
}
