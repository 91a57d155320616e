using System.CommandLine;
using System.Text.Json;
using Consultation.Api.Commands.Everything;
using Consultation.Api.Features.Imports;
using Consultation.Api.Http;
using Consultation.Api.Jobs;
using Consultation.Domain;

namespace Consultation.Api.Commands;

/// <summary>
/// <c>import &lt;hearing&gt; &lt;file&gt; --mapping &lt;json file&gt;</c>, or <c>import --everything &lt;file&gt;</c>: the same import as by HTTP, and stays until it is done. A server that runs beside may
/// take the work up first; the pieces are short either way, so senders hardly wait.
/// </summary>
internal static class ImportCommand
{
    private const int MostErrorsShown = 20;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);

    public static Command Make()
    {
        var hearing = new Argument<long?>("hearing") { Description = "The hearing's id", Arity = ArgumentArity.ZeroOrOne };
        var file = new Argument<FileInfo?>("file") { Description = "The file of replies", Arity = ArgumentArity.ZeroOrOne };
        var mapping = new Option<FileInfo?>("--mapping") { Description = "How to read it, as JSON (format, fields, answers, round)" };
        var everything = EverythingCommands.Option(
            "Instead of a hearing, a whole installation that export --everything wrote; into an empty one whose server is not running"
        );
        var command = new Command("import", "Brings replies in from a file, or a whole installation")
        {
            hearing,
            file,
            mapping,
            everything,
        };
        command.Validators.Add(called => EverythingCommands.EitherOr(called, everything, [hearing, file, mapping], []));
        command.SetAction(
            async (call, cancellation) =>
            {
                if (call.GetValue(everything) is { } whole)
                {
                    return await EverythingCommands.Import(whole, cancellation);
                }
                await using var session = await Session.Begin();
                var id = await Begin(session, call.GetValue(hearing)!.Value, call.GetValue(file)!, call.GetValue(mapping)!, cancellation);
                var result = await Session
                    .Bar()
                    .StartAsync(async progress =>
                    {
                        var task = progress.AddTask("Importing", maxValue: 1);
                        var state = await Follow(
                            session,
                            call.GetValue(hearing)!.Value,
                            id,
                            so => (task.Description, task.Value) = (Told(so), so.Share),
                            cancellation
                        );
                        task.Value = 1;
                        return state;
                    });
                Console.WriteLine(Told(result));
                foreach (var error in result.Errors.Take(MostErrorsShown))
                {
                    await Console.Error.WriteLineAsync($"row {error.Row}: {error.Message}");
                }
                return Tool.ExitCode(result.Status == ImportStatus.Done);
            }
        );
        return command;
    }

    private static async Task<long> Begin(
        Session session,
        long hearing,
        FileInfo file,
        FileInfo mappingFile,
        CancellationToken cancellation
    )
    {
        StartImport.Mapping mapping;
        try
        {
            await using var json = mappingFile.OpenRead();
            mapping =
                await JsonSerializer.DeserializeAsync<StartImport.Mapping>(json, Json.Options, cancellation)
                ?? throw new ToolException($"{mappingFile.Name} holds no mapping.");
        }
        catch (JsonException problem)
        {
            throw new ToolException($"{mappingFile.Name} is not a mapping: line {problem.LineNumber + 1}, {problem.Path}.");
        }
        if (ImportEndpoints.HasGaps(mapping))
        {
            throw new ToolException($"{mappingFile.Name} is not a mapping: something in a list of it is null.");
        }
        var files = session.Services.GetRequiredService<ImportFiles>();
        var id = session.Services.GetRequiredService<IdGenerator>().Next();
        await using var content = file.OpenRead();
        var kept = await files.Keep(id, content, mapping, cancellation);
        var command = new StartImport.Command
        {
            Id = id,
            HearingId = hearing,
            Mapping = mapping,
            FileName = file.Name,
            StoredAs = kept.Name,
            Columns = kept.Columns,
        };
        try
        {
            return (await session.Send(command, cancellation)).Id;
        }
        catch
        {
            files.Drop(command.StoredAs);
            throw;
        }
    }

    private static async Task<GetImport.Result> Follow(
        Session session,
        long hearing,
        long id,
        Action<GetImport.Result> tell,
        CancellationToken cancellation
    )
    {
        var worker = session.Services.GetRequiredService<Worker>();
        while (true)
        {
            var work = worker.Drain(Work.QueueOf(Work.RunImport), cancellation);
            GetImport.Result state;
            do
            {
                await Task.WhenAny(work, Task.Delay(Look, cancellation));
                state = await session.Send(new GetImport.Query(hearing, id), cancellation);
                tell(state);
            } while (!work.IsCompleted);
            await work;
            if (state.Status is ImportStatus.Done or ImportStatus.Failed)
            {
                return state;
            }
            cancellation.ThrowIfCancellationRequested();
            await Task.Delay(Look, cancellation); // The server has it, or it is tried again in a moment.
        }
    }

    private static string Told(GetImport.Result state) =>
        $"{state.Status.ToString().ToLowerInvariant()}: {state.Read} read, {state.Accepted} taken, {state.Skipped} known before, {state.Rejected} left out";
}
