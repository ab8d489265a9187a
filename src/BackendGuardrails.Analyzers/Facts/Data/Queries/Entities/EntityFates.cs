using System.Collections.Concurrent;
using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Http;

namespace BackendGuardrails.Facts.Data.Queries.Entities;

/// <summary>
/// What becomes of the entities that a query gives? They are followed forward, with all that can be reached from them: through variables, members, lambdas, objects they are put into, the methods of this
/// compilation that get them, and the callers they are returned to. What cannot be followed counts as unseen.
/// </summary>
internal sealed class EntityFates(Compilation compilation, KnownTypes types, SourceNames names, Callers callers, SymbolUses uses, Implementations implementations, EntityModel model, RequestCode requests)
{
    private readonly ConcurrentDictionary<(IOperation Entities, EntityUse Unwanted), EntityFate?> _known = new();

    /// <summary>Of what this operation gives: a list, one entity, a task of either; of a loop, what it takes one by one.</summary>
    public EntityFate Of(IOperation entities, CancellationToken cancellationToken) => Known(entities, EntityUse.Read, cancellationToken)!;

    /// <summary>The same for who can do nothing with entities that are used in a way such as this: null then, and the first such use ends the walk.</summary>
    public EntityFate? OfUnless(IOperation entities, EntityUse unwanted, CancellationToken cancellationToken) => Known(entities, unwanted, cancellationToken);

    private EntityFate? Known(IOperation entities, EntityUse unwanted, CancellationToken cancellationToken) =>
        _known.TryGetValue((entities, unwanted), out var known) ? known : _known.GetOrAdd((entities, unwanted), new EntityWalk(this, unwanted, cancellationToken).Of(entities));

    /// <summary>Whether code that is not here may call a public method: this is no application but a library of one.</summary>
    internal bool HasCallersElsewhere { get; } = compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary && !types.HasAny("Microsoft.AspNetCore.Mvc.ControllerBase", "Microsoft.AspNetCore.Routing.IEndpointRouteBuilder");

    internal SourceNames Names => names;

    internal Callers Callers => callers;

    internal SymbolUses Uses => uses;

    internal Implementations Implementations => implementations;

    internal EntityModel Model => model;

    internal RequestCode Requests => requests;
}
