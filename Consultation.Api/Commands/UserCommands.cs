using System.CommandLine;
using System.Globalization;
using Consultation.Api.Data;
using Consultation.Api.Features.Accounts;
using Consultation.Api.Pipeline;

namespace Consultation.Api.Commands;

/// <summary><c>user add | list | disable | reset</c></summary>
internal static class UserCommands
{
    public static Command Make() =>
        new("user", "People who work here and sign in to the pages for staff") { Add(), List(), Disable(), Reset() };

    private static Command Add()
    {
        var email = new Option<string>("--email") { Description = "The address that the person signs in with", Required = true };
        var name = new Option<string>("--name") { Description = "As colleagues know the person", Required = true };
        var role = new Option<string>("--role") { Description = "What the person may do", Required = true };
        role.AcceptOnlyFromAmong([.. Enum.GetValues<Role>().Select(one => one.Code())]);
        var ministry = new Option<string?>("--ministry") { Description = "Code of the ministry; without, the role is for all" };
        var language = new Option<string>("--language") { Description = "nb, nn or en", DefaultValueFactory = _ => "nb" };
        var command = new Command("add", "Invites somebody and prints the link, which works once")
        {
            email,
            name,
            role,
            ministry,
            language,
        };
        command.SetAction(
            async (call, cancellation) =>
            {
                await using var session = await Session.Begin();
                var made = await session.Send(
                    new InviteUser.Command
                    {
                        Email = call.GetRequiredValue(email),
                        Name = call.GetRequiredValue(name),
                        Role = Enum.Parse<Role>(call.GetRequiredValue(role), ignoreCase: true),
                        Ministry = call.GetValue(ministry),
                        Language = call.GetRequiredValue(language),
                    },
                    cancellation
                );
                if (made.Token is { } token)
                {
                    Console.WriteLine(session.Settings.OwnAddress + StaffLinks.Link(call.GetRequiredValue(language), token));
                }
                else
                {
                    await Console.Error.WriteLineAsync("There was an account with this address; it has the role now.");
                }
                return Tool.ExitCode(true);
            }
        );
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Lists people, tab-separated: id, state, roles, last sign-in, address, name");
        command.SetAction(
            async (_, cancellation) =>
            {
                await using var session = await Session.Begin();
                foreach (var user in await session.Send(new ListUsers.Query(), cancellation))
                {
                    string[] columns =
                    [
                        user.Id.ToString(CultureInfo.InvariantCulture),
                        user.DisabledAt is not null ? "disabled"
                        : user.HasPassword ? "active"
                        : "invited",
                        string.Join(',', user.Roles.Select(role => $"{role.Role.Code()}@{role.Ministry ?? "all"}")),
                        user.LastSignInAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-",
                        user.Email,
                        user.Name,
                    ];
                    Console.WriteLine(string.Join('\t', columns));
                }
                return Tool.ExitCode(true);
            }
        );
        return command;
    }

    private static Command Disable()
    {
        var email = new Argument<string>("email") { Description = "The person's address" };
        var command = new Command("disable", "Shuts somebody out at once") { email };
        command.SetAction(
            async (call, cancellation) =>
            {
                await using var session = await Session.Begin();
                var user = await Find(session, call.GetRequiredValue(email), cancellation);
                await session.Send(new DisableUser.Command(user), cancellation);
                return Tool.ExitCode(true);
            }
        );
        return command;
    }

    private static Command Reset()
    {
        var email = new Argument<string>("email") { Description = "The person's address" };
        var command = new Command("reset", "Forgets password and second step, and prints a link to choose a new password") { email };
        command.SetAction(
            async (call, cancellation) =>
            {
                await using var session = await Session.Begin();
                var user = await Find(session, call.GetRequiredValue(email), cancellation);
                var made = await session.Send(new ResetUser.Command(user), cancellation);
                Console.WriteLine(session.Settings.OwnAddress + StaffLinks.Link("nb", made.Token));
                await Console.Error.WriteLineAsync("The link works once, within an hour.");
                return Tool.ExitCode(true);
            }
        );
        return command;
    }

    private static async Task<long> Find(Session session, string email, CancellationToken cancellation) =>
        (await session.Send(new ListUsers.Query(), cancellation)).FirstOrDefault(user => Emails.Key(user.Email) == Emails.Key(email))?.Id
        ?? throw new ToolException($"Nobody has the address {email}.");
}
