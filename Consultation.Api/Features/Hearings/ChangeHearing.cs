using System.Text.Json;
using System.Text.Json.Serialization;
using Consultation.Api.Data;
using Consultation.Api.Features.Documents;
using Consultation.Api.Features.Search;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Hearings;

/// <summary>
/// Changes the fields that are given. A draft may change in everything; once people have read it only whom to ask and the translations
/// may (<c>hearing.field_frozen</c> names another field), for the rest there are corrections, extensions and rounds.
/// </summary>
public static class ChangeHearing
{
    [Requires(Permission.ManageHearings)]
    public sealed record Command : ICommand<Unit>
    {
        [JsonIgnore]
        public long HearingId { get; init; }
        public Patched<string> Title { get; init; }
        public Patched<string> Summary { get; init; }
        public Patched<string> Language { get; init; }
        public Patched<HearingKind?> Kind { get; init; }
        public Patched<string> Ministry { get; init; }
        public Patched<string> CaseNumber { get; init; }
        public Patched<IReadOnlyList<string>> Subjects { get; init; }
        public Patched<PublicationRule?> Publication { get; init; }
        public Patched<LateReplies?> LateReplies { get; init; }
        public Patched<bool?> AllowAnonymous { get; init; }

        /// <summary>All of them anew.</summary>
        public Patched<IReadOnlyList<NewDocument>> Documents { get; init; }
        public Patched<IReadOnlyList<HearingQuestion>> Questions { get; init; }
        public Patched<IReadOnlyDictionary<string, HearingTranslation>> Translations { get; init; }
        public Patched<JsonElement?> Contact { get; init; }
        public Patched<JsonElement?> Acts { get; init; }
        public Patched<JsonElement?> Eea { get; init; }

