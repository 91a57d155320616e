using System.Text.Json.Serialization;
using Consultation.Api.Data;
using Consultation.Api.Features.Hearings;
using Consultation.Api.Features.Mail.Letters;
using Consultation.Api.Features.Moderation;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using MediatR;

namespace Consultation.Api.Features.Answers;

/// <summary>
/// The ministry answers a published reply in public, or corrects what it answered: a correction is dated. Its sender is told of the first.
/// </summary>
public static class AnswerReply
{
    [Requires(Permission.ManageHearings)]
    public sealed record Command : ICommand<Unit>
    {
        [JsonIgnore]
        public long HearingId { get; init; }

        [JsonIgnore]
        public int Number { get; init; }

        /// <summary>Headings, paragraphs, lists, emphasis and links; nothing active.</summary>
        public required string Markdown { get; init; }

        /// <summary>The name of who answers for the ministry; public.</summary>
        public required string AnsweredBy { get; init; }

        /// <summary>What that person is in the ministry; public.</summary>
        public string? Title { get; init; }
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Markdown).Filled().AtMost(20_000);
            RuleFor(c => c.AnsweredBy).Filled().AtMost(200);
            RuleFor(c => c.Title).AtMost(200);
        }
    }

    internal sealed class Handler(Db db, TimeProvider clock, IdGenerator ids, CurrentUser user) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = Instants.Floor(clock.GetUtcNow());
            var hearing = await HearingStore.OfStaff(db, request.HearingId, user);
            var reply = await StoredReply.Find(db, hearing.Id, request.Number);
            if (hearing.PublishedAt is null || !ReplyRules.IsPublic(reply.Publication, reply.ClosesAt, now))
            {
                throw Refusals.ReplyNotPublished();
            }
            var values = new
            {
                ReplyId = reply.Id,
                Markdown = PlainText.Normalise(request.Markdown).Trim(),
                AnsweredBy = PlainText.Normalise(request.AnsweredBy).Trim(),
                Title = PlainText.Normalise(request.Title).Trim() is { Length: > 0 } title ? title : null,
                Now = now,
            };
            if (
                await db.First<Row>(SelectAnswer, values) is { } given
                && (given.Markdown, given.AnsweredBy, given.Title) == (values.Markdown, values.AnsweredBy, values.Title)
            )
            {
                return Unit.Value; // Sent twice: nothing is corrected by it.
            }
            if (await db.Run(UpdateAnswer, values) == 0)
            {
                await db.Run(InsertAnswer, values);
                await AnsweredLetter.Send(db, ids, reply.Id, now);
            }
            await MinistryAnswers.Changed(db, reply, now);
            return Unit.Value;
        }
    }

    private sealed record Row
    {
        public required string Markdown { get; init; }
        public required string AnsweredBy { get; init; }
        public string? Title { get; init; }
    }

    private const string SelectAnswer = "select Markdown, AnsweredBy, Title from MinistryAnswer {locked} where ReplyId = @ReplyId";

    private const string UpdateAnswer = """
        update MinistryAnswer set Markdown = @Markdown, AnsweredBy = @AnsweredBy, Title = @Title, CorrectedAt = @Now
        where ReplyId = @ReplyId
        """;

    private const string InsertAnswer = """
        insert into MinistryAnswer (ReplyId, Markdown, AnsweredBy, Title, MadeAt) values (@ReplyId, @Markdown, @AnsweredBy, @Title, @Now)
        """;
}
