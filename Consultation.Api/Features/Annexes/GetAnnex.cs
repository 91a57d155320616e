using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Annexes;

/// <summary>A hearing's file: everybody's once the hearing is published, before that its own staff's alone.</summary>
public static class GetAnnex
{
    [Public]
    public sealed record Query(long HearingId, long AnnexId) : IQuery<AttachedFile>;

    /// <summary>By a link to a draft (<see cref="Hearings.GetPreviewLink"/>); not found when it is wrong or too old.</summary>
    [Public]
    public sealed record ByPreview(string Token, long AnnexId) : IQuery<AttachedFile>;

    internal sealed class Validator : AbstractValidator<ByPreview>
    {
        public Validator() => RuleFor(q => q.Token).Filled().AtMost(200);
    }

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Query, AttachedFile>
    {
        public Task<AttachedFile> Handle(Query request, CancellationToken cancellationToken) =>
            Read(db, request.HearingId, request.AnnexId, user.IsStaff, user.MinistryId);
    }

    internal sealed class PreviewHandler(Db db, TimeProvider clock, Secrets secrets) : IRequestHandler<ByPreview, AttachedFile>
    {
        public Task<AttachedFile> Handle(ByPreview request, CancellationToken cancellationToken) =>
            secrets.PreviewOf(request.Token) is var (hearing, ends) && ends > clock.GetUtcNow()
                ? Read(db, hearing, request.AnnexId, isStaff: true, ministry: null)
                : throw Refusals.NotFound();
    }

    private static async Task<AttachedFile> Read(Db db, long hearing, long annex, bool isStaff, long? ministry)
    {
        var values = new
        {
            HearingId = hearing,
            AnnexId = annex,
            IsStaff = isStaff,
            MinistryId = ministry,
        };
        var row = await db.First<Row>(SelectFile, values) ?? throw Refusals.NotFound();
        return new AttachedFile(row.Id, row.FileName, row.ContentType, row.Size, row.Sha256);
    }

    private sealed record Row
    {
        public required long Id { get; init; }
        public required string FileName { get; init; }
        public required string ContentType { get; init; }
        public required long Size { get; init; }
        public required string Sha256 { get; init; }
    }

    private const string SelectFile = """
        select f.Id, f.FileName, f.ContentType, f.Size, f.Sha256
        from Annex a
        join Hearing h on h.Id = a.HearingId
        join Attachment f on f.Id = a.AttachmentId
        where a.Id = @AnnexId and a.HearingId = @HearingId
            and (h.PublishedAt is not null or (@IsStaff = 1 and (@MinistryId is null or h.MinistryId = @MinistryId)))
        """;
}
