using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Api.Texts;
using Consultation.Domain;
using Consultation.Domain.Invitations;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Invitations;

/// <summary>
/// Puts bodies on the list of a hearing, one on a line. All lines go in or none: each that cannot be read is told with its number. Who is
/// on the list already is left out, and that is told. No letter is sent by it.
/// </summary>
public static class AddInvitations
{
    private const int MostTold = 50;

    [Requires(Permission.ManageHearings)]
    public sealed record Command : ICommand<Result>
    {
        public long HearingId { get; init; }

        /// <summary><c>name; e-mail; organisation number; group</c>, of which only the name must be there.</summary>
        public required string Lines { get; init; }

        /// <summary>Of lines that name none.</summary>
        public InvitedGroup Group { get; init; } = InvitedGroup.Organisation;

        /// <summary>Of the letters; default: the hearing's, or bokmål where letters are not written in that.</summary>
        public string? Language { get; init; }

        internal InvitationLines Read => field ??= InvitationLines.Read(Lines, Group);
    }

    public sealed record Result(int Added, IReadOnlyList<Skipped> Skipped);

    /// <param name="Line">From 1.</param>
    public sealed record Skipped(int Line, string Name);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Lines).Filled().AtMost(500_000);
            RuleFor(c => c.Language).LetterLanguage();
            RuleFor(c => c).Custom((command, context) => Tell(command.Read, context)).When(c => c.Lines is { Length: <= 500_000 });
        }

        private static void Tell(InvitationLines read, ValidationContext<Command> context)
        {
            foreach (var (line, fault) in read.Faults.Take(MostTold))
            {
                context.AddFailure($"lines[{line}]", Messages.Get("invitation.line", line, InvitationInput.Say(fault)));
            }
            if (read.Faults.Count > MostTold)
            {
                context.AddFailure("lines[]", Messages.Get("invitation.more_lines", read.Faults.Count - MostTold));
            }
            if (read.Faults.Count > 0)
            {
                context.AddFailure("lines", Messages.Get("invitation.lines"));
            }
        }
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, CurrentUser user) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            var there = (await db.All<Row>(SelectThere, new { HearingId = hearing.Id })).Select(row => row.Entry).ToList();
            var language = request.Language ?? await db.First<string>(SelectLanguage, new { hearing.Id });
            var (fresh, skipped) = (new List<InvitedEntry>(), new List<Skipped>());
            var seen = new Seen(there);
            foreach (var (line, entry) in request.Read.Entries)
            {
                if (seen.Add(entry))
                {
                    fresh.Add(entry);
                }
                else
                {
                    skipped.Add(new(line, entry.Name));
                }
            }
            if (there.Count + fresh.Count > InvitationRules.MostInvited)
            {
                throw Refusals.InvitationTooMany();
            }
            await db.Run(InsertInvitation, fresh.Select(entry => Values(hearing.Id, entry, language, now)));
            await HearingStore.Turn(db, hearing.Id);
            return new Result(fresh.Count, skipped);
        }

        private object Values(long hearing, InvitedEntry entry, string? language, DateTimeOffset now) =>
            new
            {
                Id = ids.Next(),
                HearingId = hearing,
                entry.Name,
                entry.NameKey,
                entry.Email,
                entry.OrganisationNumber,
                Group = entry.Group.Code(),
                Language = Links.Languages.Contains(language, StringComparer.Ordinal) ? language : Links.Languages[0],
                Now = now,
            };
    }

    /// <summary>Who is on the list; the same as asking <see cref="InvitedEntry.IsSameAs"/> of each.</summary>
    private sealed class Seen
    {
        private readonly Dictionary<string, List<InvitedEntry>> _byName = new(StringComparer.Ordinal);
        private readonly HashSet<string> _numbers = new(StringComparer.Ordinal);

        public Seen(IEnumerable<InvitedEntry> there)
        {
            foreach (var entry in there)
            {
                Keep(entry);
            }
        }

        public bool Add(InvitedEntry entry)
        {
            if (
                (entry.OrganisationNumber is { } number && _numbers.Contains(number))
                || (_byName.TryGetValue(entry.NameKey, out var named) && named.Exists(entry.IsSameAs))
            )
            {
                return false;
            }
            Keep(entry);
            return true;
        }

        private void Keep(InvitedEntry entry)
        {
            if (!_byName.TryGetValue(entry.NameKey, out var named))
            {
                _byName[entry.NameKey] = named = [];
            }
            named.Add(entry);
            if (entry.OrganisationNumber is { } number)
            {
                _numbers.Add(number);
            }
        }
    }

    private sealed record Row
    {
        public required string Name { get; init; }
        public string? OrganisationNumber { get; init; }

        public InvitedEntry Entry => new(Name, null, OrganisationNumber, default);
    }

    private const string SelectThere = "select Name, OrganisationNumber from Invitation where HearingId = @HearingId";

    private const string SelectLanguage = "select Language from Hearing where Id = @Id";

    private const string InsertInvitation = """
        insert into Invitation (Id, HearingId, Name, NameKey, Email, OrganisationNumber, BodyGroup, Language, CreatedAt)
        values (@Id, @HearingId, @Name, @NameKey, @Email, @OrganisationNumber, @Group, @Language, @Now)
        """;
}
