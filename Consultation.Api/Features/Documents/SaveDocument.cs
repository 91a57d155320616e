using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Search;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Documents;

/// <summary>
/// Adds one document to a draft, after those it has, or changes one of them in everything; paragraphs that are still there keep their ids.
/// A published one is corrected instead (<see cref="CorrectDocument"/>).
/// </summary>
public static class SaveDocument
{
    [Requires(Permission.ManageHearings)]
    public sealed record Command : ICommand<Result>
    {
        public long HearingId { get; init; }

        /// <summary>The document as it was read before; null for a new one.</summary>
        public DocumentView? Before { get; init; }
        public required DocumentKind Kind { get; init; }
        public required string Title { get; init; }
        public required string Language { get; init; }
        public required string Markdown { get; init; }

        internal IReadOnlyList<(long? Id, ParagraphDraft Draft)> Paragraphs { get; set; } = [];
    }

    public sealed record Result(long DocumentId);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Title).Filled().AtMost(1000);
            RuleFor(c => c.Language).Filled().LanguageCode();
            RuleFor(c => c.Markdown).Filled();
        }
    }

    /// <summary>Reads the text before the command takes its turn.</summary>
    internal sealed class Preparation : IPrepare<Command>
    {
        public void Prepare(Command command)
        {
            var drafts = NewDocument.Read(command.Markdown, html: null);
            command.Paragraphs = command.Before is { } before
                ? ParagraphIds.Find(before, drafts)
                : [.. drafts.Select(draft => ((long?)null, draft))];
        }
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, CurrentUser user) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            if (hearing.PublishedAt is not null)
            {
                throw Refusals.HearingAlreadyPublished();
            }
            var document = new
            {
                Id = request.Before?.Id ?? ids.Next(),
                HearingId = hearing.Id,
                Kind = request.Kind.Code(),
                Title = PlainText.Normalise(request.Title),
                request.Language,
            };
            if (await db.Run(request.Before is null ? InsertDocument : UpdateDocument, document) == 0)
            {
                throw Refusals.NotFound(); // Somebody has taken it away in between.
            }
            await DocumentStore.ReplaceParagraphs(db, ids, document.Id, request.Paragraphs);
            await SearchIndex.RefreshHearing(db, ids, hearing.Id);
            await HearingStore.Touch(db, hearing.Id, Instants.Floor(clock.GetUtcNow()));
            return new Result(document.Id);
        }
    }

    private const string InsertDocument = """
        insert into Document (Id, HearingId, Ordinal, Kind, Title, Language, Version)
        select @Id, @HearingId, coalesce((select max(d.Ordinal) + 1 from Document d where d.HearingId = @HearingId), 0), @Kind, @Title,
            @Language, 1
        """;

    private const string UpdateDocument = """
        update Document set Kind = @Kind, Title = @Title, Language = @Language where Id = @Id and HearingId = @HearingId
        """;
}
