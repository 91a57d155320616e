namespace Consultation.Api.Data.Moving;

/// <summary>What kind of value a column holds, in both engines.</summary>
internal enum Family
{
    /// <summary>64 bits; a boolean is 0 or 1.</summary>
    Integer,
    Real,

    /// <summary>Also instants: UTC in the one form that SQLite keeps them in (<see cref="Cell"/>).</summary>
    Text,
    Binary,
}

/// <summary>A table as both engines have it: columns by name, since each engine may have them in another order.</summary>
internal sealed record TableShape(string Name, IReadOnlyList<ColumnShape> Columns, IReadOnlyList<string> Key)
{
    /// <summary>All rows, in the order of the primary key.</summary>
    public string Select { get; } = $"select {List(Columns.Select(column => column.Name))} from {Quoted(Name)} order by {List(Key)}";

    /// <summary>The same columns without any row.</summary>
    public string SelectNone => $"select {List(Columns.Select(column => column.Name))} from {Quoted(Name)} where 1 = 0";

    public string Insert { get; } =
        $"insert into {Quoted(Name)} ({List(Columns.Select(column => column.Name))}) values ({string.Join(", ", Columns.Select((_, place) => $"@p{place}"))})";

    public string Delete => $"delete from {Quoted(Name)}";

    public static string Quoted(string name) => $"\"{name}\"";

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(Quoted));
}

internal sealed record ColumnShape(string Name, Family Family);
