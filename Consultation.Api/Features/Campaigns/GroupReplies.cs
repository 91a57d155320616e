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

    internal sealed class Job(IMediator mediator, CampaignMemory memory, TimeProvider clock) : IWork
    {
        private long _renewed = clock.GetTimestamp();

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
            await ReadChanged(turn, campaigns);
            campaigns.ReadAt = now;
            await ReadNew(turn, campaigns);
            await LookBack(turn, campaigns);
            if (campaigns.Revision != revision)
            {
                await ReadStored(turn, campaigns);
            }
            campaigns.Revision = await Write(turn, campaigns, revision);
            memory.Keep(subject, campaigns);
        }

        private async Task ReadChanged(Turn turn, HearingCampaigns campaigns)
        {
            if (campaigns.ReadAt is not { } since)
            {
                return;
            }
            var changed = await mediator.Send(new ReadChanges.Query(turn.Hearing, since), turn.Cancellation);
            foreach (var part in changed.Where(number => number <= campaigns.LastNumber).Chunk(ReadTexts.Batch))
            {
                await Put(turn, campaigns, await Texts(turn, part));
            }
        }

        private async Task ReadNew(Turn turn, HearingCampaigns campaigns)
        {
            while (await Texts(turn, campaigns.LastNumber) is { Count: > 0 } rows)
            {
                await Put(turn, campaigns, rows);
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
            var after = 0;
            while (await Texts(turn, after) is { Count: > 0 } rows)
            {
                foreach (var row in rows)
                {
                    campaigns.Index.LookBack(row.Number, CampaignText.Of(row.Text));
                }
                after = rows[^1].Number;
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

        private async Task Put(Turn turn, HearingCampaigns campaigns, IReadOnlyList<ReadTexts.Row> rows)
        {
            foreach (var row in rows)
            {
                campaigns.Put(row);
            }
            while (campaigns.Index.Compare() is { Count: > 0 } wanted)
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

        private Task<IReadOnlyList<ReadTexts.Row>> Texts(Turn turn, int after) => Texts(turn, new ReadTexts.Query(turn.Hearing, after));

        private Task<IReadOnlyList<ReadTexts.Row>> Texts(Turn turn, IReadOnlyCollection<int> numbers) =>
            Texts(turn, new ReadTexts.Query(turn.Hearing, 0, numbers));

        private async Task<IReadOnlyList<ReadTexts.Row>> Texts(Turn turn, ReadTexts.Query query)
        {
            await StayHolder(turn);
            return await mediator.Send(query, turn.Cancellation);
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
