using MediatR;

namespace Consultation.Api.Pipeline;

/// <summary>A request that changes something: one transaction.</summary>
public interface ICommand<out TResult> : IRequest<TResult>;

/// <summary>A request that only reads.</summary>
public interface IQuery<out TResult> : IRequest<TResult>;

/// <summary>A query that the public may ask for what is published, and staff for everything.</summary>
public interface IScoped
{
    Scope Scope { get; }
}

/// <summary>A query that may look for words.</summary>
public interface ISearches
{
    /// <summary>Blank: all.</summary>
    string? Q { get; }
}

public enum Scope
{
    Published,

    /// <summary>Also what is not published; needs <see cref="Permission.ReadUnpublished"/>.</summary>
    All,
}

/// <summary>Costly pure work of a command (normalising, hashing, scanning), done before it takes its turn to write.</summary>
internal interface IPrepare<in TCommand>
{
    void Prepare(TCommand command);
}
