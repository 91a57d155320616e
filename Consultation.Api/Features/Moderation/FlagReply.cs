using Consultation.Api.Data;
using Consultation.Api.Features.Accounts;
using Consultation.Api.Features.Replies;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Moderation;

/// <summary>
/// A reader tells that something in a published reply ought not to be public. Nothing is hidden by that; the reply waits in the queue again.
/// The same form sent twice is told once.
/// </summary>
public static class FlagReply
{
    /// <param name="FormKey">Of the form that it was written in.</param>
    /// <param name="Text">Needed where the reason says nothing.</param>
    /// <param name="Email">For who wants an answer.</param>
    [Public]
    public sealed record Command(long HearingId, int Number, string FormKey, FlagReason? Reason, string? Text, string? Email)
        : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public const int MostText = 1000;

        public Validator()
        {
            RuleFor(c => c.FormKey).Filled().AtMost(64);
            RuleFor(c => c.Reason).NotNull().WithText("field.required");
            RuleFor(c => c.Text).AtMost(MostText);
            RuleFor(c => c.Text).Filled().When(c => c.Reason == FlagReason.Other);
            RuleFor(c => c.Email).EmailAddress().When(c => !string.IsNullOrWhiteSpace(c.Email));
        }
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var wanted = new
            {
                request.HearingId,
                request.Number,
                Now = now,
            };
            var reply = await db.First<long?>(SelectReply, wanted) ?? throw Refusals.NotFound();
            var values = new
            {
                Id = ids.Next(),
                ReplyId = reply,
                request.FormKey,
                Reason = request.Reason!.Value.Code(),
                Text = PlainText.Normalise(request.Text).Trim() is { Length: > 0 } text ? text : null,
                Email = Emails.Stored(request.Email) is { Length: > 0 } email ? email : null,
                Now = now,
            };
            if (await db.Run(InsertFlag, values) > 0)
            {
                await db.Run(UpdateFlags, values);
            }
            return Unit.Value;
        }
    }

    private const string SelectReply = $"""
        select r.Id
        from Reply r
        join HearingRound hr on hr.Id = r.RoundId
        join Hearing h on h.Id = r.HearingId
        where r.HearingId = @HearingId and r.Number = @Number and h.PublishedAt is not null and {PublicReplies.Where}
        """;

    private const string InsertFlag = """
        insert into ReplyFlag (Id, ReplyId, FormKey, Reason, Text, Email, MadeAt)
        select @Id, r.Id, @FormKey, @Reason, @Text, @Email, @Now
        from Reply r
        where r.Id = @ReplyId and not exists (select 1 from ReplyFlag f {locked} where f.FormKey = @FormKey)
        """;

    private const string UpdateFlags = "update Reply set Flags = Flags + 1 where Id = @ReplyId";
}
