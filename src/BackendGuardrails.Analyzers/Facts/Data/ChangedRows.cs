using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data;

/// <summary>The types of rows that some code may change, as far as it says so itself.</summary>
internal sealed class ChangedRows
{
    private readonly HashSet<ITypeSymbol> _changed = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ITypeSymbol> _addedOrRemoved = new(SymbolEqualityComparer.Default);
    private readonly bool _isUnsure;

    public ChangedRows(IEnumerable<IOperation> code)
    {
        foreach (var part in code)
        {
            switch (part)
            {
                case IAssignmentOperation { Target: IMemberReferenceOperation { Instance.Type: { } type } }:
                    _changed.Add(type);
                    break;
                case IIncrementOrDecrementOperation { Target: IMemberReferenceOperation { Instance.Type: { } type } }:
                    _changed.Add(type);
                    break;
                case IObjectCreationOperation { Type: { } made } when !made.DeclaringSyntaxReferences.IsEmpty:
                    _addedOrRemoved.Add(made);
                    break;
                case IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.IsEmpty: false } }:
                    _isUnsure = true;
                    break;
                case IInvocationOperation { TargetMethod.Name: var name } call when name.StartsWith("Remove", StringComparison.Ordinal) || name.StartsWith("Add", StringComparison.Ordinal) || name.StartsWith("Attach", StringComparison.Ordinal):
                    _addedOrRemoved.UnionWith(call.Arguments.Select(argument => argument.Value.Unwrap().Type).OfType<ITypeSymbol>());
                    break;
            }
        }
    }

    /// <summary>
    /// The query looks for a row by its key among rows that none is added to and none taken from, and gets the one the context tracks already; or it asks for rows of which none is changed, by columns of their own.
    /// </summary>
    public bool CannotBeSeenBy(IInvocationOperation query)
    {
        if (query.TargetMethod.Name is "Find" or "FindAsync")
            return EntityOf(query.Instance?.Type) is { } found && !_addedOrRemoved.Contains(found);
        if (query.Receiver()?.Unwrap() is not (IMemberReferenceOperation or IInvocationOperation { TargetMethod.Name: "Set" }) || EntityOf(query.Receiver()!.Unwrap().Type) is not { } entity || _addedOrRemoved.Contains(entity))
            return false;
        if (query.Arguments.Select(argument => argument.Value.Unwrap()).OfType<IAnonymousFunctionOperation>().FirstOrDefault() is not { } predicate)
            return false;
        return IsByKey(predicate) || !_isUnsure && !_changed.Contains(entity) && !predicate.Descendants().Any(part => part is IPropertyReferenceOperation { Instance: IPropertyReferenceOperation });
    }

    /// <summary>order => order.Id == id</summary>
    private static bool IsByKey(IAnonymousFunctionOperation predicate) =>
        predicate.Body.Operations.Length == 1 && predicate.Body.Operations[0] is IReturnOperation { ReturnedValue: IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } compared }
        && (IsKey(compared.LeftOperand, predicate) || IsKey(compared.RightOperand, predicate));

    private static bool IsKey(IOperation side, IAnonymousFunctionOperation predicate) =>
        side.Unwrap() is IPropertyReferenceOperation { Property: { Name: "Id" }, Instance: IParameterReferenceOperation { Parameter: var row } } && SymbolEqualityComparer.Default.Equals(row, predicate.Symbol.Parameters[0]);

    private static ITypeSymbol? EntityOf(ITypeSymbol? set) => set is INamedTypeSymbol { TypeArguments: { Length: 1 } types } ? types[0] : null;
}
