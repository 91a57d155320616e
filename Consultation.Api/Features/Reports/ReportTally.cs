using Consultation.Api.Features.Replies;
using Consultation.Domain;

namespace Consultation.Api.Features.Reports;

/// <summary>Counts rows one by one; tallies of two stretches of rows add up to the tally of both.</summary>
internal sealed class ReportTally
{
    private readonly int[] _states = new int[Enum.GetValues<Publication>().Length];

    /// <summary>Of all replies.</summary>
    public Breakdown All { get; } = new();

    /// <summary>Of those that the public can read.</summary>
    public Breakdown Public { get; } = new();
    public int Late { get; private set; }
    public int WithRemarks { get; private set; }
    public int WithoutRemarks { get; private set; }

    /// <summary>When the last of them arrived or was changed.</summary>
    public DateTimeOffset LastChange { get; private set; }

    /// <summary>Redacted ones that await the deadline.</summary>
    public int WaitingRedacted { get; private set; }

    /// <summary>How many are counted in this state (<see cref="ReplyRules.Counted"/>); what awaits the deadline as that, also after it.</summary>
    public int In(Publication state) => _states[(int)state];

    public int Replies => _states.Sum();

    /// <param name="asOf">Whether what awaits the deadline is public is judged as of then.</param>
    public void Add(ReadReplyRows.Row row, TimeZoneInfo zone, DateTimeOffset asOf)
    {
        _states[(int)ReplyRules.Counted(row.Publication, row.Ground)]++;
        WaitingRedacted += row is { Publication: Publication.AwaitingDeadline, Ground: not null } ? 1 : 0;
        Late += row.Late ? 1 : 0;
        WithRemarks += row.Position == Position.WithRemarks ? 1 : 0;
        WithoutRemarks += row.Position == Position.WithoutRemarks ? 1 : 0;
        LastChange = row.UpdatedAt > LastChange ? row.UpdatedAt : LastChange;
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(row.ReceivedAt, zone).Date);
        var answers = row.Answers;
        All.Add(row, day, answers);
        if (ReplyRules.IsPublic(row.Publication, row.ClosesAt, asOf))
        {
            Public.Add(row, day, answers);
        }
    }

    public void Add(ReportTally other)
    {
        for (var state = 0; state < _states.Length; state++)
        {
            _states[state] += other._states[state];
        }
        WaitingRedacted += other.WaitingRedacted;
        Late += other.Late;
        WithRemarks += other.WithRemarks;
        WithoutRemarks += other.WithoutRemarks;
        LastChange = other.LastChange > LastChange ? other.LastChange : LastChange;
        All.Add(other.All);
        Public.Add(other.Public);
    }
}

/// <summary>Counts by sender, day, answer and place. Its size follows from the hearing (days, options, paragraphs), not from the replies.</summary>
internal sealed class Breakdown
{
    private static readonly int Stances = Enum.GetValues<Stance>().Length;
    private readonly Dictionary<DateOnly, int> _days = [];
    private readonly Dictionary<string, Answers> _answers = new(StringComparer.Ordinal);
    private readonly int[] _senders = new int[Enum.GetValues<SenderType>().Length];

    public IReadOnlyDictionary<DateOnly, int> Days => _days;

    /// <summary>By the paragraph's or the heading's id.</summary>
    public Dictionary<long, int[]> Paragraphs { get; } = [];

    /// <summary>By the document's id.</summary>
    public Dictionary<long, int[]> Documents { get; } = [];

    public int Of(SenderType type) => _senders[(int)type];

    public Answers? To(string question) => _answers.GetValueOrDefault(question);

    /// <summary>Comments on a place: all of them first, then those of each stance.</summary>
    public static int OfStance(int[] place, Stance stance) => place[1 + (int)stance];

    public void Add(ReadReplyRows.Row row, DateOnly day, IReadOnlyList<Answer> answers)
    {
        _senders[(int)row.SenderType]++;
        _days[day] = _days.GetValueOrDefault(day) + 1;
        foreach (var answer in answers)
        {
            AnswersTo(answer.Question).Add(answer);
        }
        foreach (var comment in row.Comments)
        {
            var place = comment.ParagraphId is { } paragraph ? Place(Paragraphs, paragraph) : Place(Documents, comment.DocumentId);
            place[0]++;
            if (comment.Stance is { } stance)
            {
                place[1 + (int)stance]++;
            }
        }
    }

    public void Add(Breakdown other)
    {
        for (var sender = 0; sender < _senders.Length; sender++)
        {
            _senders[sender] += other._senders[sender];
        }
        foreach (var (day, count) in other._days)
        {
            _days[day] = _days.GetValueOrDefault(day) + count;
        }
        foreach (var (question, answers) in other._answers)
        {
            AnswersTo(question).Add(answers);
        }
        Add(Paragraphs, other.Paragraphs);
        Add(Documents, other.Documents);
    }

    private Answers AnswersTo(string question) =>
        _answers.TryGetValue(question, out var known) ? known : _answers[question] = new Answers();

    private static int[] Place(Dictionary<long, int[]> places, long id) =>
        places.TryGetValue(id, out var known) ? known : places[id] = new int[1 + Stances];

    private static void Add(Dictionary<long, int[]> places, Dictionary<long, int[]> others)
    {
        foreach (var (id, counts) in others)
        {
            var place = Place(places, id);
            for (var i = 0; i < counts.Length; i++)
            {
                place[i] += counts[i];
            }
        }
    }

    /// <summary>How often each value was chosen; of text only that there was an answer.</summary>
    internal sealed class Answers
    {
        private readonly Dictionary<string, int> _values = new(StringComparer.Ordinal);

        public int Answered { get; private set; }
        public IReadOnlyDictionary<string, int> Values => _values;

        public void Add(Answer answer)
        {
            Answered++;
            foreach (var value in answer.Kind == QuestionKind.Text ? [] : answer.Values)
            {
                _values[value] = _values.GetValueOrDefault(value) + 1;
            }
        }

        public void Add(Answers other)
        {
            Answered += other.Answered;
            foreach (var (value, count) in other._values)
            {
                _values[value] = _values.GetValueOrDefault(value) + count;
            }
        }
    }
}
