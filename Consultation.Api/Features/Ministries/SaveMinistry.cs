using Consultation.Api.Data;
using Consultation.Api.Features.Accounts;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Ministries;

/// <summary>Makes a ministry (any responsible body), or gives it another name or least length.</summary>
public static class SaveMinistry
{
    [Requires(Permission.ManageMinistries)]
    public sealed record Command : ICommand<MinistryItem>
    {
        [System.Text.Json.Serialization.JsonIgnore]
        public string Code { get; init; } = "";
        public required string Name { get; init; }

        /// <summary>In other languages, by language code; default: what it has.</summary>
        public IReadOnlyDictionary<string, string>? Names { get; init; }

        /// <summary>Least calendar days of an ordinary hearing or a plan; default: what it has, a new one the installation's.</summary>
        public int? LeastDays { get; init; }

        /// <summary>Where the ministry's own mail goes; default: what it has, empty: none.</summary>
        public string? Email { get; init; }
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Code).Filled().AtMost(100);
            RuleFor(c => c.Name).Filled().AtMost(400);
            RuleForEach(c => c.Names)
                .Must(name => Rules.IsLanguageCode(name.Key) && name.Value is { Length: > 0 and <= 400 })
                .WithText("language.unknown");
            RuleFor(c => c.Email).EmailAddress().When(c => !string.IsNullOrWhiteSpace(c.Email));
            RuleFor(c => c.LeastDays).Must(days => days is null or (>= 0 and <= 365)).WithText("field.between", 0, 365);
        }
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, Settings settings) : IRequestHandler<Command, MinistryItem>
    {
        public async Task<MinistryItem> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var values = new
            {
                Id = ids.Next(),
                request.Code,
                Name = PlainText.Normalise(request.Name).Trim(),
                Names = request.Names is { } names
                    ? Hearings.Stored.Json(names.ToDictionary(name => name.Key, name => PlainText.Normalise(name.Value)))
                    : null,
                request.LeastDays,
                Email = request.Email is null ? null : Emails.Stored(request.Email),
                DefaultDays = settings.LeastDays,
                Now = now,
            };
            if (await db.Run(UpdateMinistry, values) == 0)
            {
                await db.Run(InsertMinistry, values);
            }
            // Its name stands on every page of its hearings.
            foreach (var hearing in await db.All<long>(SelectHearings, new { request.Code }))
            {
                await Hearings.HearingStore.Touch(db, hearing, now);
            }
            var stored = await db.First<string>(SelectNames, new { request.Code });
            return new MinistryItem(request.Code, values.Name, Ministries.Names.Of(values.Name, stored));
        }
    }

    private const string UpdateMinistry = """
        update Ministry
        set Name = @Name, Names = coalesce(@Names, Names), LeastDays = coalesce(@LeastDays, LeastDays),
            Email = case when @Email = '' then null else coalesce(@Email, Email) end
        where Code = @Code
        """;

    private const string SelectNames = "select Names from Ministry where Code = @Code";

    private const string InsertMinistry = """
        insert into Ministry (Id, Code, Name, Names, LeastDays, Email, CreatedAt)
        values (@Id, @Code, @Name, @Names, coalesce(@LeastDays, @DefaultDays), case when @Email = '' then null else @Email end, @Now)
        """;

    private const string SelectHearings = """
        select h.Id from Hearing h join Ministry m on m.Id = h.MinistryId where m.Code = @Code
        """;
}
