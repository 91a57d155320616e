using System.Text.Json.Serialization;
using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Imports;

/// <summary>Takes a file of replies in; a job reads it.</summary>
public static class StartImport
{
    public const string Csv = "csv";
    public const string JsonLines = "jsonl";
    public const string RegulationsGov = "regulations.gov";

    [Requires(Permission.ImportReplies)]
    public sealed record Command : ICommand<Result>
    {
        public required long Id { get; init; }
        public required long HearingId { get; init; }
        public required Mapping Mapping { get; init; }
        public required string FileName { get; init; }
        public required string StoredAs { get; init; }

        /// <summary>The file's header; null where it has none that the mapping must agree with.</summary>
        public IReadOnlyList<string>? Columns { get; init; }
    }

    /// <summary>How to read the file, and where the replies belong.</summary>
    public sealed record Mapping
    {
        /// <summary>
        /// <c>csv</c>, <c>jsonl</c> (one JSON object a line), or <c>regulations.gov</c>: a zip of v4 comment JSON files, or one such file.
        /// </summary>
        public required string Format { get; init; }

        /// <summary>
        /// Of <c>csv</c>: one character, a tab also as <c>\\t</c>. Default: comma, semicolon, tab or bar, whichever the header has most of.
        /// </summary>
        public string? Delimiter { get; init; }

        /// <summary>
        /// Of <c>csv</c> and <c>jsonl</c>: <c>utf-8</c>, <c>utf-16</c>, <c>utf-16le</c>, <c>utf-16be</c>, <c>windows-1252</c> or
        /// <c>iso-8859-1</c>, which is read as the one before. Default: found out from the whole file; a byte order mark goes before both.
        /// </summary>
        public string? Encoding { get; init; }

        /// <summary>Of <c>csv</c> and <c>jsonl</c>; a text, a position or an answer at the least.</summary>
        public ImportFields? Fields { get; init; }

        /// <summary>Of <c>csv</c> and <c>jsonl</c>: each question once.</summary>
        public IReadOnlyList<ImportAnswer>? Answers { get; init; }

        /// <summary>Default: the hearing's last round.</summary>
        public int? Round { get; init; }
        public string Channel { get; init; } = "import";

        [JsonIgnore]
        internal bool IsText => Format is Csv or JsonLines;

        /// <summary>Every column that is named, with the place in the request where it is.</summary>
        internal IEnumerable<(string Field, string Name)> Columns()
        {
            var fields = Fields ?? new ImportFields();
            IEnumerable<(string Field, string? Name)> named =
            [
                ("text", fields.Text),
                .. (fields.Name ?? []).Select((name, at) => ($"name[{at}]", (string?)name)),
                ("organisation", fields.Organisation),
                ("organisationNumber", fields.OrganisationNumber),
                ("receivedAt", fields.ReceivedAt),
                ("externalId", fields.ExternalId),
                ("position", fields.Position),
                ("email", fields.Email),
                ("senderType", fields.SenderType),
                ("language", fields.Language),
                ("anonymous.column", fields.Anonymous?.Column),
            ];
            foreach (var (field, name) in named)
            {
                if (name is not null)
                    yield return ("mapping.fields." + field, name);
            }
            foreach (var (answer, at) in (Answers ?? []).Select((answer, at) => (answer, at)))
                yield return ($"mapping.answers[{at}].column", answer.Column);
        }
    }

    public sealed record Result(long Id);

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, CurrentUser user) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            if (hearing.IsOver)
            {
                throw Refusals.HearingConcluded();
            }
            var rounds = await HearingStore.Rounds(db, hearing.Id);
            var round =
                (request.Mapping.Round is { } number ? rounds.FirstOrDefault(r => r.Number == number) : rounds.LastOrDefault())
                ?? throw (request.Mapping.Round is null ? Refusals.HearingIncomplete() : Refusals.ImportRoundUnknown());
            if (request.Mapping is { IsText: true, Answers: { } answers })
            {
                var questions = Stored.Read<Question[]>((await db.First<string>(SelectQuestions, new { hearing.Id }))!);
                if (AnswerCells.Unknown(answers, questions) is { } field)
                {
                    throw Refusals.ImportQuestionUnknown(field);
                }
            }
            await db.Run(
                InsertImport,
                new
                {
                    request.Id,
                    HearingId = hearing.Id,
                    RoundId = round.Id,
                    request.Mapping.Format,
                    Mapping = Stored.Json(request.Mapping),
                    request.FileName,
                    request.StoredAs,
                    request.Mapping.Channel,
                    Now = now,
                }
            );
            await Outbox.Add(db, ids, Work.RunImport, request.Id, now, now);
            return new Result(request.Id);
        }
    }

    private const string SelectQuestions = "select Questions from Hearing where Id = @Id";

    private const string InsertImport = """
        insert into Import (Id, HearingId, RoundId, Status, Format, Mapping, FileName, StoredAs, Channel, RowsRead, Accepted, Rejected, Skipped, CreatedAt)
        values (@Id, @HearingId, @RoundId, 'queued', @Format, @Mapping, @FileName, @StoredAs, @Channel, 0, 0, 0, 0, @Now)
        """;
}
