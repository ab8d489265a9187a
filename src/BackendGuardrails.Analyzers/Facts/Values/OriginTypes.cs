namespace BackendGuardrails.Facts.Values;

/// <summary>What type is a thing that an origin stands for?</summary>
internal static class OriginTypes
{
    /// <summary>A single text, so that a check of it is a check of all of it.</summary>
    public static bool IsText(Origin origin) => !origin.Chain.IsEmpty && origin.Chain[origin.Chain.Length - 1] is var last && (Slot.IsElement(last) || last is Slot.Keys || Pairs.IsPart(last)) || origin.Kind == OriginKind.Outside || TypeOf(origin) is { SpecialType: SpecialType.System_String or SpecialType.System_Char or SpecialType.System_Object }
        || TypeOf(origin) is { Name: "StringValues" };

    public static ITypeSymbol? TypeOf(Origin origin)
    {
        if (!origin.Chain.IsEmpty)
        {
            return origin.Chain[origin.Chain.Length - 1] switch
            {
                IPropertySymbol property => property.Type,
                IFieldSymbol field => field.Type,
                TupleItem item => item.Type,
                _ => null,
            };
        }

        return (origin.Kind, origin.Key) switch
        {
            (_, IParameterSymbol parameter) => parameter.Type,
            (_, IFieldSymbol field) => field.Type,
            (_, IPropertySymbol property) => property.Type,
            (OriginKind.Call or OriginKind.Foreign, CallSite site) => Containers.Awaited(site.Target.ReturnType),
            (OriginKind.Out, CallSite site) => site.Target.Parameters[origin.Index].Type,
            _ => null,
        };
    }
}
