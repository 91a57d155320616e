using System.CommandLine;
using System.Globalization;
using Consultation.Api.Data;
using Consultation.Api.Features.Keys;
using Consultation.Api.Pipeline;

namespace Consultation.Api.Commands;

/// <summary><c>key create | list | revoke</c></summary>
internal static class KeyCommands
{
    public static Command Make() => new("key", "API keys of the staff and of their programs") { Create(), List(), Revoke() };

    private static Command Create()
    {
        var name = new Option<string>("--name") { Description = "Whose key it is", Required = true };
        var role = new Option<string>("--role") { Description = "What it may do", Required = true };
        role.AcceptOnlyFromAmong([.. Enum.GetValues<Role>().Select(one => one.Code())]);
        var ministry = new Option<string?>("--ministry") { Description = "Code of the ministry that bounds it; without, it works for all" };
        var command = new Command("create", "Makes a key and prints it, this once") { name, role, ministry };
        command.SetAction(
            async (call, cancellation) =>
            {
                await using var session = await Session.Begin();
                var made = await session.Send(
                    new CreateKey.Command
                    {
                        Name = call.GetRequiredValue(name),
                        Role = Enum.Parse<Role>(call.GetRequiredValue(role), ignoreCase: true),
                        Ministry = call.GetValue(ministry),
                    },
                    cancellation
                );
                Console.WriteLine(made.Key);
                await Console.Error.WriteLineAsync($"Key {made.Id} was made. It is shown this once; only its hash is kept.");
                return Tool.ExitCode(true);
            }
        );
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Lists the keys, tab-separated: id, role, ministry, made, revoked, name");
        command.SetAction(
            async (_, cancellation) =>
            {
                await using var session = await Session.Begin();
                foreach (var key in await session.Send(new ListKeys.Query(), cancellation))
                {
                    string[] columns =
                    [
                        key.Id.ToString(CultureInfo.InvariantCulture),
                        key.Role.Code(),
                        key.Ministry ?? "-",
                        Day(key.CreatedAt),
                        Day(key.RevokedAt),
                        key.Name,
                    ];
                    Console.WriteLine(string.Join('\t', columns));
                }
                return Tool.ExitCode(true);
            }
        );
        return command;
    }

    private static Command Revoke()
    {
        var id = new Argument<long>("id") { Description = "The key's id, as list tells it" };
        var command = new Command("revoke", "Takes a key out of use at once") { id };
        command.SetAction(
            async (call, cancellation) =>
            {
                await using var session = await Session.Begin();
                await session.Send(new RevokeKey.Command(call.GetRequiredValue(id)), cancellation);
                return Tool.ExitCode(true);
            }
        );
        return command;
    }

    private static string Day(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";
}
