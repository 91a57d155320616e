using System.Text.Json.Serialization;
using Consultation.Api.Data;
using Consultation.Api.Features.Following;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Search;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Documents;

/// <summary>
/// Gives a document another text. Once the hearing is published that is a new version with a dated notice, and every earlier one can
/// still be read; a draft's text is replaced. Paragraphs keep their ids as <see cref="ParagraphIds"/> finds them again.
/// </summary>
public static class CorrectDocument
{
    [Requires(Permission.ManageHearings)]
    public sealed record Command : ICommand<Unit>
    {
        [JsonIgnore]
        public long HearingId { get; init; }

        /// <summary>The document as it was read before; changed in between by someone else is <c>document.changed</c>.</summary>
        [JsonIgnore]
        public DocumentView? Before { get; init; }
        public string? Markdown { get; init; }

        /// <summary>Converted; or <see cref="Markdown"/>.</summary>
        public string? Html { get; init; }

        /// <summary>What was wrong and is right now, for everybody; a draft needs none.</summary>
        public string? Notice { get; init; }

        [JsonIgnore]
        internal IReadOnlyList<(long? Id, ParagraphDraft Draft)> Paragraphs { get; set; } = [];
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Markdown)
                .Must((c, _) => string.IsNullOrWhiteSpace(c.Markdown) != string.IsNullOrWhiteSpace(c.Html))
                .WithText("field.one_of_two", "markdown", "html");
            RuleFor(c => c.Notice).AtMost(4000);
        }
    }

    /// <summary>Reads the text and finds the paragraphs again before the command takes its turn.</summary>
    internal sealed class Preparation : IPrepare<Command>
    {
        public void Prepare(Command command) =>
            command.Paragraphs = ParagraphIds.Find(command.Before!, NewDocument.Read(command.Markdown, command.Html));
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            if (hearing.IsOver)
            {
                throw Refusals.HearingConcluded();
            }
            var id = request.Before!.Id;
            var version = await db.First<int?>(SelectVersion, new { Id = id, HearingId = hearing.Id }) ?? throw Refusals.NotFound();
            if (version != request.Before.Version)
            {
                throw Refusals.DocumentChanged();
            }
            if (hearing.PublishedAt is not null && IsWhatIsThere(request))
            {
                return Unit.Value; // Sent twice: nothing is corrected by it, and nobody is told again.
            }
            if (hearing.PublishedAt is not null)
            {
                await KeepVersion(id, version, PlainText.Normalise(request.Notice), now);
                await Followers.Tell(db, ids, hearing.Id, Told(request), now);
            }
            await DocumentStore.ReplaceParagraphs(db, ids, id, request.Paragraphs);
            await SearchIndex.RefreshHearing(db, ids, hearing.Id);
            await HearingStore.Touch(db, hearing.Id, now);
            return Unit.Value;
        }

        private static bool IsWhatIsThere(Command request) =>
            request.Before!.Versions[^1].Notice == PlainText.Normalise(request.Notice)
            && request
                .Paragraphs.Select(static paragraph => (paragraph.Id, paragraph.Draft))
                .SequenceEqual(
                    request.Before.Paragraphs.Select(static was => ((long?)was.Id, new ParagraphDraft(was.Heading, was.Markdown)))
                );

        private static FollowerNotice Told(Command request) =>
            new()
            {
                Event = FollowedEvent.DocumentCorrected,
                Document = request.Before!.Id,
                Title = request.Before.Title,
                Reason = PlainText.Normalise(request.Notice),
            };

        private async Task KeepVersion(long document, int version, string notice, DateTimeOffset now)
        {
            if (notice.Length == 0)
            {
                throw Refusals.DocumentNoticeMissing();
            }
            await db.Run(KeepParagraphs, new { DocumentId = document, Version = version });
            var values = new
            {
                DocumentId = document,
                Version = version + 1,
                Notice = notice,
                Now = now,
            };
            await db.Run(InsertVersion, values);
            await db.Run(UpdateVersion, values);
        }
    }

    private const string SelectVersion = "select Version from Document {locked} where Id = @Id and HearingId = @HearingId";

    private const string KeepParagraphs = """
        insert into ParagraphVersion (DocumentId, Version, Ordinal, ParagraphId, Heading, Markdown)
        select p.DocumentId, @Version, p.Ordinal, p.Id, p.Heading, p.Markdown from Paragraph p where p.DocumentId = @DocumentId
        """;

    private const string InsertVersion = """
        insert into DocumentVersion (DocumentId, Version, Notice, MadeAt) values (@DocumentId, @Version, @Notice, @Now)
        """;

    private const string UpdateVersion = "update Document set Version = @Version where Id = @DocumentId";
}
