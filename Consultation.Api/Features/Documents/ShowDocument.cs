using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using Consultation.Domain.Documents;
using MediatR;

namespace Consultation.Api.Features.Documents;

/// <summary>One page of a document, in one of its versions, with what has been said about it and where it has been corrected.</summary>
public static class ShowDocument
{
    /// <param name="Paragraph">The page that it stands on; null: the first page.</param>
    /// <param name="Version">Null: the current one.</param>
    [Public]
    public sealed record Query(long HearingId, long DocumentId, long? Paragraph = null, int? Version = null) : IQuery<Result>;

    public sealed record Result
    {
        /// <summary>Without its documents.</summary>
        public required HearingView Hearing { get; init; }
        public required DocumentView Document { get; init; }

        /// <summary>Of the whole document, in order.</summary>
        public required IReadOnlyList<DocumentParts.Part> Parts { get; init; }

        /// <summary>The one to show, from 0.</summary>
        public required int Part { get; init; }

        /// <summary>
        /// Paragraphs that read otherwise, or are not there, in the version to compare with: for the current version the one before it,
        /// for an earlier one the current.
        /// </summary>
        public required IReadOnlySet<long> Changed { get; init; }

        /// <summary>Published comments at the paragraphs and headings of the part; a hundred stands for that many or more.</summary>
        public required IReadOnlyDictionary<long, int> Comments { get; init; }
    }

    internal sealed class Handler(Db db, TimeProvider clock, CurrentUser user, Settings settings) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await HearingReader.Find(db, request.HearingId, user, settings, now);
            var document = await Read(request, request.Version);
            var parts = DocumentPages.Of(document.Paragraphs);
            var part = 0;
            if (request.Paragraph is { } wanted)
            {
                var place = document.Paragraphs.Select(one => one.Id).ToList().IndexOf(wanted);
                part = place < 0 ? throw Refusals.NotFound() : parts.Select(one => one.End).Count(end => end <= place);
            }
            var shown = document.Paragraphs.Take(parts[part].Start..parts[part].End);
            return new Result
            {
                Hearing = hearing,
                Document = document,
                Parts = parts,
                Part = part,
                Changed = await Changed(request, document),
                Comments = await CommentCounts.Of(db, hearing.Id, shown.Select(one => one.Id), now),
            };
        }

        private Task<DocumentView> Read(Query request, int? version) =>
            GetDocument.Read(db, new GetDocument.Query(request.HearingId, request.DocumentId, version), user);

        private async Task<IReadOnlySet<long>> Changed(Query request, DocumentView document)
        {
            var current = document.Versions.Count;
            if (current == 1)
            {
                return new HashSet<long>();
            }
            var other = await Read(request, document.Version == current ? current - 1 : current);
            var read = other.Paragraphs.ToDictionary(one => one.Id, one => one.Markdown);
            return document
                .Paragraphs.Where(one => !string.Equals(read.GetValueOrDefault(one.Id), one.Markdown, StringComparison.Ordinal))
                .Select(one => one.Id)
                .ToHashSet();
        }
    }
}
