using Consultation.Api.Data;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using Consultation.Domain;
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

        /// <summary>Part of the name of the person or the key; capitals do not matter.</summary>
        public string? Who { get; init; }

        /// <summary>Name of the use case, one of <see cref="Actions"/>.</summary>
        public string? Action { get; init; }

        /// <summary>Part of a hearing's title or case number; capitals do not matter.</summary>
        public string? Hearing { get; init; }
        public DateTimeOffset? From { get; init; }

        /// <summary>Exclusive.</summary>
        public DateTimeOffset? Until { get; init; }
        public int Limit { get; init; } = 50;
        public string? Cursor { get; init; }
    }

    /// <summary>All that <see cref="Query.Action"/> may name; the last are done by who is not signed in yet.</summary>
    public static IReadOnlyList<string> Actions { get; } =
    [
        .. typeof(AuditTrail)
            .Assembly.GetTypes()
            .Where(type => type.GetInterfaces().Any(made => made.IsGenericType && made.GetGenericTypeDefinition() == typeof(ICommand<>)))
            .Where(AuditTrail.Keeps)
            .Select(AuditTrail.NameOf)
            .Union([nameof(Accounts.CreateFirstAdministrator), nameof(Accounts.SetPassword), nameof(Accounts.OpenSession)])
            .Order(StringComparer.Ordinal),
    ];

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
        private const int Longest = 200;

        public Validator()
        {
            RuleFor(q => q.Limit).Between(1, 100);
            RuleFor(q => q.Who).AtMost(Longest);
            RuleFor(q => q.Action).AtMost(Longest);
            RuleFor(q => q.Hearing).AtMost(Longest);
        }
    }

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Query, Page<Entry>>
    {
        public async Task<Page<Entry>> Handle(Query request, CancellationToken cancellationToken)
        {
            const string list = "audit";
            var rows = await db.All<Entry>(
                request.HearingId is null ? SelectEntries : SelectOfHearing,
                new
                {
                    user.MinistryId,
                    request.HearingId,
                    Who = Part(request.Who),
                    Action = string.IsNullOrWhiteSpace(request.Action) ? null : request.Action,
                    Title = Part(request.Hearing),
                    request.From,
                    request.Until,
                    Before = Cursor.Read(list, 1, request.Cursor)?[0] ?? long.MaxValue,
                    Take = request.Limit + 1,
                }
            );
            var page = rows.Take(request.Limit).ToArray();
            return new Page<Entry>(page, rows.Count > request.Limit ? Cursor.Of(list, page[^1].Id) : null);
        }
    }

    /// <summary>The pattern that finds it anywhere, with what means something in a pattern taken as it is.</summary>
    private static string? Part(string? typed)
    {
        var words = PlainText.Normalise(typed).Trim().ToLowerInvariant();
        foreach (var special in (string[])["\\", "%", "_", "["])
        {
            words = words.Replace(special, "\\" + special, StringComparison.Ordinal);
        }
        return words.Length == 0 ? null : $"%{words}%";
    }

    private const string Columns = """
        select a.Id, a.At, a.Actor, case when a.KeyId is null then 0 else 1 end as ByKey, a.Action, a.HearingId, h.Title as Hearing,
            h.Language as HearingLanguage, u.Name as SubjectUser, a.Detail
        from AuditEntry a
        left join Hearing h on h.Id = a.HearingId
        left join StaffUser u on u.Id = a.SubjectUserId
        where a.Id < @Before and (@MinistryId is null or a.MinistryId = @MinistryId)
        """;

    // SQLite's lower knows no other letters than A to Z.
    private const string Chosen = """
        and (@Who is null or lower(replace(replace(replace(a.Actor, 'Æ', 'æ'), 'Ø', 'ø'), 'Å', 'å')) like @Who escape '\')
            and (@Action is null or a.Action = @Action)
            and (@Title is null or h.CaseNumber like @Title escape '\'
                or lower(replace(replace(replace(h.Title, 'Æ', 'æ'), 'Ø', 'ø'), 'Å', 'å')) like @Title escape '\')
            and (@From is null or a.At >= @From) and (@Until is null or a.At < @Until)
        """;

    private const string SelectEntries = $$"""
        {{Columns}} {{Chosen}}
        order by a.Id desc
        {first @Take}
        """;

    private const string SelectOfHearing = $$"""
        {{Columns}} and a.HearingId = @HearingId {{Chosen}}
        order by a.Id desc
        {first @Take}
        """;
}
