using System.Collections.Concurrent;
using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Loops;

/// <summary>How a function runs that is written or named as an argument: in a loop of the one who is called, here and now, or who knows when.</summary>
internal readonly record struct Runs(Loop? Loop, bool IsHere);

/// <summary>Who runs a function for each element of something? LINQ over lists, ForEach, Parallel, and methods of this compilation that do so.</summary>
internal sealed class ElementFunctions(SourceNames names, Sources sources)
{
    private static readonly ImmutableHashSet<string> ForEachMethods = ImmutableHashSet.Create(StringComparer.Ordinal, "ForEach", "ForEachAsync", "ForAll", "For", "RemoveAll", "FindAll", "ConvertAll", "TrueForAll", "Exists", "Find", "FindIndex", "Sort");

    private readonly ConcurrentDictionary<IParameterSymbol, Runs> _ofParameters = new(SymbolEqualityComparer.Default);

    public Runs RunsOf(IOperation function, CancellationToken cancellationToken)
    {
        var value = function;
        while (value.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation or IConditionalOperation { Type: not null } or ICoalesceOperation)
            value = value.Parent;
        if (IsTree(value.Type))
            return default;
        return value.Parent switch
        {
            IArgumentOperation { Parameter: { } parameter, Parent: IInvocationOperation call } => OfArgument(parameter, call, cancellationToken),
            IArgumentOperation { Parent: IObjectCreationOperation } => default,
            IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } => new(null, IsHere: true),
            _ => default,
        };
    }

    /// <summary>An object of ours that compares, given to an operator that compares elements with it.</summary>
    public (Loop Loop, ImmutableArray<IMethodSymbol> Methods)? ComparerOf(IInvocationOperation call, CancellationToken cancellationToken)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Value.Unwrap().Type is INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: false } type
                && argument.Parameter?.Type.Name is "IEqualityComparer" or "IComparer" && IsPerElement(call.TargetMethod.OriginalDefinition, call))
                return (LoopOf(call, cancellationToken), type.GetMembers().OfType<IMethodSymbol>().Where(method => method.Name is "Equals" or "GetHashCode" or "Compare").ToImmutableArray());
        }

        return null;
    }

    /// <summary>An expression tree is read by a provider; nothing in it runs here.</summary>
    public static bool IsTranslated(IOperation operation) => operation is IAnonymousFunctionOperation && IsTree(operation.Parent?.Type) || operation is IConversionOperation or IDelegateCreationOperation && IsTree(operation.Type);

    private static bool IsTree(ITypeSymbol? type) => type is { Name: "Expression", ContainingNamespace.Name: "Expressions" };

    private Runs OfArgument(IParameterSymbol parameter, IInvocationOperation call, CancellationToken cancellationToken)
    {
        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (!method.DeclaringSyntaxReferences.IsEmpty)
        {
            var inside = OfParameter(method.Parameters[Math.Min(parameter.Ordinal, method.Parameters.Length - 1)], cancellationToken);
            if (inside.Loop is null)
                return inside;
            var source = GivenTo(inside.Loop.Source, call) ?? call.Receiver();
            return new(new Loop(call, source is null ? inside.Loop.Kind : sources.KindOf(source, isStream: false, cancellationToken), null, source is null ? null : Sources.NameOf(source)), inside.IsHere);
        }

        if (IsPerElement(method, call))
            return new(LoopOf(call, cancellationToken), IsHere: true);
        return new(null, IsHere: !IsKept(method));
    }

    /// <summary>What the loop of the called method goes over, as the caller names it.</summary>
    private static IOperation? GivenTo(IOperation? source, IInvocationOperation call) =>
        source?.Unwrap() is IParameterReferenceOperation { Parameter.Ordinal: var ordinal } ? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal)?.Value : null;

    private static bool IsPerElement(IMethodSymbol method, IInvocationOperation call)
    {
        var type = method.ContainingType;
        if (type.Is("System.Linq.Enumerable") || type.Is("System.Linq.ParallelEnumerable") || type.Is("System.Linq.AsyncEnumerable") || type.Is("System.Linq.ImmutableArrayExtensions"))
            return call.Receiver() is { } source && source.Type is not null;
        if (type.Is("System.Threading.Tasks.Parallel"))
            return method.Name != "Invoke";
        if (ForEachMethods.Contains(method.Name) && (type.IsWithin("System") || type.SpecialType == SpecialType.System_Array))
            return true;
        if (method.Name is "ForEachAsync" && type.Name is "EntityFrameworkQueryableExtensions" or "QueryableExtensions")
            return true;
        if (IsRuleOfElements(call))
            return true;
        // Sequence operators of other libraries look like those of LINQ: a sequence, and a function of its elements.
        return method.IsExtensionMethod && method.Parameters.Length > 1
            && method.Parameters[0].Type is INamedTypeSymbol { TypeArguments.Length: 1, Name: "IEnumerable" or "IReadOnlyCollection" or "IReadOnlyList" or "ICollection" or "IList" or "List" or "IAsyncEnumerable" } sequence
            && method.Parameters.Skip(1).Any(other => other.Type is INamedTypeSymbol { TypeKind: TypeKind.Delegate } function && function.TypeArguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument, sequence.TypeArguments[0])));
    }

    /// <summary>RuleForEach(order => order.Lines).MustAsync(…)</summary>
    private static bool IsRuleOfElements(IInvocationOperation call)
    {
        for (IOperation? current = call; current is IInvocationOperation link; current = link.Receiver()?.Unwrap())
        {
            if (link.TargetMethod.Name is "RuleForEach" or "ForEach")
                return true;
        }

        return false;
    }

    private Loop LoopOf(IInvocationOperation call, CancellationToken cancellationToken) =>
        new(call, SourceOf(call) is { } source ? sources.KindOf(source, isStream: false, cancellationToken) : Repetition.PerItem, SourceOf(call), SourceNameOf(call));

    private static IOperation? SourceOf(IInvocationOperation call) =>
        call.TargetMethod.ContainingType.Is("System.Threading.Tasks.Parallel") ? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name is "source" or "toExclusive")?.Value : call.Receiver();

    private static string? SourceNameOf(IInvocationOperation call) => SourceOf(call) is { } source ? Sources.NameOf(source) : null;

    /// <summary>It keeps the function and runs it later, or never.</summary>
    private static bool IsKept(IMethodSymbol method) =>
        method.Name.StartsWith("Add", StringComparison.Ordinal) || method.Name.StartsWith("Map", StringComparison.Ordinal) || method.Name.StartsWith("Register", StringComparison.Ordinal) || method.Name.StartsWith("Use", StringComparison.Ordinal)
        || method.Name.StartsWith("On", StringComparison.Ordinal) || method.Name is "ContinueWith" or "Subscribe" or "Configure" or "Enqueue" or "Schedule" or "QueueUserWorkItem" or "StartNew" or "PostAsync" or "SendAsync";

    /// <summary>What a method of this compilation does with the function it is given.</summary>
    private Runs OfParameter(IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        if (_ofParameters.TryGetValue(parameter, out var known))
            return known;
        // Found again on the way: it is handed round in a circle.
        _ofParameters.TryAdd(parameter, new(null, IsHere: true));
        var runs = Look(parameter, cancellationToken);
        _ofParameters[parameter] = runs;
        return runs;
    }

    private Runs Look(IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method || Bodies.CodeOf(method.PartialImplementationPart ?? method, names, cancellationToken) is not { } body)
            return new(null, IsHere: IsOpen(parameter));
        var loops = new Loops(this, sources);
        var isHere = false;
        foreach (var use in VariableUses.Of(parameter, body))
        {
            var call = use.Parent is IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } invoked ? invoked : null;
            var runs = call is not null ? new Runs(loops.Around(call, cancellationToken).FirstOrDefault(loop => loop.Kind == Repetition.PerItem), IsHere: true) : RunsOf(use, cancellationToken);
            if (runs.Loop is { Kind: Repetition.PerItem })
                return runs;
            if (call is null && runs.IsHere && loops.Around(use, cancellationToken).FirstOrDefault(loop => loop.Kind == Repetition.PerItem) is { } around)
                return new(around, IsHere: true);
            isHere |= runs.IsHere;
        }

        return new(null, isHere);

        static bool IsOpen(IParameterSymbol open) => open.ContainingSymbol is IMethodSymbol { IsAbstract: true };
    }
}
