using System.Globalization;
using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Domain;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Reports;

/// <summary>Replies with everything that one can say, stored as the program stores them, and what later happens to them.</summary>
internal static class StoredReplies
{
    public static readonly Question[] Questions =
    [
        new()
        {
            Key = "hvorfor",
            Kind = QuestionKind.Text,
            Label = "Hvorfor mener du det?",
        },
        new()
        {
            Key = "grense",
            Kind = QuestionKind.Single,
            Label = "Hvor bør grensen gå?",
            Options = [new("lav", "Lavt"), new("hoy", "Høyt <50 dB>")],
        },
        new()
        {
            Key = "hvem",
            Kind = QuestionKind.Multiple,
            Label = "Hvem rammes?",
            Options = [new("naboer", "Naboer"), new("skip", "Skip"), new("ingen", "Ingen")],
        },
        new()
        {
            Key = "enig",
            Kind = QuestionKind.Scale,
            Label = "Hvor enig er du?",
            Scale = new QuestionScale(1, 4, "Helt uenig", "Helt enig"),
        },
        new()
        {
            Key = "bor",
            Kind = QuestionKind.YesNo,
            Label = "Bor du ved en havn?",
        },
        new()
        {
            Key = "intern",
            Kind = QuestionKind.Single,
            Label = "Kun for departementet",
            Options = [new("a", "A"), new("b", "B")],
            Public = false,
        },
    ];

    public static Answer[] Answers(string limit, int agreed, bool near, params string[] who) =>
        [
            new("grense", QuestionKind.Single, [limit]),
            .. who.Length > 0 ? [new Answer("hvem", QuestionKind.Multiple, who)] : Array.Empty<Answer>(),
            new("enig", QuestionKind.Scale, [agreed.ToString(CultureInfo.InvariantCulture)]),
            new("bor", QuestionKind.YesNo, [near ? "true" : "false"]),
            new("intern", QuestionKind.Single, ["a"]),
        ];

    /// <summary>One for all: each would begin a millisecond at random, and two in one might meet.</summary>
    private static readonly IdGenerator _ids = new(TimeProvider.System);

    public static long Id(string id) => long.Parse(id, CultureInfo.InvariantCulture);

    public static Task<int> AskAll(this TestApp app, string hearing, params Question[] questions) =>
        app.Database.Write(db =>
            db.Run(
                "update Hearing set Questions = @Questions where Id = @Id",
                new { Id = Id(hearing), Questions = Stored.Json(questions.Length == 0 ? Questions : questions) }
            )
        );

    /// <summary>The document and its paragraphs, in order.</summary>
    public static async Task<(long Document, long[] Paragraphs)> Places(this TestApp app, string hearing)
    {
        var document = (await app.Staff.GetAsync($"/api/v1/hearings/{hearing}").Json(200))["documents"]![0]!;
        return (Id(document.Text("id")), [.. document["paragraphs"]!.AsArray().Select(paragraph => Id(paragraph!.Text("id")))]);
    }

    /// <summary>Stores a reply; answers its number.</summary>
    public static async Task<int> Store(
        this TestApp app,
        string hearing,
        ReplyContent content,
        Publication publication = Publication.Published,
        SenderType sender = SenderType.Person
    ) => (await app.StoreAll(hearing, [content], publication, sender))[0];

    public static Task<int[]> StoreAll(
        this TestApp app,
        string hearing,
        IReadOnlyList<ReplyContent> contents,
        Publication publication = Publication.Published,
        SenderType sender = SenderType.Person
    ) =>
        app.Database.Write(async db =>
        {
            var numbers = new List<int>();
            foreach (var content in contents)
            {
                numbers.Add(await Insert(app, db, hearing, content, publication, sender));
            }
            return numbers.ToArray();
        });

    public static async Task<int> Insert(
        TestApp app,
        Db db,
        string hearing,
        ReplyContent content,
        Publication publication,
        SenderType sender = SenderType.Person
    )
    {
        var round = (await HearingStore.Rounds(db, Id(hearing)))[0];
        var reply = new NewReply
        {
            Id = _ids.Next(),
            HearingId = Id(hearing),
            RoundId = round.Id,
            ClosesAt = round.ClosesAt,
            SenderType = sender,
            Verified = Verification.None,
            Content = content,
            ReceivedAt = app.Clock.GetUtcNow(),
            Late = app.Clock.GetUtcNow() >= round.ClosesAt,
            Publication = publication,
            Channel = "test",
            Sha256 = "0",
            UpdatedAt = app.Clock.GetUtcNow(),
        };
        return await NewReply.Insert(db, _ids, reply);
    }

    /// <summary>A file as it lies after it was uploaded; answers it.</summary>
    public static Task<AttachedFile> File(this TestApp app, string name, bool hidden = false) =>
        app.Database.Write(async db =>
        {
            var file = new AttachedFile(_ids.Next(), name, "application/pdf", 1234, new string('a', 64), hidden);
            await db.Run(
                """
                insert into Attachment (Id, FileName, ContentType, Size, Sha256, CreatedAt)
                values (@Id, @FileName, @ContentType, @Size, @Sha256, @Now)
                """,
                new
                {
                    file.Id,
                    file.FileName,
                    file.ContentType,
                    file.Size,
                    file.Sha256,
                    Now = app.Clock.GetUtcNow(),
                }
            );
            return file;
        });

    /// <summary>Another state of a reply, as a decision or its sender makes it: reply, counters and version in one transaction.</summary>
    public static Task<int> Move(this TestApp app, string hearing, int number, Publication becomes, Ground? ground = null) =>
        app.Database.Write(db => Move(app, db, hearing, number, becomes, ground));

    public static async Task<int> Move(TestApp app, Db db, string hearing, int number, Publication becomes, Ground? ground = null)
    {
        var values = new
        {
            Hearing = Id(hearing),
            Number = number,
            Becomes = becomes.Code(),
            Ground = ground?.Code(),
            Now = app.Clock.GetUtcNow(),
        };
        var was = (await db.First<string>("select Publication from Reply where HearingId = @Hearing and Number = @Number", values))!;
        var round = (await HearingStore.Rounds(db, Id(hearing)))[0];
        await db.Run($"update RoundCounter set {was} = {was} - 1 where RoundId = @Id", new { round.Id });
        await db.Run($"update RoundCounter set {becomes} = {becomes} + 1 where RoundId = @Id", new { round.Id });
        await db.Run(
            """
            update Reply set Publication = @Becomes, Ground = @Ground, UpdatedAt = @Now where HearingId = @Hearing and Number = @Number
            """,
            values
        );
        await HearingStore.Touch(db, Id(hearing), app.Clock.GetUtcNow());
        return number;
    }
}
