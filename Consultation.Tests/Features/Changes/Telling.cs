using System.Globalization;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Changes;

/// <summary>The log of changes, read from its beginning.</summary>
internal static class Telling
{
    /// <summary>Each item's id and what happened to it, in order.</summary>
    public static async Task<string[]> Told(this TestApp app)
    {
        app.Settle();
        var items = await app.Anonymous.AllPages("/api/v1/changes?limit=100");
        return [.. items.Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Text("id")} {item.Text("change")}"))];
    }

    /// <summary>With several nodes a change is told when all of them show it.</summary>
    public static void Settle(this TestApp app)
    {
        if (SqlServer.ConnectionString is not null)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(5));
        }
    }
}
