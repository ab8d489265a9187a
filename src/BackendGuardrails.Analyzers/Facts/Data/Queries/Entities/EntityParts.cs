namespace BackendGuardrails.Facts.Data.Queries.Entities;

/// <summary>Small questions about values that may be entities or hold them.</summary>
internal static class EntityParts
{
    private static readonly string[] Containers = ["System.Collections", "System.Threading.Tasks", "System.Linq", "System.Text.Json.Nodes"];

    /// <summary>Whether nothing that belongs to an entity can be reached from such a value: numbers, texts, times, and what has no insides that anybody changes.</summary>
    public static bool IsPlain(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return IsPlain(array.ElementType);
            case { SpecialType: SpecialType.System_String or SpecialType.System_Void } or { TypeKind: TypeKind.Enum or TypeKind.Pointer }:
                return true;
            case { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.Dynamic or TypeKind.TypeParameter or TypeKind.Interface or TypeKind.Delegate or TypeKind.Error }:
                return type is INamedTypeSymbol { TypeArguments: { Length: > 0 } elements } && IsOfLibrary(type) && elements.All(IsPlain);
            case INamedTypeSymbol { TypeArguments: { Length: > 0 } parts }:
                return IsOfLibrary(type) && parts.All(IsPlain);
            default:
                return type.IsValueType ? type.DeclaringSyntaxReferences.IsEmpty : IsOfLibrary(type) && !Containers.Any(space => type.IsWithin(space));
        }
    }

    /// <summary>Assigned, counted up, or handed over to be written.</summary>
    public static bool IsWritten(IMemberReferenceOperation member) => member.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == member,
        IIncrementOrDecrementOperation => true,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        ITupleOperation { Parent: IDeconstructionAssignmentOperation parts } tuple => parts.Target == tuple,
        _ => false,
    };

    private static bool IsOfLibrary(ITypeSymbol type) => type.OutermostNamespace() == "System";
}
