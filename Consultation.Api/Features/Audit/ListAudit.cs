using Consultation.Api.Data;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Audit;

/// <summary>Who did what, newest first, in keyset pages: of the administrator's ministry, or of all.</summary>
public static class ListAudit
{
    [Requires(Permission.ReadAudit)]
    public sealed record Query : IQuery<Page<Entry>>
    {
        /// <summary>Only what was done to this hearing.</summary>
        public long? HearingId { get; init; }
        public int Limit { get; init; } = 50;
        public string? Cursor { get; init; }
    }

    public sealed record Entry
    {
        public required long Id { get; init; }
        public required DateTimeOffset At { get; init; }

        /// <summary>Name of the person or the key, as it was then.</summary>
        public required string Actor { get; init; }

        /// <summary>Whether a key did it, and not somebody who had signed in.</summary>
        public required bool ByKey { get; init; }

        /// <summary>Name of the use case.</summary>
        public required string Action { get; init; }
        public long? HearingId { get; init; }
        public string? Hearing { get; init; }
        public string? HearingLanguage { get; init; }

        /// <summary>Whom it was done to, as that person is called now.</summary>
        public string? SubjectUser { get; init; }
        public string? Detail { get; init; }
    }

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Limit).Between(1, 100);
    }

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Query, Page<Entry>>
    {
        public async Task<Page<Entry>> Handle(Query request, CancellationToken cancellationToken)
        {
            const string list = "audit";
            var rows = await db.All<Entry>(
                SelectEntries,
                new
                {
                    user.MinistryId,
                    request.HearingId,
                    Before = Cursor.Read(list, 1, request.Cursor)?[0] ?? long.MaxValue,
                    Take = request.Limit + 1,
                }
            );
            var page = rows.Take(request.Limit).ToArray();
            return new Page<Entry>(page, rows.Count > request.Limit ? Cursor.Of(list, page[^1].Id) : null);
        }
    }

    private const string SelectEntries = """
        select a.Id, a.At, a.Actor, case when a.KeyId is null then 0 else 1 end as ByKey, a.Action, a.HearingId, h.Title as Hearing,
            h.Language as HearingLanguage, u.Name as SubjectUser, a.Detail
        from AuditEntry a
        left join Hearing h on h.Id = a.HearingId
        left join StaffUser u on u.Id = a.SubjectUserId
        where a.Id < @Before and (@MinistryId is null or a.MinistryId = @MinistryId)
            and (@HearingId is null or a.HearingId = @HearingId)
        order by a.Id desc
        {first @Take}
        """;
}
