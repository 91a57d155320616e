using Consultation.Api.Data;
using MediatR;

namespace Consultation.Api.Pipeline;

/// <summary>Innermost, commands: prepares, then runs the handler as one transaction.</summary>
internal sealed class Transact<TRequest, TResponse>(Database database, Db db, IEnumerable<IPrepare<TRequest>> preparations)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : ICommand<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        foreach (var preparation in preparations)
        {
            preparation.Prepare(request);
        }
        return database.Write(db, () => next(), cancellationToken);
    }
}

/// <summary>Innermost, queries: opens the database for reading while the handler runs.</summary>
internal sealed class Read<TRequest, TResponse>(Database database, Db db) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IQuery<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        database.Read(db, () => next());
}
