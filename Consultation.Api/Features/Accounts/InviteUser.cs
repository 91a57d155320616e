using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Accounts;

/// <summary>
/// Gives somebody a role, by e-mail address. Who has no account gets one, and a letter with a link to choose a password; who has one (with
/// another ministry) gets the role beside what there is.
/// </summary>
public static class InviteUser
{
    [Requires(Permission.ManageUsers)]
    public sealed record Command : ICommand<Result>
    {
        public required string Email { get; init; }
        public required string Name { get; init; }
        public required Role Role { get; init; }

        /// <summary>Code; without it the administrator's own, or all for an administrator of all.</summary>
        public string? Ministry { get; init; }

        /// <summary>Of the letter and the pages: nb, nn or en.</summary>
        public required string Language { get; init; }
    }

    /// <param name="Token">Of the invitation, for who hands it on without mail; null when there was an account.</param>
    public sealed record Result(long UserId, string? Token);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Email).EmailAddress();
            RuleFor(c => c.Name).PersonName();
            RuleFor(c => c.Role).Must(role => Enum.IsDefined(role)).WithText("field.unknown_value");
            RuleFor(c => c.Ministry).AtMost(100);
            RuleFor(c => c.Language).KnownLanguage();
        }
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, CurrentUser user, Secrets secrets)
        : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var ministry = await ManagedUser.MinistryOf(db, request.Ministry, user);
            if (await db.First<Row>(SelectUser, new { EmailKey = Emails.Key(request.Email), MinistryId = ministry }) is { } known)
            {
                if (known.HasRole || known.IsDisabled)
                {
                    throw Refusals.UserEmailTaken();
                }
                await NewUser.AddRole(db, ids, known.Id, ministry, request.Role);
                return new Result(known.Id, null);
            }
            var id = await NewUser.Add(db, ids, request.Email, request.Name, request.Language, null, now);
            await NewUser.AddRole(db, ids, id, ministry, request.Role);
            var link = await OneTimeLinks.Make(db, ids, secrets, LinkPurpose.Invitation, id, now);
            await StaffLetters.Queue(db, ids, link, now);
            return new Result(id, secrets.LinkToken(link));
        }
    }

    private sealed record Row
    {
        public required long Id { get; init; }
        public required bool IsDisabled { get; init; }
        public required bool HasRole { get; init; }
    }

    private const string SelectUser = """
        select u.Id, case when u.DisabledAt is null then 0 else 1 end as IsDisabled,
            case when exists (select 1 from StaffRole r
                where r.UserId = u.Id and (r.MinistryId = @MinistryId or (r.MinistryId is null and @MinistryId is null)))
                then 1 else 0 end as HasRole
        from StaffUser u {locked}
        where u.EmailKey = @EmailKey
        """;
}
