using System.CommandLine;
using Consultation.Bench.Bare;
using Consultation.Bench.Commands;
using Consultation.Bench.Faults;
using Consultation.Bench.Replies;

var root = MeasureCommand.Create();
root.Add(StormCommand.Create());

var folder = new Argument<string>("folder");
var bytes = new Command("bare-bytes", "Bare Kestrel that answers kept bytes") { folder };
bytes.SetAction((parsed, cancellation) => BytesServer.RunAsync(parsed.GetRequiredValue(folder), cancellation));
root.Add(bytes);

var database = new Argument<string>("database");
var mode = new Argument<InsertMode>("mode");
var inserts = new Command("bare-inserts", "Bare Kestrel that does one Dapper insert and commit per request") { database, mode };
inserts.SetAction(
    (parsed, cancellation) => InsertServer.RunAsync(parsed.GetRequiredValue(database), parsed.GetRequiredValue(mode), cancellation)
);
root.Add(inserts);

var table = new Argument<string>("database");
var output = new Argument<string>("output");
var times = new Argument<int>("times");
var export = new Command("bare-export", "Bare loop from a reader to a CSV file") { table, output, times };
export.SetAction(parsed => ExportLoop.Run(parsed.GetRequiredValue(table), parsed.GetRequiredValue(output), parsed.GetRequiredValue(times)));
root.Add(export);

var count = new Argument<int>("count");
var seed = new Argument<int>("seed") { DefaultValueFactory = _ => 1 };
var replies = new Command("replies", "Writes made-up replies, one JSON body a line, to standard output") { count, seed };
replies.SetAction(parsed =>
{
    var generator = new ReplyGenerator(parsed.GetRequiredValue(seed));
    using var lines = Console.OpenStandardOutput();
    for (var n = 0; n < parsed.GetRequiredValue(count); n++)
        lines.Write([.. generator.Reply(n).ToUtf8(), (byte)'\n']);
});
root.Add(replies);

root.Add(FaultsCommand.Create());

return await root.Parse(args).InvokeAsync();
