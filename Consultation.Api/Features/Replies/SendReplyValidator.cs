using Consultation.Api.Pipeline;
using FluentValidation;

namespace Consultation.Api.Features.Replies;

internal sealed class SendReplyValidator : AbstractValidator<SendReply.Command>
{
    public SendReplyValidator()
    {
        Include(new ReplyInputValidator());
        RuleFor(c => c.IdempotencyKey).AtMost(200);
    }
}
