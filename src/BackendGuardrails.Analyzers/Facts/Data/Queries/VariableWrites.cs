namespace BackendGuardrails.Facts.Data.Queries;

/// <summary>Which operations of a body write to which local or parameter? In the order they are written.</summary>
internal static class VariableWrites
{
    public static ILookup<ISymbol, IOperation> In(IOperation body) => body.DescendantsAndSelf()
        .Where(MayWrite)
        .SelectMany(operation => Of(operation).Select(variable => (Variable: variable, Operation: operation)))
        .OrderBy(write => write.Operation.Syntax.SpanStart)
        .Distinct()
        .ToLookup<(ISymbol Variable, IOperation Operation), ISymbol, IOperation>(write => write.Variable, write => write.Operation, SymbolEqualityComparer.Default);

    /// <summary>Told by the kind, which costs nothing: nearly all of a body does not.</summary>
    private static bool MayWrite(IOperation operation) => operation.Kind switch
    {
        OperationKind.VariableDeclarator or OperationKind.Loop or OperationKind.DeconstructionAssignment or OperationKind.SimpleAssignment or OperationKind.CompoundAssignment or OperationKind.CoalesceAssignment
            or OperationKind.DeclarationPattern => true,
        OperationKind.Argument => ((IArgumentOperation)operation).Parameter?.RefKind is RefKind.Ref or RefKind.Out,
        _ => false,
    };

    private static IEnumerable<ISymbol> Of(IOperation operation) => operation switch
    {
        IVariableDeclaratorOperation { Symbol: var declared, Parent: not IForEachLoopOperation } => new[] { declared },
        IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol: var declared } } => new[] { declared },
        IDeconstructionAssignmentOperation { Target: var targets } => VariablesIn(targets),
        IAssignmentOperation { Target: var target } => VariableOf(target) is { } variable ? new[] { variable } : Enumerable.Empty<ISymbol>(),
        IArgumentOperation { Value: var given } => VariablesIn(given),
        IDeclarationPatternOperation { DeclaredSymbol: { } declared } => new[] { declared },
        _ => Enumerable.Empty<ISymbol>(),
    };

    private static IEnumerable<ISymbol> VariablesIn(IOperation targets) => targets.DescendantsAndSelf().Select(VariableOf).OfType<ISymbol>();

    private static ISymbol? VariableOf(IOperation reference) => reference switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };
}
