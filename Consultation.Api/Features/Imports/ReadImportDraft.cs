using Consultation.Api.Data;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Imports;

/// <summary>An uploaded file as it looks before it is imported: its columns, its first rows, and what the columns seem to hold.</summary>
public static class ReadImportDraft
{
    [Requires(Permission.ImportReplies)]
    public sealed record Query(long HearingId, long Id) : IQuery<Result>;

    public sealed record Result
    {
        public required string FileName { get; init; }

        /// <summary>Under which <see cref="StartImport.Command.StoredAs"/> finds it.</summary>
        public required string StoredAs { get; init; }

        /// <summary><c>csv</c> or <c>jsonl</c>.</summary>
        public required string Format { get; init; }

        /// <summary>As a mapping names them: the second of one name is <c>name#2</c>.</summary>
        public required IReadOnlyList<string> Columns { get; init; }

        /// <summary>The header itself, where the mapping must agree with one.</summary>
        public IReadOnlyList<string>? Header { get; init; }

        /// <summary>The first rows, cell by cell in the order of the columns.</summary>
        public required IReadOnlyList<IReadOnlyList<string>> Rows { get; init; }

        /// <summary>What the headers (and where they do not tell, the cells) let one guess.</summary>
        public required ImportFields Guess { get; init; }
    }

    internal sealed class Handler(Db db, CurrentUser user, ImportFiles files, ImportDraftFiles drafts) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            await ReplyReader.SlugOf(db, request.HearingId, Scope.All, user);
            var note = await drafts.Read(request.Id, cancellationToken);
            if (note is null || note.HearingId != request.HearingId)
            {
                throw Refusals.NotFound();
            }
            var name = ImportIntake.NameOf(request.Id);
            await using var file = files.Open(name);
            var begin = note.Format == StartImport.Csv ? ImportBeginning.OfCsv(file) : ImportBeginning.OfJson(file);
            return new Result
            {
                FileName = note.FileName,
                StoredAs = name,
                Format = note.Format,
                Columns = begin.Columns,
                Header = begin.Header,
                Rows = begin.Rows,
                Guess = ColumnGuesses.Of(begin.Columns, begin.Rows),
            };
        }
    }
}
