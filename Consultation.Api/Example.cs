using Consultation.Api.Features.Hearings;
using MediatR;

namespace Consultation.Api;

internal static class Example
{
    public static Task SendExample(this IMediator mediator) => Task.CompletedTask;
}
