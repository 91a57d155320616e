using Consultation.Api.Files;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using Consultation.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Consultation.Api.Features.Replies;

internal static class ReplyEndpoints
{
    /// <summary>A reply of a million characters, each escaped, with room for the rest.</summary>
    private const int MostBytes = 8 * 1024 * 1024;

    public static void MapReplies(this RouteGroupBuilder api)
    {
        var replies = api.MapGroup("/hearings/{id:long}/replies").WithTags("Replies");
        replies
            .MapPost(
                "/",
                async (
                    long id,
                    SendReply.Command body,
                    [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
                    IMediator mediator,
                    HttpContext http
                ) =>
                {
                    var receipt = await mediator.Send(body with { HearingId = id, IdempotencyKey = idempotencyKey }, http.RequestAborted);
                    return Results.Created($"/api/v1/hearings/{id}/replies/{receipt.Number}", receipt);
                }
            )
            .WithMetadata(new BodyTimeAttribute(), new RequestSizeLimitAttribute(MostBytes))
            .Answers<Receipt>(201, 400, 404, 408, 409, 413, 415, 422, 503)
            .WithName("sendReply");
        replies
            .MapGet(
                "/",
                async (
                    long id,
                    IMediator mediator,
                    HttpContext http,
                    Word<Scope>? scope,
                    Word<SenderType>? senderType,
                    Word<Position>? position,
                    int? round,
                    int? campaign,
                    long? paragraph,
                    Word<Publication>? publication,
                    string? q,
                    bool? journalled,
                    Word<ReplySort>? sort,
                    int? limit,
                    string? cursor
                ) =>
                    await mediator.Send(
                        new ListReplies.Query
                        {
                            HearingId = id,
                            Scope = scope?.Value ?? Scope.Published,
                            SenderType = senderType?.Value,
                            Position = position?.Value,
                            Round = round,
                            Campaign = campaign,
                            Paragraph = paragraph,
                            Publication = publication?.Value,
                            Q = q,
                            Journalled = journalled,
                            Sort = sort?.Value ?? ReplySort.Newest,
                            Limit = limit ?? 50,
                            Cursor = cursor,
                        },
                        http.RequestAborted
                    )
            )
            .Kept(KeptWith.Hearing)
            .Answers<Page<ReplyItem>>(200, 401, 403, 404, 422, 503)
            .WithName("listReplies");
        replies
            .MapGet(
                "/{number:int}",
                (long id, int number, Word<Scope>? scope, IMediator mediator, HttpContext http) =>
                    mediator.Send(new GetReply.Query(id, number, scope?.Value ?? Scope.Published), http.RequestAborted)
            )
            .Kept(KeptWith.Hearing)
            .Answers<ReplyView>(200, 401, 403, 404)
            .WithName("getReply");

        replies
            .MapPut(
                "/{number:int}",
                (
                    long id,
                    int number,
                    CorrectReply.Command body,
                    [FromHeader(Name = "Reply-Token")] string? token,
                    IMediator mediator,
                    HttpContext http
                ) => mediator.Send(body with { HearingId = id, Number = number, Token = token }, http.RequestAborted)
            )
            .WithMetadata(new BodyTimeAttribute(), new RequestSizeLimitAttribute(MostBytes))
            .Answers<Receipt>(200, 400, 403, 404, 408, 409, 413, 415, 422, 503)
            .WithName("correctReply");
        replies
            .MapDelete(
                "/{number:int}",
                (long id, int number, [FromHeader(Name = "Reply-Token")] string? token, IMediator mediator, HttpContext http) =>
                    mediator.Send(
                        new WithdrawReply.Command
                        {
                            HearingId = id,
                            Number = number,
                            Token = token,
                        },
                        http.RequestAborted
                    )
            )
            .Answers<WithdrawReply.Result>(200, 403, 404, 409, 422, 503)
            .WithName("withdrawReply");
        replies
            .MapGet(
                "/{number:int}/attachments/{index:int}",
                async (long id, int number, int index, Word<Scope>? scope, IMediator mediator, FileStore files, HttpContext http) =>
                {
                    var query = new GetAttachment.Query(id, number, index, scope?.Value ?? Scope.Published);
                    return Download.Of(await mediator.Send(query, http.RequestAborted), files, http);
                }
            )
            .Produces<string>(200, FileTypes.Pdf.ContentType, [.. FileTypes.All.Skip(1).Select(type => type.ContentType)])
            .WithMetadata(new Endpoints.ProducesProblem(401), new Endpoints.ProducesProblem(403), new Endpoints.ProducesProblem(404))
            .WithName("getAttachment");
        api.MapGet(
                "/hearings/{id:long}/documents/{document:long}/paragraphs/{paragraph:long}/comments",
                async (long id, long document, long paragraph, int? limit, string? cursor, IMediator mediator, HttpContext http) =>
                    await mediator.Send(
                        new ListComments.Query
                        {
                            HearingId = id,
                            DocumentId = document,
                            ParagraphId = paragraph,
                            Limit = limit ?? 50,
                            Cursor = cursor,
                        },
                        http.RequestAborted
                    )
            )
            .Kept(KeptWith.Hearing)
            .WithTags("Replies")
            .Answers<Page<ListComments.PublishedComment>>(200, 404, 422)
            .WithName("listComments");

        api.MapGet(
                "/receipts/{reference}",
                async (string reference, IMediator mediator, HttpContext http) =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    var receipt = await mediator.Send(new GetReceipt.Query(reference), http.RequestAborted);
                    return new ReceiptCheck(
                        receipt.HearingId,
                        receipt.Number,
                        receipt.ReceivedAt,
                        receipt.Late,
                        receipt.Publication,
                        receipt.Sha256
                    );
                }
            )
            .WithTags("Replies")
            .Answers<ReceiptCheck>(200, 404)
            .WithName("checkReceipt");
    }

    /// <summary>What whoever has a receipt's reference can compare it with.</summary>
    internal sealed record ReceiptCheck(
        long Hearing,
        int Number,
        DateTimeOffset ReceivedAt,
        bool Late,
        Publication Publication,
        string Sha256
    );
}
