using System.Runtime.CompilerServices;

namespace BackendGuardrails.Facts.Flow;

/// <summary>Where in a member is this variable or parameter named? The member is walked once for all who ask, in the order in which <see cref="Operations"/> gives its parts.</summary>
internal static class VariableUses
{
    private static readonly ConditionalWeakTable<IOperation, ILookup<ISymbol, IOperation>> Known = new();

    /// <summary>In the whole member around the code, its local functions and lambdas included.</summary>
    public static IEnumerable<ILocalReferenceOperation> Of(ILocalSymbol local, IOperation within) => In(within.MemberBody())[local].Cast<ILocalReferenceOperation>();

    /// <summary>Of a generic method it does not matter which types it was called with.</summary>
    public static IEnumerable<IParameterReferenceOperation> Of(IParameterSymbol parameter, IOperation within) => In(within.MemberBody())[parameter.OriginalDefinition].Cast<IParameterReferenceOperation>();

    public static IEnumerable<IOperation> Of(ISymbol variable, IOperation within) => In(within.MemberBody())[variable.OriginalDefinition];

    private static ILookup<ISymbol, IOperation> In(IOperation member) => Known.TryGetValue(member, out var known) ? known : Known.GetValue(member, Read);

    private static ILookup<ISymbol, IOperation> Read(IOperation member)
    {
        var found = new List<(ISymbol Variable, IOperation Use)>();
        foreach (var operation in member.DescendantsAndSelf())
        {
            if (operation.Kind == OperationKind.LocalReference)
                found.Add((((ILocalReferenceOperation)operation).Local, operation));
            else if (operation.Kind == OperationKind.ParameterReference)
                found.Add((((IParameterReferenceOperation)operation).Parameter.OriginalDefinition, operation));
        }

        return found.ToLookup(one => one.Variable, one => one.Use, SymbolEqualityComparer.Default);
    }
}
