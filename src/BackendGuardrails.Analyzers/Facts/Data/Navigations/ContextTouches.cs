using System.Collections.Concurrent;
using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Queries;

namespace BackendGuardrails.Facts.Data.Navigations;

/// <summary>What one member does that matters to entities which others have loaded.</summary>
internal sealed class MemberTouches
{
    /// <summary>Entities that come into the context, or are made.</summary>
    public HashSet<ITypeSymbol> Tracked { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>What is handed to code that nobody sees.</summary>
    public HashSet<ITypeSymbol> Escaped { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Navigations that are assigned or loaded by hand.</summary>
    public HashSet<IPropertySymbol> Filled { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Navigations that are asked for before they are used, and collections that are changed.</summary>
    public HashSet<IPropertySymbol> Checked { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Entities are attached, or looked up among those that the context knows.</summary>
    public bool Attaches { get; set; }

    /// <summary>Somebody asks <c>IsLoaded</c>.</summary>
    public bool AsksWhetherLoaded { get; set; }

    public HashSet<IMethodSymbol> Calls { get; } = new(SymbolEqualityComparer.Default);
}

/// <summary>What happens around a place: in its member, in those that call it, and in all that these call?</summary>
internal sealed class ContextTouches(SourceNames names, Callers callers, CalledMethods called, EntityModel model)
{
    private const int CallerLevels = 3;
    private const int MostMembers = 150;

    private readonly ConcurrentDictionary<ISymbol, MemberTouches?> _members = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<MemberTouches>?> _around = new(SymbolEqualityComparer.Default);

    /// <summary>Null when it is too much to look at, or when it cannot be seen.</summary>
    public ImmutableArray<MemberTouches>? Around(IOperation place, CancellationToken cancellationToken)
    {
        if ((EntranceAround(place) ?? place.EnclosingMember(cancellationToken)) is not IMethodSymbol member)
            return null;
        return _around.TryGetValue(member, out var known) ? known : _around.GetOrAdd(member, Find(member, cancellationToken));
    }

    /// <summary>A function that a library calls with a context for it alone: <c>app.MapGet("/orders", (Shop shop) => …)</c>. What is beside it has another one.</summary>
    private static IMethodSymbol? EntranceAround(IOperation place) => place.Ancestors().OfType<IAnonymousFunctionOperation>()
        .FirstOrDefault(function => function.Symbol.Parameters.Any(parameter => EfCommands.IsContext(parameter.Type))
            && function.Ancestors().FirstOrDefault(ancestor => ancestor is not (IDelegateCreationOperation or IConversionOperation or IArgumentOperation)) is IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.IsEmpty: true })
        ?.Symbol;

    private ImmutableArray<MemberTouches>? Find(IMethodSymbol start, CancellationToken cancellationToken)
    {
        var seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default) { start };
        var level = new List<IMethodSymbol> { start };
        for (var depth = 0; depth < CallerLevels && level.Count > 0; depth++)
        {
            level = level.SelectMany(method => callers.OfDispatched(method, cancellationToken))
                .Select(use => use.EnclosingMember(cancellationToken))
                .OfType<IMethodSymbol>()
                .Where(seen.Add)
                .Take(MostMembers)
                .ToList();
            if (seen.Count > MostMembers)
                return null;
        }

        var found = ImmutableArray.CreateBuilder<MemberTouches>();
        var open = new Queue<IMethodSymbol>(seen);
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (seen.Count > MostMembers)
                return null;
            if (Of(open.Dequeue(), cancellationToken) is not { } touches)
                continue;
            found.Add(touches);
            foreach (var next in touches.Calls.Where(seen.Add))
                open.Enqueue(next);
        }

        return found.ToImmutable();
    }

    private MemberTouches? Of(IMethodSymbol method, CancellationToken cancellationToken) =>
        _members.TryGetValue(method, out var known) ? known : _members.GetOrAdd(method, Read(method, cancellationToken));

    private MemberTouches? Read(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (Bodies.Of(method, names, cancellationToken) is not { } body)
            return null;
        var touches = new MemberTouches();
        // Who calls from outside may have loaded what it hands over.
        if (callers.OfDispatched(method, cancellationToken).Count == 0)
            touches.Tracked.UnionWith(method.Parameters.SelectMany(parameter => Entities(parameter.Type, 2, cancellationToken)));
        foreach (var operation in body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IPropertyReferenceOperation { Property.Name: "IsLoaded" }:
                    touches.AsksWhetherLoaded = true;
                    break;
                case IPropertyReferenceOperation reference when model.NavigationOf(reference.Property, cancellationToken) is { } navigation:
                    OfNavigation(reference, navigation, touches);
                    continue;
                case IMemberReferenceOperation { Type: INamedTypeSymbol type } member when EfSets.Of(type) is { } entity && !EfSets.IsHarmless(member):
                    touches.Tracked.Add(entity);
                    break;
                case IObjectCreationOperation { Type: { } type } when model.IsEntity(type, cancellationToken) && !NavigationReads.IsInExpressionTree(operation):
                    touches.Tracked.Add(type);
                    break;
                case IInvocationOperation call:
                    OfCall(call, touches, cancellationToken);
                    continue;
            }

            touches.Calls.UnionWith(called.By(operation, cancellationToken).Select(target => target.OriginalDefinition));
        }

        return touches;
    }

