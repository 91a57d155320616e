using System.Text.Json.Nodes;
using Consultation.Api.Features.Campaigns;
using Consultation.Domain;
using Consultation.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Consultation.Tests.Features.Campaigns;

/// <summary>Letters of campaigns, and what tests do with hearings that get them.</summary>
internal static class CampaignSteps
{
    public const string Letter =
        "Jeg ber departementet om å senke grensen for støy om natten fra femtifem til førtifem desibel, fordi de som bor ved havnen "
        + "ellers ikke får sove, og fordi helsen til barna våre er viktigere enn at et skip kan losse før klokken seks om morgenen.";

    public const string OtherLetter =
        "Havnen gir arbeid til over fire hundre mennesker her på øya, og hver ny grense gjør at rederiene velger en annen havn, så vi ber "
        + "om at reglene blir stående som de er til det finnes strøm fra land ved alle kaiene i fylket vårt.";

    /// <summary>Lets what has come in be grouped.</summary>
    public static async Task Group(this TestApp app)
    {
        app.Clock.Advance(Regrouping.Delay);
        await app.DoDueWork();
    }

    public static async Task<int> SendText(this TestApp app, string hearing, string text) =>
        (await app.Anonymous.Send(hearing, Given.Reply(text)).Json(201)).Number("number");

    public static async Task<List<JsonNode>> Campaigns(this HttpClient client, string hearing, string query = "") =>
        await client.AllPages($"/api/v1/hearings/{hearing}/campaigns{query}");

    public static Task<JsonNode> Campaign(this HttpClient client, string hearing, int campaign, string query = "", int status = 200) =>
        client.GetAsync($"/api/v1/hearings/{hearing}/campaigns/{campaign}{query}").Json(status);

    public static int[] Members(this JsonNode campaign) => [.. campaign["numbers"]!.AsArray().Select(number => number!.GetValue<int>())];

    /// <summary>The replies' campaigns by number, as the list of replies has them.</summary>
    public static async Task<Dictionary<int, string?>> Marks(this HttpClient client, string hearing, string query = "") =>
        (await client.AllPages($"/api/v1/hearings/{hearing}/replies{query}")).ToDictionary(
            reply => reply.Number("number"),
            reply => reply["campaign"] is { } mark ? $"{mark.Text("id")} of {mark.Number("size")}" : null
        );

    /// <summary>Changes a stored reply as a correction, a decision or a withdrawal does, and says so.</summary>
    public static Task<int> Change(this TestApp app, string hearing, int number, string publication, string? text = null)
    {
        var ids = app.Services.GetRequiredService<IdGenerator>();
        var id = long.Parse(hearing, System.Globalization.CultureInfo.InvariantCulture);
        return app.Database.Write(async db =>
        {
            var values = new
            {
                HearingId = id,
                Number = number,
                Publication = publication,
                Text = text,
            };
            var changed = await db.Run(UpdateReply, values);
            await Regrouping.Changed(db, ids, id, number, app.Clock.GetUtcNow());
            return changed;
        });
    }

    private const string UpdateReply = """
        update Reply set Publication = @Publication, Text = coalesce(@Text, Text) where HearingId = @HearingId and Number = @Number
        """;
}
