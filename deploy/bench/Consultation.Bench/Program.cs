using System.CommandLine;
using Consultation.Bench.Bare;
using Consultation.Bench.Commands;

var root = MeasureCommand.Create();

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

return await root.Parse(args).InvokeAsync();
