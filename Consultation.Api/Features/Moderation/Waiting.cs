using Consultation.Api.Data;
using Consultation.Api.Pipeline;

namespace Consultation.Api.Features.Moderation;

/// <summary>What brings a reply into the queue although it is published, and what puts it at its end; both go with a decision.</summary>
internal static class Waiting
{
    /// <summary>More than these are not read.</summary>
    private const int MostFlags = 50;

    /// <summary>Somebody has decided on the reply, or looked at what was told of it. Inside a command only.</summary>
    public static async Task Ended(Db db, StoredReply.Row reply, CurrentUser user, DateTimeOffset now)
    {
        if (reply.Flags == 0 && reply.SetAsideAt is null)
        {
            return;
        }
        var values = new
        {
            reply.Id,
            Name = user.Name ?? "",
            Now = now,
        };
        await db.Run(UpdateFlags, values);
        await db.Run(UpdateReply, values);
    }

    /// <summary>Oldest first.</summary>
    public static async Task<IReadOnlyList<GetModeration.FlagView>> Flags(Db db, long reply) =>
        [.. (await db.All<GetModeration.FlagView>(SelectFlags, new { ReplyId = reply, Take = MostFlags })).Reverse()];

    private const string UpdateFlags = """
        update ReplyFlag set HandledAt = @Now, HandledBy = @Name, Email = null where ReplyId = @Id and HandledAt is null
        """;

    private const string UpdateReply = "update Reply set Flags = 0, SetAsideAt = null, SetAsideBy = null where Id = @Id";

    private const string SelectFlags = """
        select Reason, Text, Email, MadeAt, HandledAt, HandledBy from ReplyFlag where ReplyId = @ReplyId order by Id desc {first @Take}
        """;
}
