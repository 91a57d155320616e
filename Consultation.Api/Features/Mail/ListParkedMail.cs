using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using MediatR;

namespace Consultation.Api.Features.Mail;

/// <summary>The letters that were given up, latest first, at most a hundred: for whoever looks after the installation.</summary>
public static class ListParkedMail
{
    [Requires(Permission.ManageMinistries)]
    public sealed record Query : IQuery<IReadOnlyList<Item>>;

    public sealed record Item
    {
        public required long Id { get; init; }
        public required string Kind { get; init; }
        public required string Recipient { get; init; }
        public required DateTimeOffset CreatedAt { get; init; }
        public required DateTimeOffset ParkedAt { get; init; }
        public required int Attempts { get; init; }

        /// <summary>What the mail server said last, or why it could not be asked; names nobody.</summary>
        public string? LastError { get; init; }
    }

    internal sealed class Handler(Db db) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public Task<IReadOnlyList<Item>> Handle(Query request, CancellationToken cancellationToken) => db.All<Item>(SelectParked);
    }

    private const string SelectParked = """
        select Id, Kind, Recipient, CreatedAt, ParkedAt, Attempts, LastError
        from Mail
        where ParkedAt is not null and SentAt is null and Recipient is not null
        order by CreatedAt desc, Id desc
        {first 100}
        """;
}
