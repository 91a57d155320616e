using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Domain;
using Consultation.Domain.Invitations;

namespace Consultation.Api.Features.Replies;

/// <summary>Comments and attachments of replies, which lie in tables of their own, and the answers' column.</summary>
internal static class ReplyParts
{
    public static string? Stored(IReadOnlyList<Answer> answers) => answers.Count == 0 ? null : Hearings.Stored.Json(answers);

    public static IReadOnlyList<Answer> Answers(string? stored) => stored is null ? [] : Hearings.Stored.Read<Answer[]>(stored);

    /// <summary>What a reply's sender is known by among the invited bodies; nobody invites a person by name.</summary>
    public static string? SenderKey(SenderType type, string? name) => type == SenderType.Person ? null : InvitationRules.NameKey(name);

    /// <summary>Inside a command only.</summary>
    public static async Task Insert(Db db, IdGenerator ids, long reply, long hearing, ReplyContent content)
    {
        if (content.Comments.Count > 0)
        {
            await db.Run(InsertComment, content.Comments.Select((comment, ordinal) => Row(ids.Next(), reply, hearing, ordinal, comment)));
        }
        if (content.Attachments.Count > 0)
        {
            var links = content.Attachments.Select(
                (file, ordinal) =>
                    new
                    {
                        ReplyId = reply,
                        Ordinal = ordinal,
                        AttachmentId = file.Id,
                        file.Hidden,
                    }
            );
            await db.Run(InsertAttachment, links);
        }
    }

    /// <summary>Puts other content in place of what is published of a reply, in every column and table that holds it. Inside a command only.</summary>
    public static async Task Replace(Db db, IdGenerator ids, long reply, long hearing, ReplyContent content)
    {
        await db.Run(DeleteComments, new { ReplyId = reply });
        await db.Run(DeleteAttachments, new { ReplyId = reply });
        if (content.Sender is { } sender)
        {
            await db.Run(
                UpdateSender,
                new
                {
                    Id = reply,
                    SenderType = sender.Type.Code(),
                    sender.OrganisationNumber,
                    Verified = sender.Verified.Code(),
                    sender.Language,
                }
            );
        }
        await db.Run(
            UpdateContent,
            new
            {
                Id = reply,
                content.SenderName,
                SenderKey = InvitationRules.NameKey(content.SenderName),
                SenderSort = SenderOrder.KeyOf(content.SenderName),
                content.OnBehalfOf,
                Position = content.Position.Code(),
                Excerpt = Excerpt.From(content.Text),
                content.Text,
                Answers = Stored(content.Answers),
                Comments = content.Comments.Count,
                Attachments = content.Attachments.Count,
            }
        );
        await Insert(db, ids, reply, hearing, content);
    }

    /// <summary>Comments of these replies, each in the order sent.</summary>
    public static async Task<ILookup<long, Comment>> Comments(Db db, IReadOnlyCollection<long> replies) =>
        replies.Count == 0
            ? Enumerable.Empty<CommentRow>().ToLookup(row => row.ReplyId, row => row.Comment)
            : (await db.All<CommentRow>(SelectComments, new { Replies = replies })).ToLookup(row => row.ReplyId, row => row.Comment);

    /// <summary>Attachments of these replies, each in the order sent.</summary>
    public static async Task<ILookup<long, AttachedFile>> Attachments(Db db, IReadOnlyCollection<long> replies) =>
        replies.Count == 0
            ? Enumerable.Empty<FileRow>().ToLookup(row => row.ReplyId, row => row.File)
            : (await db.All<FileRow>(SelectAttachments, new { Replies = replies })).ToLookup(row => row.ReplyId, row => row.File);

    private static object Row(long id, long reply, long hearing, int ordinal, Comment comment) =>
        new
        {
            Id = id,
            ReplyId = reply,
            HearingId = hearing,
            Ordinal = ordinal,
            comment.DocumentId,
            comment.DocumentVersion,
            Target = comment.Target.Code(),
            comment.ParagraphId,
            QuoteStart = comment.Quote?.Start,
            QuoteLength = comment.Quote?.Length,
            Quote = comment.Quote?.Text,
            Stance = comment.Stance?.Code(),
            comment.Text,
        };

    private sealed record CommentRow
    {
        public required long ReplyId { get; init; }
        public required CommentTarget Target { get; init; }
        public required long DocumentId { get; init; }
        public required int DocumentVersion { get; init; }
        public long? ParagraphId { get; init; }
        public int? QuoteStart { get; init; }
        public int? QuoteLength { get; init; }
        public string? Quote { get; init; }
        public Stance? Stance { get; init; }
        public string? Text { get; init; }

        public Comment Comment =>
            new()
            {
                Target = Target,
                DocumentId = DocumentId,
                DocumentVersion = DocumentVersion,
                ParagraphId = ParagraphId,
                Quote = Quote is null ? null : new Quote(QuoteStart ?? 0, QuoteLength ?? 0, Quote),
                Stance = Stance,
                Text = Text,
            };
    }

    private sealed record FileRow
    {
        public required long ReplyId { get; init; }
        public required long Id { get; init; }
        public required string FileName { get; init; }
        public required string ContentType { get; init; }
        public required long Size { get; init; }
        public required string Sha256 { get; init; }
        public required bool Hidden { get; init; }

        public AttachedFile File => new(Id, FileName, ContentType, Size, Sha256, Hidden);
    }

    private const string InsertComment = """
        insert into ReplyComment (Id, ReplyId, HearingId, Ordinal, DocumentId, DocumentVersion, Target, ParagraphId, QuoteStart, QuoteLength,
            Quote, Stance, Text)
        values (@Id, @ReplyId, @HearingId, @Ordinal, @DocumentId, @DocumentVersion, @Target, @ParagraphId, @QuoteStart, @QuoteLength,
            @Quote, @Stance, @Text)
        """;

    private const string InsertAttachment = """
        insert into ReplyAttachment (ReplyId, Ordinal, AttachmentId, Hidden) values (@ReplyId, @Ordinal, @AttachmentId, @Hidden)
        """;

    private const string DeleteComments = "delete from ReplyComment where ReplyId = @ReplyId";

    private const string DeleteAttachments = "delete from ReplyAttachment where ReplyId = @ReplyId";

    private const string UpdateContent = """
        update Reply
        set SenderName = @SenderName, SenderKey = case when SenderType = 'person' then null else @SenderKey end, OnBehalfOf = @OnBehalfOf,
            SenderSort = @SenderSort, Position = @Position, Excerpt = @Excerpt, Text = @Text, Answers = @Answers, Comments = @Comments, Attachments = @Attachments
        where Id = @Id
        """;

    private const string UpdateSender = """
        update Reply
        set SenderType = @SenderType, OrganisationNumber = @OrganisationNumber, Verified = @Verified, Language = @Language
        where Id = @Id
        """;

    private const string SelectComments = """
        select ReplyId, Target, DocumentId, DocumentVersion, ParagraphId, QuoteStart, QuoteLength, Quote, Stance, Text
        from ReplyComment
        where ReplyId in @Replies
        order by ReplyId, Ordinal
        """;

    private const string SelectAttachments = """
        select ra.ReplyId, a.Id, a.FileName, a.ContentType, a.Size, a.Sha256, ra.Hidden
        from ReplyAttachment ra
        join Attachment a on a.Id = ra.AttachmentId
        where ra.ReplyId in @Replies
        order by ra.ReplyId, ra.Ordinal
        """;
}
