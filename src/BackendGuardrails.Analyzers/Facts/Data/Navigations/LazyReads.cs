using System.Collections.Concurrent;
using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Queries;

namespace BackendGuardrails.Facts.Data.Navigations;

/// <summary>A navigation that loads itself and that code reads: of which parameter (or of the object itself), along which navigations, and where.</summary>
internal sealed record LazyRead(int Parameter, ImmutableArray<Navigation> Path, IPropertyReferenceOperation Read)
{
    public const int Self = -1;
}

/// <summary>What does a method load lazily of what it is given, itself or through what it calls?</summary>
internal sealed class LazyReads(SourceNames names, CalledMethods called, EntityModel model)
{
    private const int MostReads = 16;
    private const int MostCalls = 6;
    private const int LongestPath = 6;

    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<LazyRead>> _known = new(SymbolEqualityComparer.Default);

    /// <summary>What the operation loads lazily: of which value, and along which navigations.</summary>
    public IEnumerable<(IOperation Value, ImmutableArray<Navigation> Path, IPropertyReferenceOperation Read)> At(IOperation operation, CancellationToken cancellationToken) =>
        At(operation, ImmutableHashSet.Create<IMethodSymbol>(SymbolEqualityComparer.Default), cancellationToken);

    /// <summary>A method that is found again on the way to itself adds nothing.</summary>
    private ImmutableArray<LazyRead> Of(IMethodSymbol method, ImmutableHashSet<IMethodSymbol> open, CancellationToken cancellationToken)
    {
        method = method.OriginalDefinition;
        if (_known.TryGetValue(method, out var known))
            return known;
        if (open.Count == MostCalls || open.Contains(method))
            return ImmutableArray<LazyRead>.Empty;
        var inner = open.Add(method);
        var reads = called.RunBy(method, cancellationToken).SelectMany(operation => At(operation, inner, cancellationToken))
            .Select(read => RootOf(read.Value, method, cancellationToken) is var (parameter, path) && path.Length + read.Path.Length <= LongestPath ? new LazyRead(parameter, path.AddRange(read.Path), read.Read) : null)
            .OfType<LazyRead>()
            .Take(MostReads)
            .ToImmutableArray();
        return _known.GetOrAdd(method, reads);
    }

    private IEnumerable<(IOperation Value, ImmutableArray<Navigation> Path, IPropertyReferenceOperation Read)> At(IOperation operation, ImmutableHashSet<IMethodSymbol> open, CancellationToken cancellationToken)
    {
        if (operation is IPropertyReferenceOperation { Instance: { } instance } reference && model.NavigationOf(reference.Property, cancellationToken) is { } navigation)
        {
            if (NavigationReads.IsRead(reference) && model.LazyLoadingOf(navigation, cancellationToken) == LazyLoading.On)
                yield return (instance, ImmutableArray.Create(navigation), reference);
            yield break;
        }

        if (!GetsAnEntity(operation, cancellationToken))
            yield break;
        foreach (var target in Targets(operation, cancellationToken))
        {
            foreach (var read in Of(target, open, cancellationToken))
            {
                if (Given(operation, read.Parameter, target) is { } value)
                    yield return (value, read.Path, read.Read);
            }
        }
    }

    private bool GetsAnEntity(IOperation operation, CancellationToken cancellationToken) => operation switch
    {
        IInvocationOperation call => IsOne(call.Instance, cancellationToken) || call.Arguments.Any(argument => IsOne(argument.Value, cancellationToken)),
        IObjectCreationOperation creation => creation.Arguments.Any(argument => IsOne(argument.Value, cancellationToken)),
        IPropertyReferenceOperation property => IsOne(property.Instance, cancellationToken),
        IMethodReferenceOperation method => method.Method.Parameters.Any(parameter => model.IsEntity(parameter.Type, cancellationToken)),
        IInterpolationOperation part => IsOne(part.Expression, cancellationToken),
        _ => false,
    } && !NavigationReads.IsInExpressionTree(operation);

    private bool IsOne(IOperation? value, CancellationToken cancellationToken)
    {
        var type = value?.Unwrap().Type;
        return type is not null && (model.IsEntity(type, cancellationToken) || EntityConventions.ElementOf(type) is { } element && model.IsEntity(element, cancellationToken));
    }

