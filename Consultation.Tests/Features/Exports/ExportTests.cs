using System.Text;
using System.Text.Json.Nodes;
using Consultation.Tests.Features.Imports;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Exports;

public sealed class ExportTests
{
    private const string PublicColumns =
        "number,round,receivedAt,late,senderType,senderName,organisationNumber,verified,position,publication,language,text,comments,attachments,campaign";

    private static async Task<string> Get(HttpClient client, string hearing, string file)
    {
        using var answer = await client.GetAsync($"/api/v1/hearings/{hearing}/{file}");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.That((int)answer.StatusCode, Is.EqualTo(200), Encoding.UTF8.GetString(bytes));
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>RFC 4180 read letter by letter, by nobody else's rules.</summary>
    internal static List<List<string>> Parse(string csv)
    {
        var rows = new List<List<string>>();
        var row = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < csv.Length; i++)
        {
            var c = csv[i];
            if (quoted && c == '"' && i + 1 < csv.Length && csv[i + 1] == '"')
            {
                cell.Append(csv[i++]);
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && c is ',' or '\r' && !quoted)
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (c == '\r')
                {
                    Assert.That(csv[++i], Is.EqualTo('\n'));
                    rows.Add(row);
                    row = [];
                }
            }
            else
            {
                cell.Append(c);
            }
        }
        Assert.That(quoted, Is.False);
        Assert.That(cell.Length + row.Count, Is.Zero, "the last row ends with CRLF");
        return rows;
    }

    private static async Task<List<List<string>>> Csv(HttpClient client, string hearing, string query = "")
    {
        var csv = await Get(client, hearing, "replies.csv" + query);
        Assert.That(csv[0], Is.EqualTo('\uFEFF'));
        var rows = Parse(csv[1..]);
        Assert.That(rows.Select(row => row.Count), Is.All.EqualTo(rows[0].Count));
        return rows;
    }

    [Test]
    public async Task Export_OfAnUnknownHearingOrADraft_IsAProblem_BeforeTheFirstByte()
    {
        await using var app = new TestApp();
        var draft = await app.Draft();
        foreach (var file in new[] { "replies.csv", "replies.jsonl" })
        {
            Assert.That((await app.Anonymous.GetAsync($"/api/v1/hearings/1/{file}").Json(404)).Text("code"), Is.EqualTo("not_found"));
            await app.Anonymous.GetAsync($"/api/v1/hearings/{draft}/{file}").Json(404);
            await app.Anonymous.GetAsync($"/api/v1/hearings/{draft}/{file}?scope=all").Json(401);
        }
    }

    [Test]
    public async Task Csv_HasTheContractsColumns_AndComesBackAsItWasSent()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        var reply = Given.Reply("Linje 1, med \"sitat\"\nLinje 2; æøå 𝔛", "Lag, \"Støy\"", "organisation");
        reply["sender"]!["organisationNumber"] = "974760673";
        reply["sender"]!["email"] = "laget@example.no";
        var receipt = await app.Anonymous.Send(id, reply).Json(201);
        using var answer = await app.Anonymous.GetAsync($"/api/v1/hearings/{id}/replies.csv");
        Assert.That(answer.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/csv; charset=utf-8"));
        Assert.That(answer.Content.Headers.ContentDisposition!.FileName, Does.Contain(".csv"));

        var rows = await Csv(app.Anonymous, id);
        Assert.That(string.Join(',', rows[0]), Is.EqualTo(PublicColumns));
        string[] cells =
        [
            "1",
            "1",
            "2026-03-02T11:00:00Z",
            "false",
            "organisation",
            "Lag, \"Støy\"",
            "974760673",
            "none",
            "withRemarks",
            "published",
            "nb",
            "Linje 1, med \"sitat\"\nLinje 2; æøå 𝔛",
            "",
            "",
            "",
        ];
        Assert.That(rows[1], Is.EqualTo(cells));

        var all = await Csv(app.Staff, id, "?scope=all");
        Assert.That(string.Join(',', all[0]), Is.EqualTo(PublicColumns + ",reference,email,channel"));
        Assert.That(all[1], Is.EqualTo((string[])[.. cells, receipt.Text("reference"), "laget@example.no", "web"]));
    }

    [TestCase("=1+1", "'=1+1")]
    [TestCase("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [TestCase("@SUM(A1)", "'@SUM(A1)")]
    [TestCase("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0")]
    [TestCase("  =1+1", "'  =1+1")]
    [TestCase("＝1+1", "'＝1+1")]
    [TestCase("+47 900 00 000", "+47 900 00 000")]
    [TestCase("- Første punkt\n- Andre punkt", "- Første punkt\n- Andre punkt")]
    [TestCase("a=1+1", "a=1+1")]
    public async Task Csv_DefusesWhatASpreadsheetWouldRun_AndNothingElse(string text, string cell)
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Given.Reply(text, text.Split('\n')[0])).Json(201);
        var row = (await Csv(app.Anonymous, id))[1];
        Assert.That(row[11], Is.EqualTo(cell));
        Assert.That(row[5], Is.EqualTo(cell.Split('\n')[0].Replace("'  ", "'", StringComparison.Ordinal)));
        var line = JsonNode.Parse((await Get(app.Anonymous, id, "replies.jsonl")).TrimEnd())!;
        Assert.That(line.Text("text"), Is.EqualTo(text), "JSON needs no defusing");
    }

    [Test]
    public async Task Csv_DefusesAnImportsChannel()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Imported(id, Zips.Of(Zips.Comment("X-1", "Hi.")), """{ "format": "regulations.gov", "channel": "=HYPERLINK(1)" }""");
        Assert.That((await Csv(app.Staff, id, "?scope=all"))[1][^1], Is.EqualTo("'=HYPERLINK(1)"));
    }

    [Test]
    public async Task JsonLines_IsOneObjectALine_WithTheColumnsAsNames()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing();
        await app.Anonymous.Send(id, Given.Reply("To\nlinjer\u2028her")).Json(201);
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        var text = await Get(app.Anonymous, id, "replies.jsonl");
        Assert.That((text[0], text[^1]), Is.EqualTo(('{', '\n')));
        var lines = text.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!.AsObject()).ToArray();
        Assert.That(lines.Select(line => line.Number("number")), Is.EqualTo([1, 2]));
        Assert.That(lines[0].Text("text"), Is.EqualTo("To\nlinjer\u2028her"));
        Assert.That(lines[0].Select(field => field.Key), Is.SubsetOf(PublicColumns.Split(',')));
        var all = JsonNode.Parse((await Get(app.Staff, id, "replies.jsonl?scope=all")).Split('\n')[0])!.AsObject();
        Assert.That(all.Select(field => field.Key), Is.SupersetOf(["reference", "email", "channel"]));
    }

    [Test]
    public async Task Export_HoldsWhatTheListHolds_InAnyScope()
    {
        await using var app = new TestApp();
        var id = await app.OpenHearing("verifiedImmediate");
        // More than one batch of the reader.
        await app.Imported(id, Zips.Of(Enumerable.Range(1, 520).Select(row => Zips.Comment("X-" + row, "Reply " + row))));
        await app.Anonymous.Send(id, Given.Reply()).Json(201);
        foreach (var (client, query, count) in new[] { (app.Anonymous, "", 520), (app.Staff, "?scope=all", 521) })
        {
            var listed = await client.AllPages($"/api/v1/hearings/{id}/replies?sort=oldest&limit=100{query.Replace('?', '&')}");
            var numbers = listed
                .Select(reply => reply.Number("number").ToString(System.Globalization.CultureInfo.InvariantCulture))
                .ToArray();
            Assert.That(numbers, Has.Length.EqualTo(count));
            Assert.That((await Csv(client, id, query)).Skip(1).Select(row => row[0]), Is.EqualTo(numbers));
            var lines = (await Get(client, id, "replies.jsonl" + query)).TrimEnd('\n').Split('\n');
            Assert.That(lines.Select(line => JsonNode.Parse(line)!["number"]!.ToJsonString()), Is.EqualTo(numbers));
        }
    }
}
