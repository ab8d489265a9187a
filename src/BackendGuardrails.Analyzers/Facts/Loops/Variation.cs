using BackendGuardrails.Facts.Data;

namespace BackendGuardrails.Facts.Loops;

/// <summary>What is another thing each time round: what the loop declares, and what it assigns.</summary>
internal sealed class Variation
{
    private readonly Loop _loop;
    private readonly ImmutableHashSet<ISymbol> _assigned;
    private readonly ImmutableHashSet<ISymbol> _counted;

    public Variation(Loop loop)
    {
        _loop = loop;
        _assigned = loop.Operation.DescendantsAndSelf().SelectMany(Targets).Select(Remembered.SymbolOf).OfType<ISymbol>().ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
        _counted = loop.Operation.DescendantsAndSelf().Select(Counter).Select(Remembered.SymbolOf).OfType<ISymbol>().ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
    }

    /// <summary>Whether the code reads anything that varies; the parameters of its own lambdas do not count.</summary>
    public bool IsIn(IOperation code) => code.DescendantsAndSelf().Any(part => part switch
    {
        ILocalReferenceOperation local => Is(local.Local, code),
        IParameterReferenceOperation parameter => Is(parameter.Parameter, code),
        IFieldReferenceOperation field => _assigned.Contains(field.Field),
        IPropertyReferenceOperation property => _assigned.Contains(property.Property) || IsClock(property.Property),
        IInvocationOperation { TargetMethod: { IsStatic: true, Parameters.IsEmpty: true } } => true,
        IInvocationOperation { TargetMethod: { Name: "Next" or "NextInt64" or "Read" or "ReadLine" or "Dequeue" or "Pop" } } => true,
        _ => false,
    });

    /// <summary>Declared before the loop, so that it keeps its value from one time to the next.</summary>
    public bool IsOutside(ISymbol symbol) => symbol is IFieldSymbol or IPropertySymbol || !IsWithin(symbol, _loop.Operation.Syntax);

    /// <summary>The same variable each time round, not a member of what the loop is at.</summary>
    public bool IsKept(IOperation variable) => Remembered.SymbolOf(variable) is { } symbol && IsOutside(symbol) && !IsOfItem(variable);

    /// <summary>A number that goes up in the loop.</summary>
    public bool IsCounter(IOperation value) => Remembered.SymbolOf(value) is { } symbol && _counted.Contains(symbol) && !IsOfItem(value);

    private bool IsOfItem(IOperation variable) => variable.Unwrap() is IMemberReferenceOperation { Instance: { } owner } && IsIn(owner);

    private bool Is(ISymbol symbol, IOperation code) => _assigned.Contains(symbol) || IsWithin(symbol, _loop.Operation.Syntax) && !IsWithin(symbol, code.Syntax);

    private static bool IsWithin(ISymbol symbol, SyntaxNode code) =>
        symbol.DeclaringSyntaxReferences.FirstOrDefault() is { } declaration && declaration.SyntaxTree == code.SyntaxTree && code.Span.Contains(declaration.Span);

    private static bool IsClock(IPropertySymbol property) => property.IsStatic && property.ContainingType.SpecialType == SpecialType.System_DateTime;

    private static IOperation? Counter(IOperation operation) => operation switch
    {
        IIncrementOrDecrementOperation step => step.Target,
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Target.Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 } sum => sum.Target,
        _ => null,
    };

    private static IEnumerable<IOperation> Targets(IOperation operation) => operation switch
    {
        IDeconstructionAssignmentOperation several => several.Target.Descendants(),
        IAssignmentOperation assignment => new[] { assignment.Target },
        IIncrementOrDecrementOperation step => new[] { step.Target },
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => new[] { argument.Value },
        _ => Enumerable.Empty<IOperation>(),
    };
}
