using System.CommandLine;
using Consultation.Api.Features.Housekeeping;

namespace Consultation.Api.Commands;

/// <summary><c>recount [--repair]</c></summary>
internal static class RecountCommand
{
    public static Command Make()
    {
        var repair = new Option<bool>("--repair") { Description = "Mends what is off" };
        var command = new Command("recount", "Counts the replies and prints every counter that is off") { repair };
        command.SetAction(
            async (call, cancellation) =>
            {
                await using var session = await Session.Begin();
                var found = await session.Send(new Recount.Query(), cancellation);
                var mends = call.GetValue(repair);
                foreach (var off in found)
                {
                    foreach (var (name, stored, counted) in off.Counters)
                    {
                        Console.WriteLine($"hearing {off.HearingId} round {off.Round}: {name} is {stored}, counted {counted}");
                    }
                    if (mends)
                    {
                        await session.Send(new Recount.Command(off), cancellation);
                    }
                }
                var filters = await session.Send(new RecountFilters.Query(), cancellation);
                foreach (var off in filters)
                {
                    var of = off.ParagraphId is { } paragraph ? $"paragraph {paragraph}" : $"{off.SenderType} {off.Position}";
                    Console.WriteLine($"hearing {off.HearingId} {of} ({off.State}) is {off.Stored}, counted {off.Counted}");
                    if (mends)
                    {
                        await session.Send(new RecountFilters.Command(off), cancellation);
                    }
                }
                var wrong = found.Count + filters.Count;
                await Console.Error.WriteLineAsync(
                    wrong == 0 ? "All counters are right."
                    : mends ? $"{wrong} were off and are mended."
                    : $"{wrong} are off. --repair mends them."
                );
                return Tool.ExitCode(wrong == 0 || mends);
            }
        );
        return command;
    }
}
