using Consultation.Api.Data;
using Consultation.Domain;

namespace Consultation.Api.Jobs;

/// <summary>
/// What shall follow a command, written in the command's own transaction: it happens if and only if the command did, at least
/// once, and whoever does it must not mind doing it twice.
/// </summary>
internal static class Outbox
{
    public static async Task Add(Db db, IdGenerator ids, string kind, long subject, DateTimeOffset dueAt, DateTimeOffset now)
    {
        var queue = Work.QueueOf(kind);
        await db.Run(
            InsertWork,
            new
            {
                Id = ids.Next(),
                Kind = kind,
                Queue = queue,
                Subject = subject,
                DueAt = dueAt,
                Now = now,
            }
        );
        db.Effects.Work.Add((queue, dueAt));
    }

    private const string InsertWork = """
        insert into Outbox (Id, Kind, Queue, Subject, DueAt, Attempts, CreatedAt) values (@Id, @Kind, @Queue, @Subject, @DueAt, 0, @Now)
        """;
}