    private IEnumerable<IMethodSymbol> Targets(IOperation operation, CancellationToken cancellationToken) =>
        operation is IInterpolationOperation { Expression: var text } ? TextOf(text) : called.By(operation, cancellationToken);

    /// <summary>Text is made of an object by its <c>ToString</c>.</summary>
    private static IEnumerable<IMethodSymbol> TextOf(IOperation value)
    {
        for (var type = value.Unwrap().Type; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            if (type.GetMembers("ToString").OfType<IMethodSymbol>().FirstOrDefault(method => method.Parameters.IsEmpty) is { } method)
                return new[] { method };
        }

        return Enumerable.Empty<IMethodSymbol>();
    }

    /// <summary>What stands for a parameter of the target at this call.</summary>
    private static IOperation? Given(IOperation operation, int parameter, IMethodSymbol target) => operation switch
    {
        IInvocationOperation call when parameter == LazyRead.Self => call.Instance,
        IInvocationOperation call => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter)?.Value,
        IObjectCreationOperation creation => creation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter)?.Value,
        IPropertyReferenceOperation property when parameter == LazyRead.Self => property.Instance,
        IInterpolationOperation part when parameter == LazyRead.Self => part.Expression,
        IMethodReferenceOperation reference when target.Parameters.Length > 0 && parameter == 0 => SequenceOf(reference),
        _ => null,
    };

    /// <summary><c>orders.Select(Describe)</c>: of the elements.</summary>
    private static IOperation? SequenceOf(IOperation function) =>
        function.Ancestors().TakeWhile(around => around is IDelegateCreationOperation or IConversionOperation or IArgumentOperation or IInvocationOperation).OfType<IInvocationOperation>().FirstOrDefault()?.Receiver();

    /// <summary>The parameter that a value is, or is reached from by navigations, also by way of locals, loops and operators in memory.</summary>
    private (int Parameter, ImmutableArray<Navigation> Path)? RootOf(IOperation value, IMethodSymbol method, CancellationToken cancellationToken)
    {
        var path = ImmutableArray<Navigation>.Empty;
        for (IOperation? current = value; current is not null && path.Length <= LongestPath;)
        {
            current = current.Unwrap();
            switch (current)
            {
                case IParameterReferenceOperation parameter when SymbolEqualityComparer.Default.Equals(parameter.Parameter.ContainingSymbol.OriginalDefinition, method):
                    return (parameter.Parameter.Ordinal, path);
                case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }:
                    return (LazyRead.Self, path);
                case IPropertyReferenceOperation { Instance: { } instance } property when model.NavigationOf(property.Property, cancellationToken) is { } navigation:
                    path = path.Insert(0, navigation);
                    current = instance;
                    break;
                default:
                    current = Before(current, cancellationToken);
                    break;
            }
        }

        return null;
    }

    private IOperation? Before(IOperation value, CancellationToken cancellationToken) => value switch
    {
        ILocalReferenceOperation local => value.Ancestors().OfType<IForEachLoopOperation>().FirstOrDefault(loop => loop.Locals.Contains(local.Local, SymbolEqualityComparer.Default))?.Collection
            ?? Origins.Behind(local, names, cancellationToken),
        IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } lambda } =>
            value.Ancestors().OfType<IAnonymousFunctionOperation>().FirstOrDefault(function => SymbolEqualityComparer.Default.Equals(function.Symbol, lambda)) is { } around && SequenceOf(around) is { } sequence ? sequence : null,
        IArrayElementReferenceOperation element => element.ArrayReference,
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } list } => list,
        IConditionalAccessInstanceOperation => value.Ancestors().OfType<IConditionalAccessOperation>().FirstOrDefault(access => access.Operation.Syntax == value.Syntax)?.Operation,
        IInvocationOperation call when QueryOperators.IsInMemory(call) && QueryOperators.Of(call) is QueryOperator.Keep or QueryOperator.Materialize && !QueryOperators.HasResultSelector(call) => call.Receiver(),
        _ => null,
    };
}