        [JsonIgnore]
        internal IReadOnlyList<IReadOnlyList<ParagraphDraft>> Paragraphs { get; set; } = [];
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            When(c => c.Title.IsGiven, () => RuleFor(c => c.Title.Value).IsTitle().OverridePropertyName("title"));
            When(c => c.Summary.IsGiven, () => RuleFor(c => c.Summary.Value).IsSummary().OverridePropertyName("summary"));
            When(c => c.Language.IsGiven, () => RuleFor(c => c.Language.Value).Filled().LanguageCode().OverridePropertyName("language"));
            When(c => c.Ministry.IsGiven, () => RuleFor(c => c.Ministry.Value).Filled().AtMost(100).OverridePropertyName("ministry"));
            RuleFor(c => c.CaseNumber.Value).AtMost(100).OverridePropertyName("caseNumber");
            RuleFor(c => c.Kind).Must(kind => kind is not { IsGiven: true, Value: null }).WithText("field.required");
            RuleFor(c => c.Publication).Must(rule => rule is not { IsGiven: true, Value: null }).WithText("field.required");
            RuleFor(c => c.LateReplies).Must(late => late is not { IsGiven: true, Value: null }).WithText("field.required");
            RuleFor(c => c.AllowAnonymous).Must(allowed => allowed is not { IsGiven: true, Value: null }).WithText("field.required");
            RuleFor(c => c.Questions.Value).QuestionsAreWellFormed("questions");
            RuleForEach(c => c.Subjects.Value).Filled().AtMost(100).OverridePropertyName("subjects");
            RuleForEach(c => c.Translations.Value).IsTranslation().OverridePropertyName("translations");
            RuleForEach(c => c.Documents.Value).NotNull().WithText("field.required").OverridePropertyName("documents");
            RuleForEach(c => c.Documents.Value).SetValidator(new NewDocument.Validator()).OverridePropertyName("documents");
        }
    }

    /// <summary>Reads the documents' text before the command takes its turn.</summary>
    internal sealed class Preparation : IPrepare<Command>
    {
        public void Prepare(Command command) =>
            command.Paragraphs = [.. (command.Documents.Value ?? []).Select(document => document.Read())];
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, CurrentUser user, Settings settings)
        : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            if (hearing.PublishedAt is not null && FrozenField(request) is { } frozen)
            {
                throw Refusals.HearingFieldFrozen(frozen);
            }
            // Imported replies were published, and their answers read, by what the draft said then.
            if (BoundByReplies(request) is { } bound && await db.First<int>(SelectLastNumber, new { hearing.Id }) > 0)
            {
                throw Refusals.HearingFieldFrozen(bound);
            }
            if (request.Publication.Value == PublicationRule.Immediate && !user.May(Permission.PublishUnread))
            {
                throw Refusals.PublicationNeedsAdministrator();
            }
            var before = (await db.First<Row>(SelectHearing, new { hearing.Id }))!;
            var language = request.Language.Or(before.Language)!;
            await Update(request, before, language, now);
            if (request.Documents.IsGiven)
            {
                await DocumentStore.DeleteAll(db, hearing.Id);
                await DocumentStore.Insert(db, ids, hearing.Id, request.Documents.Value ?? [], request.Paragraphs, language);
            }
            await SearchIndex.RefreshHearing(db, ids, hearing.Id);
            await HearingStore.Touch(db, hearing.Id, now);
            return Unit.Value;
        }

        private static string? BoundByReplies(Command request) =>
            request.Publication.IsGiven ? "publication"
            : request.Questions.IsGiven ? "questions"
            : null;

        private async Task Update(Command request, Row before, string language, DateTimeOffset now)
        {
            var title = PlainText.Normalise(request.Title.Or(before.Title));
            var details = Stored.Read<HearingDetails>(before.Details);
            var subjects = request.Subjects.IsGiven ? HearingSubjects.Read(request.Subjects.Value) : null;
            if (subjects is not null)
            {
                await HearingSubjects.Replace(db, request.HearingId, subjects);
            }
            await db.Run(
                UpdateHearing,
                new
                {
                    Id = request.HearingId,
                    MinistryId = request.Ministry.IsGiven
                        ? await MinistryOfHearing.Find(db, ids, user, settings, request.Ministry.Value, now)
                        : before.MinistryId,
                    Slug = request.Title.IsGiven ? Slug.From(title) : before.Slug,
                    Title = title,
                    Summary = PlainText.Normalise(request.Summary.Or(before.Summary)),
                    Language = language,
                    Kind = request.Kind.Value?.Code() ?? before.Kind,
                    CaseNumber = request.CaseNumber.Or(before.CaseNumber),
                    Subjects = subjects is null ? before.Subjects : Stored.Json(subjects),
                    Questions = request.Questions.IsGiven
                        ? Stored.Json(HearingQuestion.Read(request.Questions.Value ?? []))
                        : before.Questions,
                    Translations = request.Translations.IsGiven
                        ? Stored.Json(request.Translations.Value ?? new Dictionary<string, HearingTranslation>())
                        : before.Translations,
                    Details = Stored.Json(
                        new HearingDetails(request.Contact.Or(details.Contact), request.Acts.Or(details.Acts), request.Eea.Or(details.Eea))
                    ),
                    Publication = request.Publication.Value?.Code() ?? before.Publication,
                    LateReplies = request.LateReplies.Value?.Code() ?? before.LateReplies,
                    AllowAnonymous = request.AllowAnonymous.Value ?? before.AllowAnonymous,
                }
            );
        }

        /// <summary>The first given field that may not change after publishing.</summary>
        private static string? FrozenField(Command request)
        {
            (string Name, bool IsGiven)[] frozen =
            [
                ("title", request.Title.IsGiven),
                ("summary", request.Summary.IsGiven),
                ("language", request.Language.IsGiven),
                ("kind", request.Kind.IsGiven),
                ("ministry", request.Ministry.IsGiven),
                ("caseNumber", request.CaseNumber.IsGiven),
                ("subjects", request.Subjects.IsGiven),
                ("publication", request.Publication.IsGiven),
                ("lateReplies", request.LateReplies.IsGiven),
                ("allowAnonymous", request.AllowAnonymous.IsGiven),
                ("documents", request.Documents.IsGiven),
                ("questions", request.Questions.IsGiven),
                ("acts", request.Acts.IsGiven),
                ("eea", request.Eea.IsGiven),
            ];
            return frozen.FirstOrDefault(field => field.IsGiven).Name;
        }
    }

    private sealed record Row
    {
        public required long MinistryId { get; init; }
        public required string Slug { get; init; }
        public required string Title { get; init; }
        public required string Summary { get; init; }
        public required string Language { get; init; }
        public required string Kind { get; init; }
        public string? CaseNumber { get; init; }
        public required string Subjects { get; init; }
        public required string Questions { get; init; }
        public required string Translations { get; init; }
        public required string Details { get; init; }
        public required string Publication { get; init; }
        public required string LateReplies { get; init; }
        public required bool AllowAnonymous { get; init; }
    }

    private const string SelectLastNumber = "select LastNumber from HearingState where HearingId = @Id";

    private const string SelectHearing = """
        select MinistryId, Slug, Title, Summary, Language, Kind, CaseNumber, Subjects, Questions, Translations, Details, Publication,
            LateReplies, AllowAnonymous
        from Hearing
        where Id = @Id
        """;

    private const string UpdateHearing = """
        update Hearing
        set MinistryId = @MinistryId, Slug = @Slug, Title = @Title, Summary = @Summary, Language = @Language, Kind = @Kind,
            CaseNumber = @CaseNumber, Subjects = @Subjects, Questions = @Questions, Translations = @Translations, Details = @Details,
            Publication = @Publication, LateReplies = @LateReplies, AllowAnonymous = @AllowAnonymous
        where Id = @Id
        """;
}
