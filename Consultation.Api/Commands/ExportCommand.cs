using System.CommandLine;
using Consultation.Api.Commands.Everything;
using Consultation.Api.Data;
using Consultation.Api.Features.Exports;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain;

namespace Consultation.Api.Commands;

/// <summary><c>export &lt;hearing&gt; --format csv|jsonl --out &lt;file&gt; [--scope all]</c>, or <c>export --everything &lt;file&gt;</c></summary>
internal static class ExportCommand
{
    public static Command Make()
    {
        var hearing = new Argument<long?>("hearing") { Description = "The hearing's id", Arity = ArgumentArity.ZeroOrOne };
        var format = new Option<string>("--format") { Description = "Form of the file", DefaultValueFactory = _ => "csv" };
        format.AcceptOnlyFromAmong("csv", "jsonl");
        var file = new Option<FileInfo?>("--out") { Description = "The file to write; one that is there is replaced when all is written" };
        var scope = new Option<string>("--scope")
        {
            Description = "What is published, or all with its state",
            DefaultValueFactory = _ => "published",
        };
        scope.AcceptOnlyFromAmong([.. Enum.GetValues<Scope>().Select(one => one.Code())]);
        var everything = EverythingCommands.Option(
            "Instead of a hearing, the whole installation: the zip to write, which must not be there yet"
        );
        var command = new Command("export", "Writes a hearing's replies, or everything, to a file")
        {
            hearing,
            format,
            file,
            scope,
            everything,
        };
        command.Validators.Add(called => EverythingCommands.EitherOr(called, everything, [hearing, file], [format, scope]));
        command.SetAction(
            async (call, cancellation) =>
            {
                if (call.GetValue(everything) is { } whole)
                {
                    return await EverythingCommands.Export(whole, cancellation);
                }
                await using var session = await Session.Begin();
                var to = call.GetValue(file)!.FullName;
                await Session
                    .Bar()
                    .StartAsync(async progress =>
                    {
                        var task = progress.AddTask("Exporting", maxValue: 1);
                        await Aside.Write(
                            to,
                            stream =>
                                Write(
                                    session,
                                    call.GetValue(hearing)!.Value,
                                    call.GetRequiredValue(format),
                                    Scoped(call.GetRequiredValue(scope)),
                                    stream,
                                    share => task.Value = share,
                                    cancellation
                                ),
                            bytes => task.Description = $"Exporting: {bytes / 1e6:0.0} MB"
                        );
                        task.Value = 1;
                    });
                Console.WriteLine(to);
                return Tool.ExitCode(true);
            }
        );
        return command;
    }

    private static Scope Scoped(string code) => Enum.Parse<Scope>(code, ignoreCase: true);

    private static async Task Write(
        Session session,
        long hearing,
        string format,
        Scope scope,
        Stream output,
        Action<double> tell,
        CancellationToken cancellation
    )
    {
        await using var services = session.Services.CreateAsyncScope();
        // Refused before a file is begun: no such hearing.
        var state = await Session.Send(services.ServiceProvider, new OpenExport.Query(hearing, scope), cancellation);
        var counts = await Session.Send(services.ServiceProvider, new CountReplies.Query(hearing, scope, null, null, null), cancellation);
        var rows = counts
            .Where(row => scope == Scope.All || row.Publication is Publication.Published or Publication.PublishedRedacted)
            .Sum(row => row.Replies);
        var order = new ExportOrder
        {
            HearingId = hearing,
            Scope = scope,
            Filter = new ReplyFilter(null, null, null),
            Questions = state.Questions,
            Written = written => tell(rows == 0 ? 1 : Math.Min(1, (double)written / rows)),
        };
        var export = services.ServiceProvider.GetRequiredService<ReplyExport>();
        await (format == "csv" ? export.Csv(order, output, cancellation) : export.JsonLines(order, output, cancellation));
    }
}
