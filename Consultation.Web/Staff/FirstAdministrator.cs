using Consultation.Api;
using Consultation.Api.Features.Accounts;
using Consultation.Api.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Consultation.Web.Staff;

/// <summary>While nobody has an account, each start prints a link by which the first administrator lets herself in.</summary>
internal static class FirstAdministrator
{
    public static async Task OfferFirstAdministrator(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().IsJob("start");
        if (await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new OfferFirstAdministrator.Command()) is { } token)
        {
            // Where it listens is known when it does.
            app.Lifetime.ApplicationStarted.Register(() => Print(app, token));
        }
    }

    private static void Print(WebApplication app, string token)
    {
        var listens = app.Services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        var settings = app.Services.GetRequiredService<Settings>();
        var address = settings.PublicUrl is { Length: > 0 } ? settings.OwnAddress : listens ?? settings.OwnAddress;
        Console.WriteLine();
        Console.WriteLine("Nobody has an account yet. The first administrator opens this link, which works once, within 24 hours:");
        Console.WriteLine("  " + address + StaffLinks.First("nb", token));
        Console.WriteLine();
    }
}
