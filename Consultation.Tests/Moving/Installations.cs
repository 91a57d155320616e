using System.Globalization;
using System.Text.Json.Nodes;
using Consultation.Api;
using Consultation.Api.Commands.Everything;
using Consultation.Api.Data;
using Consultation.Api.Example;
using Consultation.Api.Pipeline;
using Consultation.Tests.Features.Following;
using Consultation.Tests.Features.Imports;
using Consultation.Tests.Features.Moderation;
using Consultation.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Consultation.Tests.Moving;

/// <summary>Whole installations in folders of their own, on SQLite whatever the tests run on, or on SQL Server where it is said.</summary>
internal static class Installations
{
    public const string Officer = "kari@dep.example";
    private static readonly Action<double> Nobody = _ => { };

    /// <summary>The program on a folder; started on one that was filled, it goes on there.</summary>
    public static TestApp Start(string folder, string? server = null) =>
        new(
            ("DataDirectory", folder),
            ("DatabaseProvider", server is null ? "sqlite" : "sqlserver"),
            ("Database", server ?? Sqlite(folder))
        );

    public static Settings Settings(string folder, string? server = null, string? secretKey = null) =>
        new()
        {
            DataDirectory = folder,
            DatabaseProvider = server is null ? DatabaseProvider.Sqlite : DatabaseProvider.SqlServer,
            Database = server ?? Sqlite(folder),
            SecretKey = secretKey,
        };

    /// <summary>As <c>export --everything</c> does; answers the sum.</summary>
    public static async Task<string> Export(Settings settings, string file)
    {
        await using var database = Open(settings);
        return (await new ExportEverything(settings, database, TimeProvider.System).Write(file, Nobody, CancellationToken.None)).Sum;
    }

    /// <summary>As <c>import --everything</c> does; answers the sum.</summary>
    public static async Task<string> Import(Settings settings, string file, Action<string, double>? tell = null)
    {
        await using var database = Open(settings);
        var import = new ImportEverything(settings, database, TimeProvider.System);
        return (await import.Read(file, tell ?? ((_, _) => { }), CancellationToken.None)).Sum;
    }

    /// <summary>
    /// The example's three hearings, and one with what they lack: many alphabets, a very long text, attachments, an import, a follower, a person who
    /// signs in, and a letter that waits to be sent.
    /// </summary>
    public static async Task<Filled> Fill(TestApp app)
    {
        await app.Services.GetRequiredService<ExampleHearings>().OpenIfEmpty();
        await app.DoDueWork();
        var hearing = await app.OpenHearing();
        var receipts = new List<JsonNode>();
        foreach (var text in Texts)
        {
            receipts.Add(await app.Anonymous.Send(hearing, Given.Reply(text, "Đặng Thị Ngọc Ánh 🦔"), $"key-{receipts.Count}").Json(201));
        }
        receipts.Add(await app.Anonymous.Send(hearing, Uploads.Reply(await app.Token())).Json(201));
        await (await app.Staff.Redact(hearing, "Per Hansen", 2)).Answer(200);
        await app.Staff.Decide(hearing, "withhold", 3, ground: "spam").Json(200);
        await app.Imported(hearing, "text\nFrå ei fil: ålgard 🌊\n\n");
        await app.Annex(hearing);
        await app.AskToFollow(hearing);
        await StaffBrowser.Person(app, Role.CaseOfficer, "ksd", Officer);
        using var session = await StaffBrowser.SignedIn(app, Role.Analyst, "ksd");
        await app.DoDueWork();
        var late = Given.Reply("Kvittering ønskes på e-post.");
        late["sender"]!["email"] = "ola@example.no";
        receipts.Add(await app.Anonymous.Send(hearing, late).Json(201));
        return new Filled(hearing, receipts, session.Token!);
    }

    public sealed record Filled(string Hearing, IReadOnlyList<JsonNode> Receipts, string Session);

    private static readonly string[] Texts =
    [
        "Høringssvar med æøå, «anførsel», e\u0301n sammensatt bokstav og linjer\r\n\r\n\tmed innrykk.",
        "Naboen Per Hansen bråker. 👩‍👩‍👧🏳️‍🌈",
        "Kjøp billige klokker",
        "Chúng tôi đồng ý với đề xuất về tiếng ồn ban đêm.",
        string.Concat(Enumerable.Range(0, 20_000).Select(n => $"Setning {n.ToString(CultureInfo.InvariantCulture)} om støy. ")),
        "[1,\"a\",null] \"\\ {\u2028} <b>&amp;</b> '; drop table Reply; --",
    ];

    private static string Sqlite(string folder) => $"Data Source={Path.Combine(folder, "consultation.db")}";

    private static Database Open(Settings settings) =>
        settings.DatabaseProvider == DatabaseProvider.SqlServer
            ? new SqlServerDatabase(settings.Database!, 1, NullLogger<SqlServerDatabase>.Instance)
            : new SqliteDatabase(settings.Database!, 16, TimeProvider.System);
}
