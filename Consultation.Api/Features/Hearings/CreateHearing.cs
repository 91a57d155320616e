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

/// <summary>Makes a draft that only its staff see, with its documents as addressable paragraphs.</summary>
public static class CreateHearing
{
    [Requires(Permission.ManageHearings)]
    public sealed record Command : ICommand<Result>
    {
        public required string Title { get; init; }
        public required string Summary { get; init; }
        public required string Language { get; init; }
        public required HearingKind Kind { get; init; }

        /// <summary>Code; may be left out by a key that is bound to one ministry.</summary>
        public string? Ministry { get; init; }
        public string? CaseNumber { get; init; }
        public IReadOnlyList<string> Subjects { get; init; } = [];
        public PublicationRule Publication { get; init; } = PublicationRule.VerifiedImmediate;
        public LateReplies LateReplies { get; init; }
        public bool AllowAnonymous { get; init; }
        public IReadOnlyList<NewDocument> Documents { get; init; } = [];

        public IReadOnlyList<HearingQuestion> Questions { get; init; } = [];
        public IReadOnlyDictionary<string, HearingTranslation> Translations { get; init; } = new Dictionary<string, HearingTranslation>();
        public JsonElement? Contact { get; init; }
        public JsonElement? Acts { get; init; }
        public JsonElement? Eea { get; init; }

        [JsonIgnore]
        internal IReadOnlyList<IReadOnlyList<ParagraphDraft>> Paragraphs { get; set; } = [];
    }

    public sealed record Result(long Id);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Title).IsTitle();
            RuleFor(c => c.Summary).IsSummary();
            RuleFor(c => c.Language).Filled().LanguageCode();
            RuleFor(c => c.CaseNumber).AtMost(100);
            RuleFor(c => c.Ministry).AtMost(100);
            RuleFor(c => c.Questions).QuestionsAreWellFormed("questions");
            RuleForEach(c => c.Subjects).Filled().AtMost(100);
            RuleForEach(c => c.Translations).IsTranslation();
            RuleForEach(c => c.Documents).NotNull().WithText("field.required");
            RuleForEach(c => c.Documents).SetValidator(new NewDocument.Validator());
        }
    }

    /// <summary>Reads the documents' text before the command takes its turn.</summary>
    internal sealed class Preparation : IPrepare<Command>
    {
        public void Prepare(Command command) => command.Paragraphs = [.. command.Documents.Select(document => document.Read())];
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, CurrentUser user, Settings settings)
        : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            if (request.Publication == PublicationRule.Immediate && !user.May(Permission.PublishUnread))
            {
                throw Refusals.PublicationNeedsAdministrator();
            }
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = ids.Next();
            var subjects = HearingSubjects.Read(request.Subjects);
            await db.Run(
                InsertHearing,
                new
                {
                    Id = hearing,
                    MinistryId = await MinistryOfHearing.Find(db, ids, user, settings, request.Ministry, now),
                    Slug = Slug.From(request.Title),
                    Title = PlainText.Normalise(request.Title),
                    Summary = PlainText.Normalise(request.Summary),
                    request.Language,
                    Kind = request.Kind.Code(),
                    request.CaseNumber,
                    Subjects = Stored.Json(subjects),
                    Questions = Stored.Json(HearingQuestion.Read(request.Questions)),
                    Translations = Stored.Json(request.Translations),
                    Details = Stored.Json(new HearingDetails(request.Contact, request.Acts, request.Eea)),
                    Publication = request.Publication.Code(),
                    LateReplies = request.LateReplies.Code(),
                    request.AllowAnonymous,
                    Now = now,
                }
            );
            await db.Run(InsertState, new { HearingId = hearing });
            await HearingSubjects.Replace(db, hearing, subjects);
            await DocumentStore.Insert(db, ids, hearing, request.Documents, request.Paragraphs, request.Language);
            await SearchIndex.RefreshHearing(db, ids, hearing);
            return new Result(hearing);
        }
    }

    private const string InsertHearing = """
        insert into Hearing (Id, MinistryId, Slug, Title, Summary, Language, Kind, CaseNumber, Subjects, Questions, Translations, Details,
            Publication, LateReplies, AllowAnonymous, CreatedAt, UpdatedAt)
        values (@Id, @MinistryId, @Slug, @Title, @Summary, @Language, @Kind, @CaseNumber, @Subjects, @Questions, @Translations, @Details,
            @Publication, @LateReplies, @AllowAnonymous, @Now, @Now)
        """;

    private const string InsertState = "insert into HearingState (HearingId, LastNumber, Version) values (@HearingId, 0, 0)";
}
