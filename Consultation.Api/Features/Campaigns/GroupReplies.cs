using Consultation.Api.Jobs;
using Consultation.Domain;
using Consultation.Domain.Campaigns;
using MediatR;

namespace Consultation.Api.Features.Campaigns;

/// <summary>
/// Brings a hearing's campaigns up to date: reads what came or changed since this server last did (everything, when it never did),
/// groups it in memory, and writes what is different. Which campaigns there are follows from the texts alone, so whichever server does
/// it, and however often, the same is written.
/// </summary>
internal static class GroupReplies
{
    /// <summary>Looking back takes at most one part in so many of a server's time.</summary>
    private const int Breath = 10;

    internal sealed class Job(IMediator mediator, CampaignMemory memory, TimeProvider clock) : IWork, IDisposable
    {
        /// <summary>The database of one scope is read by one at a time.</summary>
        private readonly SemaphoreSlim _reading = new(1);
        private long _renewed = clock.GetTimestamp();

        public void Dispose() => _reading.Dispose();

        /// <summary>The piece of work that is being done; a job is made for each.</summary>
        private sealed record Turn(long Hearing, Lease Lease, CancellationToken Cancellation);

        public string Kind => Work.GroupCampaigns;

        public async Task Run(long subject, Lease lease, CancellationToken cancellation)
        {
            var turn = new Turn(subject, lease, cancellation);
            var revision = await mediator.Send(new BeginGrouping.Command(subject, lease), cancellation);
            var campaigns = memory.Take(subject);
            var now = Instants.Floor(clock.GetUtcNow());
            if (campaigns.ReadAt is { } readAt && now - readAt > BeginGrouping.ChangesKept / 2)
            {
                campaigns = new HearingCampaigns();
            }
            await (campaigns.ReadAt is { } since ? ReadChanged(turn, campaigns, since) : ReadExpected(turn, campaigns));
            campaigns.ReadAt = now;
            await ReadNew(turn, campaigns);
            await Supply(turn, campaigns, campaigns.Index.LearnCampaigns);
            await LookBack(turn, campaigns);
            if (campaigns.Revision != revision)
            {
                await ReadStored(turn, campaigns);
            }
            campaigns.Revision = await Write(turn, campaigns, revision);
            memory.Keep(subject, campaigns);
        }

        /// <summary>Before everything is read: what the campaigns' texts were when they were last stored.</summary>
        private async Task ReadExpected(Turn turn, HearingCampaigns campaigns)
        {
            var (count, representatives) = await mediator.Send(new ReadExpected.Query(turn.Hearing), turn.Cancellation);
            var expected = new Dictionary<int, CampaignText>();
            foreach (var part in representatives.Chunk(ReadTexts.Batch))
            {
                foreach (var row in await Texts(turn, part))
                {
                    if (CampaignText.Of(row.Text) is { } text)
                    {
                        expected[row.Number] = text;
                    }
                }
            }
            campaigns.Index.Expect(count, expected);
        }

        private async Task ReadChanged(Turn turn, HearingCampaigns campaigns, DateTimeOffset since)
        {
            var changed = await mediator.Send(new ReadChanges.Query(turn.Hearing, since), turn.Cancellation);
            foreach (var part in changed.Where(number => number <= campaigns.LastNumber).Chunk(ReadTexts.Batch))
            {
                await Put(turn, campaigns, Prepared(await Texts(turn, part)));
            }
        }

        private async Task ReadNew(Turn turn, HearingCampaigns campaigns)
        {
            await foreach (var part in Ahead(turn, campaigns.LastNumber, Prepared))
            {
                await Put(turn, campaigns, part);
            }
        }

        /// <summary>
        /// Earlier replies may be built on a campaign that is new, which only their texts tell. Reading all of a large hearing takes seconds: not
        /// too often, and what has to wait is asked for again.
        /// </summary>
        private async Task LookBack(Turn turn, HearingCampaigns campaigns)
        {
            if (!campaigns.Index.MustLookBack)
            {
                return;
            }
            if (clock.GetUtcNow() < campaigns.LookBackAt)
            {
                if (campaigns.LookBackAsked != campaigns.LookBackAt)
                {
                    await mediator.Send(new AskForGrouping.Command(turn.Hearing, campaigns.LookBackAt), turn.Cancellation);
                    campaigns.LookBackAsked = campaigns.LookBackAt;
                }
                return;
            }
            var started = clock.GetTimestamp();
            await foreach (var rows in Ahead(turn, 0, rows => rows))
            {
                foreach (var row in rows)
                {
                    campaigns.Index.LookBack(row.Number, CampaignText.Of(row.Text));
                }
            }
            campaigns.Index.LookedBack();
            campaigns.LookBackAt = clock.GetUtcNow() + (Breath * clock.GetElapsedTime(started));
        }

