using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Consultation.Bench.Product;
using Consultation.Bench.Replies;
using Consultation.Bench.Results;

namespace Consultation.Bench.Faults;

/// <summary>
/// The program killed (as <c>kill -9</c>) at random instants while replies are sent, files are imported and reports compiled, each time started
/// again on what is there: what was acknowledged is there once, and the database is whole.
/// </summary>
internal static class KillFault
{
    private const int Kills = 8;
    private const int Senders = 8;
    private const int Rows = 2000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task RunAsync(ProductProgram program, string data, Verdicts verdicts, CancellationToken cancellationToken)
    {
        var random = new Random(20260302);
        var acknowledged = new ConcurrentBag<string>();
        var imports = new List<(string Id, int Turn)>();
        HearingUnderLoad? hearing = null;
        for (var turn = 0; turn < Kills; turn++)
        {
            await using var server = program.Start(data);
            await server.FirstAnswerAsync("/health/ready", cancellationToken);
            using var staff = new StaffClient(server.Address, program.Key);
            hearing ??= await staff.OpenHearingAsync("Forslag som blir avbrutt", new ReplyGenerator(1).Paper(4), cancellationToken);
            var storm = SendAsync(server.Address, hearing, turn, acknowledged, cancellationToken);
            await Task.Delay(random.Next(300), cancellationToken);
            imports.Add((await staff.BeginImportAsync(hearing.Id, File(turn), cancellationToken), turn));
            await staff.SendAsync(HttpMethod.Post, $"hearings/{hearing.Id}/rounds/1/report", null, cancellationToken);
            await Task.Delay(random.Next(1500), cancellationToken);
            await server.KillAsync();
            await storm;
        }
        await using (var last = program.Start(data))
            await JudgeAsync(last, program.Key, hearing!, acknowledged, imports, verdicts, cancellationToken);
        var backup = Path.Combine(Path.GetDirectoryName(data)!, "after.zip");
        verdicts.Judge("kill", await program.ToolAsync(data, "recount") == 0, "the counters are what the replies say (recount)");
        verdicts.Judge("kill", await program.ToolAsync(data, "backup", backup) == 0, "the database is whole by its own check (backup)");
    }

    private static async Task JudgeAsync(
        ServerProcess server,
        string key,
        HearingUnderLoad hearing,
        ConcurrentBag<string> acknowledged,
        List<(string Id, int Turn)> imports,
        Verdicts verdicts,
        CancellationToken cancellationToken
    )
    {
        await server.FirstAnswerAsync("/health/ready", cancellationToken);
        using var staff = new StaffClient(server.Address, key);
        var began = Stopwatch.GetTimestamp();
        var done = 0;
        while (done < imports.Count && Stopwatch.GetElapsedTime(began) < Patience)
        {
            await Task.Delay(500, cancellationToken);
            done = 0;
            foreach (var (id, _) in imports)
            {
                var state = await staff.SendAsync(HttpMethod.Get, $"hearings/{hearing.Id}/imports/{id}", null, cancellationToken);
                done += (string?)state["status"] == "done" ? 1 : 0;
            }
        }
        verdicts.Judge("kill", done == imports.Count, Told($"{done} of {imports.Count} imports of {Rows} rows came to their end"));
        var stored = await staff.TextsAsync(hearing.Id, cancellationToken);
        var once = stored.CountBy(text => text).ToDictionary();
        var lost = acknowledged.Count(text => !once.ContainsKey(text));
        verdicts.Judge(
            "kill",
            lost == 0 && once.Values.All(count => count == 1) && acknowledged.Count > 100,
            Told(
                $"{Kills} kills: of {acknowledged.Count} acknowledged replies {lost} are lost and {once.Values.Count(count => count > 1)} doubled"
            )
        );
        var whole = imports.Count(import => stored.Count(text => text.StartsWith($"I{import.Turn}-", StringComparison.Ordinal)) == Rows);
        verdicts.Judge("kill", whole == imports.Count, Told($"{whole} of {imports.Count} files have each row once"));
        await staff.CompileReportAsync(hearing.Id, cancellationToken);
        var counted = (int)
            (await staff.SendAsync(HttpMethod.Get, $"hearings/{hearing.Id}/rounds/1/report?scope=all", null, cancellationToken))[
                "replies"
            ]!;
        verdicts.Judge("kill", counted == stored.Count, Told($"the report counts {counted} replies, {stored.Count} are there"));
    }

    /// <summary>Until the server is gone; bounded in count.</summary>
    private static Task SendAsync(
        Uri server,
        HearingUnderLoad hearing,
        int turn,
        ConcurrentBag<string> acknowledged,
        CancellationToken cancellationToken
    ) =>
        Task.WhenAll(
            Enumerable
                .Range(0, Senders)
                .Select(async sender =>
                {
                    using var http = new HttpClient { BaseAddress = server };
                    for (var n = 0; n < 20_000; n++)
                    {
                        var text = string.Create(CultureInfo.InvariantCulture, $"S{turn}-{sender}-{n}");
                        var reply = new JsonObject
                        {
                            ["sender"] = new JsonObject { ["type"] = "person", ["name"] = "Kari Nordmann" },
                            ["position"] = "withRemarks",
                            ["text"] = text,
                        };
                        try
                        {
                            using var answer = await http.PostAsJsonAsync($"{hearing.Api}/replies", reply, cancellationToken);
                            if (answer.IsSuccessStatusCode)
                                acknowledged.Add(text);
                        }
                        catch (HttpRequestException)
                        {
                            return; // Killed; this one was not acknowledged.
                        }
                    }
                })
        );

    private static byte[] File(int turn)
    {
        var text = new StringBuilder("name;text\n");
        for (var row = 0; row < Rows; row++)
            text.Append(CultureInfo.InvariantCulture, $"Per;I{turn}-{row}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
