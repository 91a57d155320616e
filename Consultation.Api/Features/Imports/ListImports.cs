using Consultation.Api.Data;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using MediatR;

namespace Consultation.Api.Features.Imports;

/// <summary>The imports of a hearing, latest first.</summary>
public static class ListImports
{
    /// <summary>More than anybody makes.</summary>
    private const int Most = 100;

    [Requires(Permission.ImportReplies)]
    public sealed record Query(long HearingId) : IQuery<IReadOnlyList<Item>>;

    public sealed record Item
    {
        public required long Id { get; init; }
        public required string FileName { get; init; }
        public required ImportStatus Status { get; init; }
        public required int RowsRead { get; init; }
        public required int Accepted { get; init; }
        public required int Rejected { get; init; }
        public required int Skipped { get; init; }
        public required DateTimeOffset CreatedAt { get; init; }
    }

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public async Task<IReadOnlyList<Item>> Handle(Query request, CancellationToken cancellationToken)
        {
            await ReplyReader.SlugOf(db, request.HearingId, Scope.All, user);
            return await db.All<Item>(SelectImports, new { request.HearingId, Take = Most });
        }
    }

    private const string SelectImports = """
        select Id, FileName, Status, RowsRead, Accepted, Rejected, Skipped, CreatedAt
        from Import
        where HearingId = @HearingId
        order by Id desc
        {first @Take}
        """;
}
