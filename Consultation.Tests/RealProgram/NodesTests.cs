using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Consultation.Tests.Support;
using Microsoft.Data.SqlClient;

namespace Consultation.Tests.RealProgram;

/// <summary>Several programs on one SQL Server, behind a balancer that knows nothing: each of them may die.</summary>
public sealed class NodesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private const int Senders = 8;
    private readonly List<RunningProgram> _nodes = [];
    private string _folder = null!;

    [SetUp]
    public void Start()
    {
        if (SqlServer.ConnectionString is null)
        {
            Assert.Ignore("Several nodes share a SQL Server: CONSULTATION_TEST_SQLSERVER names none.");
        }
        _folder = Directory.CreateTempSubdirectory("consultation-nodes-").FullName;
    }

    [TearDown]
    public async Task Stop()
    {
        var hasFailed = TestContext.CurrentContext.Result.Outcome.Status == NUnit.Framework.Interfaces.TestStatus.Failed;
        foreach (var node in _nodes)
        {
            if (hasFailed)
            {
                await TestContext.Out.WriteLineAsync(node.Log);
            }
            await node.DisposeAsync();
        }
        _nodes.Clear();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>Who gets no answer asks another node with the same key, as a form does that is sent again.</summary>
    [Test]
    public async Task Storm_WithANodeKilledAsTheRoundCloses_EachReplyOnce_OneReport_OneLetterEach([Values(2, 3)] int nodes)
    {
        await StartTogether(nodes);
        await WarmUp();
        var closesAt = TimeProvider.System.GetUtcNow().AddSeconds(12);
        var id = await Open(closesAt);
        var taken = new ConcurrentDictionary<string, JsonNode>(StringComparer.Ordinal);
        var sending = Enumerable.Range(0, Senders).Select(sender => Send(id, sender, taken)).ToArray();
        await Poll.UntilInstant(closesAt.AddMilliseconds(-300));
        await _nodes[1].Kill();
        var sent = (await Task.WhenAll(sending)).Sum();
        Assert.That(taken, Has.Count.GreaterThanOrEqualTo(Senders), "a storm that was no storm shows nothing");
        Assert.That(taken.Values.Select(receipt => receipt.Number("number")), Is.Unique);

        var left = _nodes.Where(node => node != _nodes[1]).ToArray();
        foreach (var node in left)
        {
            var listed = (await node.Anonymous.AllPages($"/api/v1/hearings/{id}/replies")).ConvertAll(reply => reply.Number("number"));
            Assert.That(listed, Is.Unique);
            Assert.That(taken.Values.Select(receipt => receipt.Number("number")), Is.SubsetOf(listed));
            Assert.That(listed, Has.Count.LessThanOrEqualTo(sent), "nothing is there twice");
        }
        var report = await Poll.Until(() => Report(left[0], id), Patience, "the report");
        var counts = (await left[^1].Anonymous.GetAsync($"/api/v1/hearings/{id}").Json(200))["counts"]!;
        Assert.That(report.Number("replies"), Is.EqualTo(counts.Number("received")));
        var compiled = await left[^1].Staff.GetAsync($"/api/v1/hearings/{id}/rounds/1/report/compilations").Json(200);
        Assert.That(compiled["items"]!.AsArray(), Has.Count.EqualTo(1), "one report");
        var letters = await Poll.Until(
            () =>
                Task.FromResult(
                    Directory.GetFiles(Path.Combine(_folder, "mail"), "*.eml") is var found && found.Length >= taken.Count ? found : null
                ),
            Patience,
            "the receipts"
        );
        Assert.That(letters, Has.Length.EqualTo(counts.Number("received")), "one letter each");
    }

    [Test]
    public async Task WhatOneWrites_AnotherShowsWithinTwoSeconds_AndSignsInTheSamePeople()
    {
        await StartTogether(2);
        var id = await Open(TimeProvider.System.GetUtcNow().AddHours(1));
        var address = $"/api/v1/hearings/{id}";
        await _nodes[1].Anonymous.GetAsync(address).Json(200);
        await _nodes[0].Anonymous.Send(id, Given.Reply()).Json(201);
        await Poll.Until(
            async () => (await _nodes[1].Anonymous.GetAsync(address).Json(200))["counts"]!.Number("received") == 1 ? "" : null,
            TimeSpan.FromSeconds(4), // Two, and some for a busy machine.
            "the other node's answer"
        );
        var key = await _nodes[0].Staff.PostAsJsonAsync("/api/v1/keys", new { name = "Journal", role = "analyst" }).Json(201);
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/hearings/{id}/replies?scope=all");
        request.Headers.Authorization = new("Bearer", key.Text("key"));
        await _nodes[1].Anonymous.SendAsync(request).Json(200);
    }

    /// <summary>First the schema, then one node after the other, while replies come; who meets a node that is gone asks another.</summary>
    [Test]
    public async Task Upgrade_NodeByNode_InAStorm_EachReplyOnce_AndNothingBreaks()
    {
        await StartTogether(2);
        await WarmUp();
        var closesAt = TimeProvider.System.GetUtcNow().AddSeconds(40);
        var id = await Open(closesAt);
        var taken = new ConcurrentDictionary<string, JsonNode>(StringComparer.Ordinal);
        var sending = Enumerable.Range(0, Senders).Select(sender => Send(id, sender, taken)).ToArray();
        await using (var connection = new SqlConnection(RunningProgram.DatabaseOf(_folder, SqlServer.ConnectionString!)))
        {
            await connection.OpenAsync();
            NextRelease.Expand(connection);
        }
        var expanded = taken.Count;
        for (var n = 0; n < _nodes.Count; n++)
        {
            await _nodes[n].DisposeAsync();
            _nodes[n] = await RunningProgram.Start(_folder, settings: ("Consultation__MigrateAtStart", n == 0 ? "true" : "false"));
        }
        await Task.WhenAll(sending);
        Assert.That(taken, Has.Count.GreaterThan(expanded), "replies came after the schema had grown");
        foreach (var node in _nodes)
        {
            var listed = (await node.Anonymous.AllPages($"/api/v1/hearings/{id}/replies")).ConvertAll(reply => reply.Number("number"));
            Assert.That(listed, Is.Unique);
            Assert.That(taken.Values.Select(receipt => receipt.Number("number")), Is.SubsetOf(listed));
        }
    }

    /// <summary>All at once on an empty database: who comes first migrates, the others wait.</summary>
    private async Task StartTogether(int nodes) =>
        _nodes.AddRange(await Task.WhenAll(Enumerable.Range(0, nodes).Select(_ => RunningProgram.Start(_folder))));

    /// <summary>Every node has met every statement on as many connections as the storm needs: the deadline is not to come while they start.</summary>
    private async Task WarmUp()
    {
        var id = await Open(TimeProvider.System.GetUtcNow().AddHours(1));
        var sends = Enumerable.Range(0, Senders * _nodes.Count);
        await Task.WhenAll(sends.Select(n => Answered(id, Given.Reply($"Prøve {n}.", $"Prøver {n}"), $"warm-{id}-{n}", n)));
    }

    private async Task<string> Open(DateTimeOffset closesAt)
    {
        var staff = _nodes[0].Staff;
        var id = (await staff.PostAsJsonAsync("/api/v1/hearings", Given.Hearing(kind: "input")).Json(201)).Text("id");
        var round = new { opensAt = TimeProvider.System.GetUtcNow().AddSeconds(-1), closesAt };
        await staff.PostAsJsonAsync($"/api/v1/hearings/{id}/rounds", round).Json(201);
        await staff.PostAsync($"/api/v1/hearings/{id}/publish", null).Json(200);
        return id;
    }

    /// <summary>Sends one after the other until the round is closed; answers how many were tried.</summary>
    private async Task<int> Send(string id, int sender, ConcurrentDictionary<string, JsonNode> taken)
    {
        for (var n = 0; ; n++)
        {
            var key = $"storm-{id}-{sender}-{n}";
            var reply = Given.Reply($"Svar {sender}-{n}.", $"Avsender {sender}-{n}");
            reply["sender"]!["email"] = $"avsender{sender}.{n}@example.com";
            if (await Answered(id, reply, key, sender + n) is not { } answer)
            {
                return n + 1;
            }
            taken[key] = answer;
        }
    }

    /// <summary>The receipt, from whichever node gives one; null once the round is closed.</summary>
    private async Task<JsonNode?> Answered(string id, JsonObject reply, string key, int first)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            try
            {
                using var answer = await _nodes[(first + attempt) % _nodes.Count].Anonymous.Send(id, reply.DeepClone(), key);
                switch (answer.StatusCode)
                {
                    case HttpStatusCode.Created:
                        return await answer.Content.ReadFromJsonAsync<JsonNode>();
                    case HttpStatusCode.Conflict:
                        return null;
                    case HttpStatusCode.ServiceUnavailable:
                        break; // Asked to come again.
                    default:
                        throw new AssertionException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
                }
            }
            catch (Exception gone) when (gone is HttpRequestException or ObjectDisposedException or TaskCanceledException)
            {
                // That node is dead; the next one is not.
            }
        }
        throw new TimeoutException("No node takes the reply.");
    }

    private static async Task<JsonNode?> Report(RunningProgram program, string id)
    {
        using var answer = await program.Staff.GetAsync($"/api/v1/hearings/{id}/rounds/1/report?scope=all");
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonNode>() : null;
    }
}
