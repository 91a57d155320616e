using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Accounts;

/// <summary>Gives somebody another role in a ministry (or in all), or takes it away; holds from the next page that is asked for.</summary>
public static class ChangeRole
{
    [Requires(Permission.ManageUsers)]
    public sealed record Command : ICommand<Unit>
    {
        public required long UserId { get; init; }

        /// <summary>Code; without it the administrator's own, or all for an administrator of all.</summary>
        public string? Ministry { get; init; }

        /// <summary>Null takes the role away.</summary>
        public Role? Role { get; init; }
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Ministry).AtMost(100);
            RuleFor(c => c.Role).Must(role => role is null || Enum.IsDefined(role.Value)).WithText("field.unknown_value");
        }
    }

    internal sealed class Handler(Db db, IdGenerator ids, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var found = await ManagedUser.Find(db, request.UserId, user);
            var ministry = await ManagedUser.MinistryOf(db, request.Ministry, user);
            await db.Run(DeleteRole, new { UserId = found.Id, MinistryId = ministry });
            if (request.Role is { } role)
            {
                await NewUser.AddRole(db, ids, found.Id, ministry, role);
            }
            if (ministry is null)
            {
                await ManagedUser.KeepAnAdministrator(db);
            }
            return Unit.Value;
        }
    }

    private const string DeleteRole = """
        delete from StaffRole
        where UserId = @UserId and (MinistryId = @MinistryId or (MinistryId is null and @MinistryId is null))
        """;
}
