using Consultation.Api.Data;
using Consultation.Api.Features.Audit;
using MediatR;

namespace Consultation.Api.Pipeline;

/// <summary>Innermost, commands: prepares, then runs the handler as one transaction, with its line in the log of what staff do.</summary>
internal sealed class Transact<TRequest, TResponse>(
    Database database,
    Db db,
    IEnumerable<IPrepare<TRequest>> preparations,
    AuditTrail audit
) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : ICommand<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        foreach (var preparation in preparations)
        {
            preparation.Prepare(request);
        }
        return database.Write(db, () => AuditTrail.Keeps(typeof(TRequest)) ? Kept(request, next) : next(), cancellationToken);
    }

    /// <summary>What staff do is told in the transaction that does it: neither is there without the other.</summary>
    private async Task<TResponse> Kept(TRequest request, RequestHandlerDelegate<TResponse> next)
    {
        var result = await next();
        await audit.Add(db, request, result);
        return result;
    }
}

/// <summary>Innermost, queries: opens the database for reading while the handler runs.</summary>
internal sealed class Read<TRequest, TResponse>(Database database, Db db) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IQuery<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        database.Read(db, () => next());
}
