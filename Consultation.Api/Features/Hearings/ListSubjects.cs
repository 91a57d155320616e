using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using MediatR;

namespace Consultation.Api.Features.Hearings;

/// <param name="Name">In bokmål; the code where the subject has no name.</param>
/// <param name="Names">By language, those that are known.</param>
public sealed record SubjectItem(string Code, string Name, IReadOnlyDictionary<string, string> Names);

/// <summary>The subjects that have names, and those that published hearings have besides, by name.</summary>
public static class ListSubjects
{
    private const int Most = 2000;

    [Public]
    public sealed record Query : IQuery<Page<SubjectItem>>;

    internal sealed class Handler(Db db) : IRequestHandler<Query, Page<SubjectItem>>
    {
        public async Task<Page<SubjectItem>> Handle(Query request, CancellationToken cancellationToken) => new(await All(db), null);
    }

    internal static async Task<IReadOnlyList<SubjectItem>> All(Db db) =>
        [.. (await db.All<Row>(SelectSubjects, new { Take = Most })).Select(row => row.Item())];

    private sealed record Row
    {
        public required string Code { get; init; }
        public required string Name { get; init; }
        public string? NameNb { get; init; }
        public string? NameNn { get; init; }
        public string? NameEn { get; init; }
        public string? NameSe { get; init; }

        public SubjectItem Item()
        {
            (string Language, string? Name)[] names = [("nb", NameNb), ("nn", NameNn), ("en", NameEn), ("se", NameSe)];
            return new(
                Code,
                Name,
                names.Where(one => one.Name is not null).ToDictionary(one => one.Language, one => one.Name!, StringComparer.Ordinal)
            );
        }
    }

    private const string SelectSubjects = """
        select s.Code, s.NameNb as Name, s.NameNb, s.NameNn, s.NameEn, s.NameSe from Subject s
        union all
        select u.Code, u.Code as Name, null as NameNb, null as NameNn, null as NameEn, null as NameSe
        from (
            select distinct hs.Code
            from HearingSubject hs
            join Hearing h on h.Id = hs.HearingId
            where h.PublishedAt is not null
        ) u
        where not exists (select 1 from Subject k where k.Code = u.Code)
        order by Name, Code
        {first @Take}
        """;
}
