using System.Text.Json.Serialization;
using Consultation.Api.Data;
using Consultation.Api.Features.Attachments;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Annexes;

/// <summary>
/// Lays an uploaded file beside a hearing's documents, behind those that are there. Of a published hearing that shows among its updates. The
/// same file under the same title is the one that is there already, so that a form posted twice lays it there once.
/// </summary>
public static class AddAnnex
{
    [Requires(Permission.ManageHearings)]
    public sealed record Command : ICommand<Result>
    {
        [JsonIgnore]
        public long HearingId { get; init; }

        /// <summary>The token that the upload was answered with (<see cref="KeepAttachment"/>).</summary>
        public required string Attachment { get; init; }

        /// <summary>Default: the file's name without its extension.</summary>
        public string? Title { get; init; }
    }

    public sealed record Result(long AnnexId);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Attachment).Filled();
            RuleFor(c => c.Title).AtMost(AnnexRules.MaxTitle);
        }
    }

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
            var file = await TakenFiles.TakeOne(db, request.Attachment, now) ?? throw Refusals.AttachmentUnknown("attachment");
            var title = AnnexRules.TitleOf(request.Title, file.FileName);
            var there = await db.All<There>(SelectThere, new { HearingId = hearing.Id });
            if (there.FirstOrDefault(annex => annex.Sha256 == file.Sha256) is { } same)
            {
                // Nothing more than what is there: the upload goes, and the file stays as another row names it.
                await db.Run(DeleteFile, new { file.Id });
                return AnnexRules.IsSameTitle(same.Title, title) ? new Result(same.Id) : throw Refusals.AnnexSameFile();
            }
            if (there.Any(annex => AnnexRules.IsSameTitle(annex.Title, title)))
            {
                throw Refusals.AnnexSameTitle();
            }
            if (there.Count >= AnnexRules.MostOfAHearing)
            {
                throw Refusals.AnnexTooMany();
            }
            var id = ids.Next();
            var values = new
            {
                Id = id,
                HearingId = hearing.Id,
                Title = title,
                AttachmentId = file.Id,
                Now = now,
            };
            await db.Run(InsertAnnex, values);
            await HearingStore.Touch(db, hearing.Id, now);
            return new Result(id);
        }
    }

    private sealed record There
    {
        public required long Id { get; init; }
        public required string Title { get; init; }
        public required string Sha256 { get; init; }
    }

    private const string SelectThere = """
        select a.Id, a.Title, f.Sha256
        from Annex a
        join Attachment f on f.Id = a.AttachmentId
        where a.HearingId = @HearingId and a.RemovedAt is null
        """;

    private const string InsertAnnex = """
        insert into Annex (Id, HearingId, Ordinal, Title, AttachmentId, AddedAt)
        select @Id, @HearingId, coalesce((select max(a.Ordinal) + 1 from Annex a where a.HearingId = @HearingId), 0), @Title,
            @AttachmentId, @Now
        """;

    private const string DeleteFile = "delete from Attachment where Id = @Id";
}