        private async Task ReadStored(Turn turn, HearingCampaigns campaigns)
        {
            campaigns.Stored(await mediator.Send(new ReadCampaignNumbers.Query(turn.Hearing), turn.Cancellation));
            var after = 0;
            while (await mediator.Send(new ReadMembers.Query(turn.Hearing, after), turn.Cancellation) is { Count: > 0 } rows)
            {
                campaigns.Stored(rows);
                after = rows[^1].Number;
                await StayHolder(turn);
            }
        }

        private async Task<long> Write(Turn turn, HearingCampaigns campaigns, long revision)
        {
            var changes = campaigns.Changes();
            foreach (var piece in changes.Pieces())
            {
                var command = new WriteCampaigns.Command
                {
                    HearingId = turn.Hearing,
                    Lease = turn.Lease,
                    Revision = revision,
                    Piece = piece,
                };
                revision = await mediator.Send(command, turn.Cancellation);
            }
            campaigns.Accept(changes);
            return revision;
        }

        private async Task Put(Turn turn, HearingCampaigns campaigns, (ReadTexts.Row Row, CampaignText? Text)[] replies)
        {
            foreach (var (row, text) in replies)
            {
                campaigns.Put(row, text);
            }
            await Supply(turn, campaigns, campaigns.Index.Compare);
        }

        private async Task Supply(Turn turn, HearingCampaigns campaigns, Func<IReadOnlyCollection<int>> wants)
        {
            while (wants() is { Count: > 0 } wanted)
            {
                var found = new Dictionary<int, string>();
                foreach (var part in wanted.Chunk(ReadTexts.Batch))
                {
                    foreach (var row in await Texts(turn, part))
                    {
                        found[row.Number] = row.Text;
                    }
                }
                foreach (var number in wanted)
                {
                    campaigns.Index.Supply(number, found.TryGetValue(number, out var text) ? CampaignText.Of(text) : null);
                }
            }
        }

        private static (ReadTexts.Row Row, CampaignText? Text)[] Prepared(IReadOnlyList<ReadTexts.Row> rows) =>
            [.. rows.Select(row => (row, CampaignText.Of(row.Text)))];

        /// <summary>
        /// The replies after a number, batch by batch: while the caller works on one, the next is read and prepared. So grouping takes two
        /// cores at most.
        /// </summary>
        private async IAsyncEnumerable<T> Ahead<T>(Turn turn, int after, Func<IReadOnlyList<ReadTexts.Row>, T> prepare)
        {
            var next = Task.Run(() => Read(after));
            try
            {
                while (await next is { Count: > 0 } batch)
                {
                    next = Task.Run(() => Read(batch.Last));
                    yield return batch.Prepared;
                }
            }
            finally
            {
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            async Task<(int Count, int Last, T Prepared)> Read(int number)
            {
                var rows = await Texts(turn, new ReadTexts.Query(turn.Hearing, number));
                return (rows.Count, rows.Count == 0 ? number : rows[^1].Number, prepare(rows));
            }
        }

        private Task<IReadOnlyList<ReadTexts.Row>> Texts(Turn turn, IReadOnlyCollection<int> numbers) =>
            Texts(turn, new ReadTexts.Query(turn.Hearing, 0, numbers));

        private async Task<IReadOnlyList<ReadTexts.Row>> Texts(Turn turn, ReadTexts.Query query)
        {
            await _reading.WaitAsync(turn.Cancellation);
            try
            {
                await StayHolder(turn);
                return await mediator.Send(query, turn.Cancellation);
            }
            finally
            {
                _reading.Release();
            }
        }

        /// <summary>The lease is renewed in good time, but not with every batch that is read.</summary>
        private async Task StayHolder(Turn turn)
        {
            turn.Cancellation.ThrowIfCancellationRequested();
            if (clock.GetElapsedTime(_renewed) > turn.Lease.Length / 4)
            {
                await mediator.Send(new RenewGrouping.Command(turn.Lease), turn.Cancellation);
                _renewed = clock.GetTimestamp();
            }
        }
    }
}
