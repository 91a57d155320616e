using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Replies;
using Consultation.Domain;

namespace Consultation.Api.Features.Search;

/// <summary>
/// The full-text index, kept in the transaction of the command that changes what is published. It holds only what is published: what was
/// redacted, withheld or withdrawn is found by nobody. Inside a command only.
/// </summary>
internal static class SearchIndex
{
    /// <summary>Replies to one round that have just been stored, numbered from <paramref name="first"/> on.</summary>
    public static async Task Add(Db db, IReadOnlyList<NewReply> replies, int first)
    {
        var found = replies
            .Select((reply, place) => (Reply: reply, Number: first + place, State: Shelf.StateOf(reply.Publication)))
            .Where(one => one.State is not null)
            .Select(one => (one.Reply, one.Number, State: one.State!, Text: one.Reply.Search ?? SearchText.Of(one.Reply.Content)))
            .ToList();
        await AddWords(db, found.SelectMany(one => one.Text.Words).ToHashSet(StringComparer.Ordinal));
        foreach (var state in found.GroupBy(one => one.State, StringComparer.Ordinal))
        {
            var shelf = await Shelf.Of(db, replies[0].HearingId, replies[0].RoundId, state.Key);
            foreach (var (reply, number, _, text) in state)
            {
                await Put(db, Shelf.Row(shelf, number), reply.Id, text.Without(reply.PrivateQuestions));
            }
        }
    }

    /// <summary>
    /// Brings the index in line with a reply as it stands in its tables now. To be called after every change of a reply's published
    /// content or of its state of publication, in the same command, when both are written.
    /// </summary>
    public static async Task Refresh(Db db, IdGenerator ids, long reply)
    {
        var row = await db.First<ReplyRow>(SelectReply, new { Id = reply });
        if (row is null)
        {
            return;
        }
        foreach (var shelf in await db.All<long>(SelectShelves, new { row.RoundId }))
        {
            var at = Shelf.Row(shelf, row.Number);
            await db.RunLast(DeleteReply, at, new { Row = at });
        }
        if (Shelf.StateOf(row.Publication) is { } state)
        {
            var text = SearchText.Of(await HeldReply.Content(db, row.Id));
            var shelf = await Shelf.Of(db, row.HearingId, row.RoundId, state);
            await AddWords(db, text.Words);
            await Put(db, Shelf.Row(shelf, row.Number), ids.Next(), text.Without(PrivateQuestions(row.Questions)));
        }
    }

    /// <summary>Brings the index in line with a hearing: title, summary, translations, and its documents as far as they are short.</summary>
    public static async Task RefreshHearing(Db db, IdGenerator ids, long hearing)
    {
        var text = SearchText.Of(await HearingText.Of(db, hearing));
        await AddWords(db, text.Words);
        await db.RunLast(DeleteHearing, hearing, new { Row = hearing });
        await db.RunLast(
            InsertHearing,
            hearing,
            new
            {
                Row = hearing,
                text.Tokens,
                Fresh = ids.Next(),
            }
        );
    }

    /// <summary>Keys of the questions whose answers are for the ministry alone.</summary>
    public static IReadOnlyCollection<string> PrivateQuestions(string storedQuestions) =>
        storedQuestions.Length <= 2
            ? []
            : [.. Stored.Read<Question[]>(storedQuestions).Where(question => !question.Public).Select(question => question.Key)];

    private static Task Put(Db db, long row, long fresh, string tokens) =>
        db.RunLast(
            InsertReply,
            row,
            new
            {
                Row = row,
                Tokens = tokens,
                Fresh = fresh,
            }
        );

    private static async Task AddWords(Db db, IReadOnlyCollection<string> words)
    {
        if (words.Count > 0)
        {
            // In one order everywhere, so that two nodes never wait for each other.
            var rows = words
                .Order(StringComparer.Ordinal)
                .Select(word => new { Word = word, Reversed = string.Create(word.Length, word, static (to, from) => Turn(from, to)) });
            await db.Run(InsertWord, rows);
            db.Effects.Words.AddRange(words);
        }
    }

    private static void Turn(string word, Span<char> reversed)
    {
        word.CopyTo(reversed);
        reversed.Reverse();
    }

    private sealed record ReplyRow
    {
        public required long Id { get; init; }
        public required long HearingId { get; init; }
        public required long RoundId { get; init; }
        public required int Number { get; init; }
        public required Publication Publication { get; init; }
        public required string Questions { get; init; }
    }

    private const string SelectReply = """
        select r.Id, r.HearingId, r.RoundId, r.Number, r.Publication, h.Questions
        from Reply r
        join Hearing h on h.Id = r.HearingId
        where r.Id = @Id
        """;

    private const string SelectShelves = "select Id from SearchShelf where RoundId = @RoundId";

    private const string InsertReply = "insert into SearchReply (rowid, Tokens, Fresh) values (@Row, @Tokens, @Fresh)";

    private const string DeleteReply = "delete from SearchReply where rowid = @Row";

    private const string InsertHearing = "insert into SearchHearing (rowid, Tokens, Fresh) values (@Row, @Tokens, @Fresh)";

    private const string DeleteHearing = "delete from SearchHearing where rowid = @Row";

    private const string InsertWord = """
        insert into SearchWord (Word, Reversed)
        select @Word, @Reversed
        where not exists (select 1 from SearchWord {locked} where Word = @Word)
        """;
}
