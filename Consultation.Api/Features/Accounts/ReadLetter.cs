using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Accounts;

/// <summary>What the letter of a one-time link is written from; null when the link is good no more.</summary>
public static class ReadLetter
{
    [Requires(Permission.RunJobs)]
    public sealed record Query(long LinkId) : IQuery<Result?>;

    public sealed record Result
    {
        public required LinkPurpose Purpose { get; init; }
        public required string Email { get; init; }
        public required string Name { get; init; }
        public required string Language { get; init; }
    }

    internal sealed class Handler(Db db, TimeProvider clock) : IRequestHandler<Query, Result?>
    {
        public Task<Result?> Handle(Query request, CancellationToken cancellationToken) =>
            db.First<Result>(SelectLetter, new { Id = request.LinkId, Now = Instants.Floor(clock.GetUtcNow()) });
    }

    private const string SelectLetter = """
        select l.Purpose, u.Email, u.Name, u.Language
        from OneTimeLink l
        join StaffUser u on u.Id = l.UserId
        where l.Id = @Id and l.UsedAt is null and l.ExpiresAt > @Now and u.DisabledAt is null
        """;
}
