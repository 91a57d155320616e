using System.Text.Json;
using System.Text.Json.Serialization;
using Consultation.Api.Data;
using Consultation.Api.Features.Documents;
using Consultation.Api.Features.Search;
using Consultation.Api.Pipeline;
using Consultation.Api.Texts;
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

        /// <summary>Questions are not taken yet: a list with any in it is refused.</summary>
        public IReadOnlyList<JsonElement> Questions { get; init; } = [];
        public IReadOnlyDictionary<string, HearingTranslation> Translations { get; init; } = new Dictionary<string, HearingTranslation>();
        public JsonElement? Contact { get; init; }
        public JsonElement? Acts { get; init; }
        public JsonElement? Eea { get; init; }

        [JsonIgnore]
        internal IReadOnlyList<IReadOnlyList<ParagraphDraft>> Paragraphs { get; set; } = [];
    }

    /// <summary>A document's text as Markdown or as HTML, which is converted; one of the two.</summary>
    public sealed record NewDocument
    {
        public required DocumentKind Kind { get; init; }
        public required string Title { get; init; }

        /// <summary>Default: the hearing's language.</summary>
        public string? Language { get; init; }
        public string? Markdown { get; init; }
        public string? Html { get; init; }
    }

    public sealed record Result(long Id);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Title).Filled().AtMost(1000);
            RuleFor(c => c.Summary).Filled().AtMost(20_000);
            RuleFor(c => c.Language).Filled().LanguageCode();
            RuleFor(c => c.CaseNumber).AtMost(100);
            RuleFor(c => c.Ministry).AtMost(100);
            RuleFor(c => c.Questions).Must(questions => questions.Count == 0).WithText("field.not_supported");
            RuleForEach(c => c.Subjects).Filled().AtMost(100);
            RuleForEach(c => c.Translations)
                .Must(translation => translation.Value is not null && Rules.IsLanguageCode(translation.Key))
                .WithText("language.unknown");
            RuleForEach(c => c.Documents).NotNull().WithText("field.required");
            RuleForEach(c => c.Documents)
                .ChildRules(document =>
                {
                    document.RuleFor(d => d.Title).Filled().AtMost(1000);
                    document.RuleFor(d => d.Language).LanguageCode();
                    document
                        .RuleFor(d => d.Markdown)
                        .Must((d, _) => string.IsNullOrWhiteSpace(d.Markdown) != string.IsNullOrWhiteSpace(d.Html))
                        .WithText("field.one_of_two", "markdown", "html");
                });
        }
    }

    /// <summary>Reads the documents' text before the command takes its turn.</summary>
    internal sealed class Preparation : IPrepare<Command>
    {
        public void Prepare(Command command) =>
            command.Paragraphs = [
                .. command.Documents.Select(d =>
                    string.IsNullOrWhiteSpace(d.Html) ? DocumentText.FromMarkdown(d.Markdown!) : DocumentText.FromHtml(d.Html)
                ),
            ];
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
            await db.Run(
                InsertHearing,
                new
                {
                    Id = hearing,
                    MinistryId = await MinistryOf(request.Ministry, now),
                    Slug = Slug.From(request.Title),
                    Title = PlainText.Normalise(request.Title),
                    Summary = PlainText.Normalise(request.Summary),
                    request.Language,
                    Kind = request.Kind.Code(),
                    request.CaseNumber,
                    Subjects = Stored.Json(request.Subjects),
                    Translations = Stored.Json(request.Translations),
                    Details = Stored.Json(new HearingDetails(request.Contact, request.Acts, request.Eea)),
                    Publication = request.Publication.Code(),
                    LateReplies = request.LateReplies.Code(),
                    request.AllowAnonymous,
                    Now = now,
                }
            );
            await db.Run(InsertState, new { HearingId = hearing });
            foreach (var (document, paragraphs, ordinal) in request.Documents.Zip(request.Paragraphs, Enumerable.Range(0, int.MaxValue)))
            {
                await Insert(hearing, ordinal, document, paragraphs, request.Language);
            }
            await SearchIndex.RefreshHearing(db, ids, hearing);
            return new Result(hearing);
        }

        private async Task<long> MinistryOf(string? code, DateTimeOffset now)
        {
            code = code?.Trim();
            var row = await db.First<long?>(SelectMinistry, new { Code = code, user.MinistryId });
            if (row is { } known)
            {
                return known;
            }
            if (string.IsNullOrEmpty(code) || !user.May(Permission.ManageMinistries))
            {
                throw Refusals.MinistryUnknown();
            }
            var made = ids.Next();
            await db.Run(
                InsertMinistry,
                new
                {
                    Id = made,
                    Code = code,
                    Name = code,
                    settings.LeastDays,
                    Now = now,
                }
            );
            return made;
        }

        private async Task Insert(
            long hearing,
            int ordinal,
            NewDocument document,
            IReadOnlyList<ParagraphDraft> paragraphs,
            string language
        )
        {
            var id = ids.Next();
            await db.Run(
                InsertDocument,
                new
                {
                    Id = id,
                    HearingId = hearing,
                    Ordinal = ordinal,
                    Kind = document.Kind.Code(),
                    Title = PlainText.Normalise(document.Title),
                    Language = document.Language ?? language,
                }
            );
            await db.Run(
                InsertParagraph,
                paragraphs.Select(
                    (p, place) =>
                        new
                        {
                            Id = ids.Next(),
                            DocumentId = id,
                            Ordinal = place,
                            p.Heading,
                            p.Markdown,
                        }
                )
            );
        }
    }

    private const string SelectMinistry = """
        select Id from Ministry
        where (Code = @Code or (@Code is null and Id = @MinistryId)) and (@MinistryId is null or Id = @MinistryId)
        """;

    private const string InsertMinistry = """
        insert into Ministry (Id, Code, Name, LeastDays, CreatedAt) values (@Id, @Code, @Name, @LeastDays, @Now)
        """;

    private const string InsertHearing = """
        insert into Hearing (Id, MinistryId, Slug, Title, Summary, Language, Kind, CaseNumber, Subjects, Translations, Details,
            Publication, LateReplies, AllowAnonymous, CreatedAt, UpdatedAt)
        values (@Id, @MinistryId, @Slug, @Title, @Summary, @Language, @Kind, @CaseNumber, @Subjects, @Translations, @Details,
            @Publication, @LateReplies, @AllowAnonymous, @Now, @Now)
        """;

    private const string InsertState = "insert into HearingState (HearingId, LastNumber, Version) values (@HearingId, 0, 0)";

    private const string InsertDocument = """
        insert into Document (Id, HearingId, Ordinal, Kind, Title, Language, Version)
        values (@Id, @HearingId, @Ordinal, @Kind, @Title, @Language, 1)
        """;

    private const string InsertParagraph = """
        insert into Paragraph (Id, DocumentId, Ordinal, Heading, Markdown) values (@Id, @DocumentId, @Ordinal, @Heading, @Markdown)
        """;
}
