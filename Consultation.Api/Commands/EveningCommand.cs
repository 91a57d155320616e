using System.CommandLine;
using System.Globalization;
using Consultation.Api.Features.Evening;

namespace Consultation.Api.Commands;

/// <summary><c>evening on | off | status</c>: the same switch as on the page of operations.</summary>
internal static class EveningCommand
{
    public static Command Make() =>
        new("evening", "The mode for a big hearing's last evening: search, campaigns and letters to followers wait")
        {
            Switch("on", "Lets what can wait wait, on all nodes, until it is switched off", EveningSwitch.On),
            Switch("off", "Lets it go on; it still waits by itself where writes fall behind", EveningSwitch.Off),
            Status(),
        };

    private static Command Switch(string name, string description, EveningSwitch to)
    {
        var command = new Command(name, description);
        command.SetAction(
            async (_, cancellation) =>
            {
                await using var session = await Session.Begin();
                await session.Send(new SetEvening.Command(to), cancellation);
                return Tool.ExitCode(true);
            }
        );
        return command;
    }

    private static Command Status()
    {
        var command = new Command("status", "Prints on or off, tab-separated with since when and by whom");
        command.SetAction(
            async (_, cancellation) =>
            {
                await using var session = await Session.Begin();
                var evening = await session.Send(new GetEvening.Query(), cancellation);
                string[] columns =
                [
                    evening.Switch == EveningSwitch.On ? "on" : "off",
                    evening.ChangedAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-",
                    evening.ChangedBy ?? "-",
                ];
                Console.WriteLine(string.Join('\t', columns));
                return Tool.ExitCode(true);
            }
        );
        return command;
    }
}
