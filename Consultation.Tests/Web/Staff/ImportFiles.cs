using System.Text;
using System.Text.Json;
using Consultation.Api.Pipeline;
using Consultation.Tests.Support;

namespace Consultation.Tests.Web.Staff;

/// <summary>Files of replies, brought in by the front door.</summary>
internal static class ImportFiles
{
    public const string Csv =
        "Løpenummer;Navn;Mottatt dato;Uttalelse\r\n"
        + "1;Ingebjørg Aamodt;03.03.2026;Vi støtter forslaget.\r\n"
        + "2;Per Nilsen;i går;Datoen er gal.\r\n"
        + "3;Elle Máret Hætta;04.03.2026;Fjorden er vår.\r\n";

    /// <summary>An import that has begun; its id.</summary>
    public static async Task<string> Started(TestApp app, string hearing)
    {
        var mapping = new { format = "csv", fields = new { text = "Uttalelse", receivedAt = "Mottatt dato" } };
        var form = new MultipartFormDataContent
        {
            { new StringContent(JsonSerializer.Serialize(mapping)), "mapping" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(Csv)), "file", "svar.csv" },
        };
        return (await app.Staff.PostAsync($"/api/v1/hearings/{hearing}/imports", form).Json(202)).Text("id");
    }

    /// <summary>A file that is uploaded and waits for its columns to be told apart; its id.</summary>
    public static async Task<string> Uploaded(TestApp app, string hearing)
    {
        using var officer = await StaffBrowser.SignedIn(app, Role.CaseOfficer, "ksd", "opplaster@dep.example");
        await officer.Get($"/staff/hearings/{hearing}/imports");
        await officer.Upload("fil", "svar.csv", Encoding.UTF8.GetBytes(Csv));
        return officer.Location!.Split('/')[^1];
    }
}
