using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain;

namespace Consultation.Api.Features.Exports;

/// <summary>What an export shall hold: whose eyes it is for, which replies, and which questions have a column.</summary>
internal sealed record ExportOrder
{
    /// <summary>Grows when a column is added or means something else.</summary>
    public const int SchemaVersion = 1;

    private static readonly string[] First =
    [
        "number",
        "round",
        "receivedAt",
        "late",
        "senderType",
        "senderName",
        "organisationNumber",
        "verified",
        "position",
        "publication",
        "language",
        "text",
    ];

    private static readonly string[] Last = ["comments", "attachments", "campaign"];
    private static readonly string[] ForStaff = ["reference", "email", "channel"];

    public required long HearingId { get; init; }
    public required Scope Scope { get; init; }
    public required ReplyFilter Filter { get; init; }

    /// <summary>In the hearing's order; those that are not public only in <see cref="Scope.All"/>.</summary>
    public required IReadOnlyList<Question> Questions { get; init; }

    /// <summary>Told how many rows have been written, batch by batch; null: nobody asks.</summary>
    public Action<int>? Written { get; init; }

    public bool IsAll => Scope == Scope.All;

    public string[] Columns => [.. First, .. Questions.Select(Column), .. Last, .. IsAll ? ForStaff : []];

    public static string Column(Question question) => "q:" + question.Key;
}

/// <summary>Which replies are wanted, as in the list of them; null leaves a thing open.</summary>
/// <param name="Round">The round's number.</param>
public sealed record ReplyFilter(SenderType? SenderType = null, Position? Position = null, int? Round = null);
