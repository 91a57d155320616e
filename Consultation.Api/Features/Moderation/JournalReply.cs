using System.Text.Json.Serialization;
using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Pipeline;
using Consultation.Api.Texts;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Moderation;

/// <summary>Notes where the ministry's own archive system has journalled a reply; a later call corrects an earlier one.</summary>
public static class JournalReply
{
    [Requires(Permission.ManageHearings)]
    public sealed record Command : ICommand<Entry>
    {
        [JsonIgnore]
        public long HearingId { get; init; }

        [JsonIgnore]
        public int Number { get; init; }
        public required string CaseNumber { get; init; }
        public required int DocumentNumber { get; init; }
        public required DateTimeOffset At { get; init; }
    }

    public sealed record Entry(string CaseNumber, int DocumentNumber, DateTimeOffset At)
    {
        internal static Entry? Of(StoredReply.Row reply) =>
            reply is { JournalCase: { } caseNumber, JournalDocument: { } document, JournalledAt: { } at }
                ? new Entry(caseNumber, document, at)
                : null;
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.CaseNumber).Filled();
            RuleFor(c => c.CaseNumber)
                .Must(text => string.IsNullOrWhiteSpace(text) || Domain.CaseNumber.TryParse(text, out _))
                .WithText("case_number.invalid");
            RuleFor(c => c.DocumentNumber).Between(1, int.MaxValue);
        }
    }

    internal sealed class Handler(Db db, CurrentUser user) : IRequestHandler<Command, Entry>
    {
        public async Task<Entry> Handle(Command request, CancellationToken cancellationToken)
        {
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            if (!Domain.CaseNumber.TryParse(request.CaseNumber, out var caseNumber))
            {
                throw new InvalidOperationException("The validator let pass what is no case number.");
            }
            var at = Instants.Floor(request.At);
            var values = new
            {
                HearingId = hearing.Id,
                request.Number,
                Case = caseNumber.Text,
                Document = request.DocumentNumber,
                At = at,
            };
            return await db.Run(UpdateJournal, values) == 1
                ? new Entry(caseNumber.Text, request.DocumentNumber, at)
                : throw Refusals.NotFound();
        }
    }

    private const string UpdateJournal = """
        update Reply set JournalCase = @Case, JournalDocument = @Document, JournalledAt = @At
        where HearingId = @HearingId and Number = @Number
        """;
}
