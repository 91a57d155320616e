using Consultation.Bench.Product;

namespace Consultation.Bench.Storms.Deadline;

/// <summary>A form leads its sender to a receipt; what that says is asked for afterwards, as anybody may who has its reference.</summary>
internal static class Receipts
{
    public static async Task FetchAsync(StaffClient server, IReadOnlyList<Submission> sent, CancellationToken cancellationToken)
    {
        foreach (var one in sent.Where(one => one is { IsForm: true, Status: 303, Location: not null }))
        {
            var reference = one.Location!.Split('/')[^1];
            one.Receipt = Receipt.Of(await server.SendAsync(HttpMethod.Get, $"receipts/{reference}", null, cancellationToken));
        }
    }
}
