using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Consultation.Tests.Features.Campaigns;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Moderation;

/// <summary>
/// A hearing whose first reply says a word of its own in each place that a reply has: text, name, whom it is sent for, answer, comment, a file's
/// name and the file. It is the example of a campaign, and counted in a published report.
/// </summary>
internal sealed record TellingReply
{
    public const string Text = "qvtekstord";
    public const string Name = "Qvnavnord";
    public const string Answer = "qvsvarord";
    public const string Comment = "qvkommentarord";
    public const string FileName = "qvfilord";
    public const string FileContent = "qvinnholdord";
    public const string Behalf = "qvvegneord";
    public static readonly string[] Words = [Text, Name, Behalf, Answer, Comment, FileName, FileContent];

    public required string Hearing { get; init; }
    public required string Token { get; init; }

    /// <summary>The reply as it was sent, without its file.</summary>
    public required JsonObject Sent { get; init; }
    public required Dictionary<string, string> Parts { get; init; }

    public string Address(string pattern) => Parts.Aggregate(pattern, (address, part) => address.Replace(part.Key, part.Value));

    public static async Task<TellingReply> Publish(TestApp app)
    {
        var id = await app.OpenHearing(lateReplies: "accept");
        await app.Ask(id, Uploads.Question("hvorfor", "text"));
        var hearing = await app.Hearing(id);
        var document = hearing["documents"]![0]!;
        var paragraph = document["paragraphs"]![1]!.Text("id");
        var reply = Given.Reply($"Mitt er {Text} om støy. {CampaignSteps.Letter}", Name + " Ødegård");
        reply["sender"]!["onBehalfOf"] = Behalf + " velforening";
        reply["answers"] = new JsonArray(new JsonObject { ["question"] = "hvorfor", ["value"] = Answer + " fordi" });
        reply["comments"] = new JsonArray(new JsonObject { ["paragraph"] = paragraph, ["text"] = Comment + " her" });
        var sent = (JsonObject)reply.DeepClone();
        reply["attachments"] = new JsonArray(await app.Token(Encoding.UTF8.GetBytes(FileContent + " og mer"), FileName + ".txt"));
        var receipt = await app.Anonymous.Send(id, reply).Json(201);
        await app.SendText(id, $"Mitt er også om støy. {CampaignSteps.Letter}");
        await app.SendText(id, $"Mitt er om støy. {CampaignSteps.Letter} Hilsen Kari");
        await app.Group();
        await app.Close(id, new { reason = "Alle har svart." }).Json(200);
        await app.Staff.PostAsync($"/api/v1/hearings/{id}/rounds/1/report", null).Json(202);
        await app.DoDueWork();
        await app.Staff.PostAsync($"/api/v1/hearings/{id}/rounds/1/report/publish", null).Json(200);
        var telling = new TellingReply
        {
            Hearing = id,
            Sent = sent,
            Token = receipt.Text("editToken"),
            Parts = new(StringComparer.Ordinal)
            {
                ["{api}"] = $"/api/v1/hearings/{id}",
                ["{site}"] = $"/hearings/{id}",
                ["{slug}"] = hearing.Text("slug"),
                ["{document}"] = document.Text("id"),
                ["{paragraph}"] = paragraph,
                ["{reference}"] = receipt.Text("reference"),
                ["{sample}"] = "1",
            },
        };
        await telling.LookUpSample(app);
        Assert.That(telling.Parts["{sample}"], Is.EqualTo("1"), "the campaign's example");
        return telling;
    }

    /// <summary>Which reply stands for the campaign now.</summary>
    public async Task LookUpSample(TestApp app)
    {
        var campaign = (await app.Anonymous.Campaigns(Hearing)).Single();
        Parts["{sample}"] = campaign.Number("representative").ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Uses up what may be shown at once while the clock stands still: what is kept now would be kept for the rest of the second.
    /// </summary>
    public async Task Storm(TestApp app)
    {
        for (var i = 0; i < 12; i++)
        {
            var change = new { contact = new { name = $"Saksbehandler {i}", email = "post@example.no" } };
            await app.Staff.PatchAsJsonAsync($"/api/v1/hearings/{Hearing}", change).Json(200);
            await app.Hearing(Hearing);
            await app.Anonymous.GetStringAsync("/feeds/hearings.atom");
        }
    }
}
