using Consultation.Api.Data;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;

namespace Consultation.Api.Features.Housekeeping;

/// <summary>
/// Takes away what has served its time: idempotency keys after the seven days that they are honoured, durable work that was
/// done a week ago, sessions and links of staff that have run out, and uploads that no reply has named within a day (the files follow, see SweepFiles). A piece at a time; answers how many rows went, zero when nothing is left to tidy.
/// </summary>
public static class Tidy
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>Rows a piece: well under 20 ms of the write lane.</summary>
    private const int Piece = 500;

    [Requires(Permission.RunJobs)]
    public sealed record Command : ICommand<int>;

    internal sealed class Handler(Db db, TimeProvider clock) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var values = new
            {
                Before = now - Kept,
                Seen = now - Accounts.StaffSessions.MostAge,
                Uploaded = now - ReplyRules.AttachmentWaits,
                Take = Piece,
            };
            return await db.Run(DeleteKeys, values)
                + await db.Run(DeleteWork, values)
                + await db.Run(DeleteUploads, values)
                + await db.Run(DeleteSessions, values)
                + await db.Run(DeleteLinks, values);
        }
    }

    private const string DeleteKeys = """
        delete from Idempotency
        where ReplyId in (select ReplyId from Idempotency where CreatedAt < @Before order by CreatedAt {first @Take})
        """;

    private const string DeleteUploads = """
        delete from Attachment
        where Id in (select Id from Attachment where TokenHash is not null and CreatedAt <= @Uploaded order by Id {first @Take})
        """;

    private const string DeleteSessions = """
        delete from StaffSession where Id in (select Id from StaffSession where SeenAt < @Seen order by Id {first @Take})
        """;

    private const string DeleteLinks = """
        delete from OneTimeLink where Id in (select Id from OneTimeLink where ExpiresAt < @Before order by Id {first @Take})
        """;

    private const string DeleteWork = """
        delete from Outbox where Id in (select Id from Outbox where DoneAt < @Before order by Id {first @Take})
        """;
}
