using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Ministries;

namespace Consultation.Api.Example;

/// <summary>
/// In Development, at first start: three hearings (concluded, under review, open) with their replies, made by the same commands that
/// everybody uses. Bodies, places and people are made up. Nothing happens where there is any hearing already.
/// </summary>
internal sealed class ExampleHearings(IServiceProvider services, TimeProvider clock)
{
    /// <summary>Of the example's bodies, whatever the installation's is: their rounds are as long as they are.</summary>
    private const int LeastDays = 42;

    public async Task OpenIfEmpty()
    {
        var today = new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        var stage = new Stage(services, today);
        stage.At(TrailSigns.Opens - 1);
        if ((await stage.ByStaff(new ListHearings.Query { Limit = 1 })).Items.Count > 0)
        {
            return;
        }
        await stage.ByStaff(Ministry(TrailSigns.Ministry, "Frilufts- og stidirektoratet (eksempel)"));
        await stage.ByStaff(Ministry(PublicRooms.Ministry, "Lag- og bibliotekdepartementet (eksempel)"));
        await stage.ByStaff(Ministry(NightPeace.Ministry, "Kyst- og nærmiljødepartementet (eksempel)"));
        // One after the other, the oldest first: time only goes on.
        await TrailSigns.Hold(stage);
        await PublicRooms.Hold(stage);
        await NightPeace.Hold(stage);
    }

    private static SaveMinistry.Command Ministry(string code, string name) =>
        new()
        {
            Code = code,
            Name = name,
            LeastDays = LeastDays,
        };
}
