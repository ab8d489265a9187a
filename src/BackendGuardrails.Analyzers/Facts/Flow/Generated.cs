namespace BackendGuardrails.Facts.Flow;

/// <summary>Has a tool marked the symbol, or what it is in, as written by it?</summary>
internal static class Generated
{
    public static bool Is(ISymbol member)
    {
        for (var symbol = member; symbol is not (null or INamespaceSymbol); symbol = symbol.ContainingSymbol)
        {
            foreach (var attribute in symbol.GetAttributes())
            {
                if (attribute.AttributeClass is { Name: "GeneratedCodeAttribute" } mark && mark.IsIn("System.CodeDom.Compiler"))
                    return true;
            }
        }

        return false;
    }
}