    private static void OfNavigation(IPropertyReferenceOperation reference, Navigation navigation, MemberTouches touches)
    {
        var property = reference.Property.OriginalDefinition;
        if (NavigationReads.IsChecked(reference) || NavigationReads.IsChanged(reference))
            touches.Checked.Add(property);
        if (!NavigationReads.IsInExpressionTree(reference))
        {
            if (!NavigationReads.IsRead(reference) && reference.Parent is not IPropertySubpatternOperation)
                touches.Filled.Add(property);
            return;
        }

        switch (reference.Ancestors().OfType<IInvocationOperation>().FirstOrDefault(call => call.TargetMethod.Name is "Include" or "ThenInclude" or "Collection" or "Reference" or "Navigation")?.TargetMethod.Name)
        {
            case "Include" or "ThenInclude":
                touches.Tracked.Add(navigation.Target);
                break;
            case { }:
                touches.Filled.Add(property);
                break;
        }
    }

    private void OfCall(IInvocationOperation call, MemberTouches touches, CancellationToken cancellationToken)
    {
        var method = call.TargetMethod;
        if (EfCommands.IsContext(call.Instance?.Type) || EfSets.Of(call.Instance?.Type) is not null)
            touches.Attaches |= method.Name is "Attach" or "AttachRange" or "Update" or "UpdateRange" or "Entry" or "TrackGraph" or "GetTrackedEntities";
        if (EfSets.Of(call.Type) is { } set && !EfSets.IsHarmless(call))
            touches.Tracked.Add(set);
        var targets = called.By(call, cancellationToken).ToList();
        touches.Calls.UnionWith(targets.Select(target => target.OriginalDefinition));
        if (targets.Count > 0 || QueryOperators.Of(call) != QueryOperator.None || method.MethodKind == MethodKind.DelegateInvoke)
            return;
        // What a library or another project gives back may come from the same context, and what it gets it may change.
        touches.Tracked.UnionWith(Entities(call.Type, 3, cancellationToken));
        if (!IsOfFramework(method))
            touches.Escaped.UnionWith(call.Arguments.SelectMany(argument => Entities(argument.Value.Unwrap().Type, 3, cancellationToken)));
    }

    private static bool IsOfFramework(IMethodSymbol method) => method.OutermostNamespace() is "System" or "Microsoft";

    /// <summary>The entities in a type: <c>Task&lt;List&lt;Order>></c> has orders.</summary>
    private IEnumerable<ITypeSymbol> Entities(ITypeSymbol? type, int depth, CancellationToken cancellationToken)
    {
        if (type is not INamedTypeSymbol named || depth < 0)
            return Enumerable.Empty<ITypeSymbol>();
        return model.IsEntity(named, cancellationToken) ? new[] { named } : named.TypeArguments.SelectMany(argument => Entities(argument, depth - 1, cancellationToken));
    }
}
