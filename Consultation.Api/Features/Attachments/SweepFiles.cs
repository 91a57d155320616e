using Consultation.Api.Data;
using Consultation.Api.Files;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Attachments;

/// <summary>Takes files away that no row names, a day after they were stored: of uploads that were never sent, or broke off half-way.</summary>
public static class SweepFiles
{
    /// <summary>Which of these hashes a row names.</summary>
    [Requires(Permission.RunJobs)]
    internal sealed record Query(IReadOnlyList<string> Hashes) : IQuery<IReadOnlyList<string>>;

    internal sealed class Handler(Db db) : IRequestHandler<Query, IReadOnlyList<string>>
    {
        public async Task<IReadOnlyList<string>> Handle(Query request, CancellationToken cancellationToken) =>
            await db.All<string>(SelectNamed, new { request.Hashes });
    }

    internal sealed class Job(IMediator mediator, FileStore files, TimeProvider clock)
    {
        /// <summary>Answers how many files went.</summary>
        public Task<int> Run() => files.Sweep(clock.GetUtcNow() - ReplyRules.AttachmentWaits, hashes => mediator.Send(new Query(hashes)));
    }

    private const string SelectNamed = "select distinct Sha256 from Attachment where Sha256 in @Hashes";
}
