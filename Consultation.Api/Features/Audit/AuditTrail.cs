using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Moderation;
using Consultation.Api.Pipeline;
using Consultation.Domain;

namespace Consultation.Api.Features.Audit;

/// <summary>
/// Who did what to which hearing or user: one line for each command that needs a permission, written in its transaction. Of the command
/// itself only ids, numbers and choices are told; free text, and with it what citizens wrote, never comes here.
/// </summary>
internal sealed class AuditTrail(TimeProvider clock, IdGenerator ids, CurrentUser user)
{
    private const int MostDetail = 1000;

    /// <summary>Numbers, codes and choices of staff that say what exactly was done.</summary>
    private static readonly string[] Told =
    [
        "Number",
        "Round",
        "Document",
        "Replies",
        "Decision",
        "Ground",
        "Role",
        "Ministry",
        "Disabled",
        "Evening",
        "Id",
    ];

    private static readonly ConcurrentDictionary<Type, bool> Kept = new();

    /// <summary>Whatever needs a permission, but for the program's own jobs and for what decides nothing.</summary>
    public static bool Keeps(Type request) =>
        Kept.GetOrAdd(
            request,
            static type =>
                type.GetCustomAttribute<RequiresAttribute>() is { } needed
                && needed.Permission != Permission.RunJobs
                && !type.IsDefined(typeof(NotLoggedAttribute), false)
        );

    public Task<int> Add(Db db, object request, object? result) =>
        Insert(
            db,
            request.GetType(),
            user.Name ?? "",
            Value(request, "HearingId") as long? ?? (result as CreateHearing.Result)?.Id,
            Value(request, "UserId") as long? ?? (result is null ? null : Value(result, "UserId") as long?),
            Detail(request)
        );

    /// <summary>A line for what somebody does who is not signed in yet: with the link, or the code, that shows who it is.</summary>
    public Task<int> AddOf<TRequest>(Db db, long userId, string name) => Insert(db, typeof(TRequest), name, null, userId, null, userId);

    private Task<int> Insert(Db db, Type request, string actor, long? hearing, long? subject, string? detail, long? by = null) =>
        db.Run(
            InsertEntry,
            new
            {
                Id = ids.Next(),
                Now = Instants.Floor(clock.GetUtcNow()),
                UserId = by ?? user.UserId,
                user.KeyId,
                Actor = actor,
                Action = NameOf(request),
                user.MinistryId,
                HearingId = hearing,
                SubjectUserId = subject,
                Detail = detail,
            }
        );

    /// <summary>Of the use case.</summary>
    public static string NameOf(Type request) => request.DeclaringType?.Name ?? request.Name;

    private static string? Detail(object request)
    {
        // A code may also be a secret: only a ministry's is told.
        var code = (request as Ministries.SaveMinistry.Command)?.Code;
        var parts = Told.Select(name => (Name: name, Value: Text(Value(request, name) ?? (name == "Ministry" ? code : null))))
            .Where(part => part.Value is not null);
        var text = string.Join("; ", parts.Select(part => $"{char.ToLowerInvariant(part.Name[0])}{part.Name[1..]} {part.Value}"));
        return text.Length switch
        {
            0 => null,
            > MostDetail => text[..(MostDetail - 1)] + "…",
            _ => text,
        };
    }

    private static string? Text(object? value) =>
        value switch
        {
            null => null,
            IEnumerable<DecideReplies.NumberedVersion> replies => string.Join(", ", replies.Select(reply => Text(reply.Number))),
            string or int or long or bool or Enum => Convert.ToString(value, CultureInfo.InvariantCulture),
            _ => null,
        };

    private static object? Value(object of, string name) => of.GetType().GetProperty(name)?.GetValue(of);

    private const string InsertEntry = """
        insert into AuditEntry (Id, At, UserId, KeyId, Actor, Action, MinistryId, HearingId, SubjectUserId, Detail)
        select @Id, @Now, @UserId, @KeyId, @Actor, @Action,
            coalesce((select h.MinistryId from Hearing h where h.Id = @HearingId), @MinistryId), @HearingId, @SubjectUserId, @Detail
        """;
}
