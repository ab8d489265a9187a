using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Flow;

/// <summary>What may a fix write at this place to get at a logger, the configuration, the environment …? Local names win over fields, direct ones over carriers.</summary>
internal static class InScope
{
    /// <summary>The expression, such as <c>_logger</c>, <c>environment</c> or <c>builder.Configuration</c>; null when there is nothing in scope.</summary>
    public static string? Find(IOperation at, Wanted wanted)
    {
        var candidates = Symbols(at);
        foreach (var symbol in candidates)
        {
            if (TypeOf(symbol).IsOrInherits(wanted.TypeName))
                return Written(symbol);
        }

        foreach (var symbol in candidates)
        {
            foreach (var (carrier, carried) in wanted.Carriers)
            {
                if (TypeOf(symbol).IsOrInherits(carrier))
                    return $"{Written(symbol)}.{carried}";
            }
        }

        return null;
    }

    /// <summary>The variables and members that can be named here, the nearest first.</summary>
    public static List<ISymbol> Symbols(IOperation at)
    {
        if (at.SemanticModel is not { } model)
            return [];
        var position = at.Syntax.SpanStart;
        var staticFunction = at.Syntax.Ancestors().FirstOrDefault(IsStaticFunction);
        var member = MemberAround(model, position);
        return NamesIn.Scope(at, member)
            .Where(symbol => IsUsable(symbol, position, at.Syntax.SyntaxTree) && IsReachable(symbol, member) && !(staticFunction is not null && NeedsCapture(symbol, staticFunction)))
            .OrderBy(Distance)
            .ThenBy(symbol => symbol.Name, StringComparer.Ordinal)
            .ToList();
    }

    /// <summary>The namespace of <c>LogError</c>, where it is not imported yet; null where it is.</summary>
    public static string? LogImport(IOperation at) =>
        at.SemanticModel?.LookupNamespacesAndTypes(at.Syntax.SpanStart, name: "LoggerExtensions").IsEmpty == true ? "Microsoft.Extensions.Logging" : null;

    private static bool IsUsable(ISymbol symbol, int position, SyntaxTree tree) => symbol switch
    {
        // A lambda cannot capture the others.
        IParameterSymbol parameter => parameter.RefKind == RefKind.None,
        // A local counts once its declaration is complete; before that it is not assigned.
        ILocalSymbol local => local.DeclaringSyntaxReferences.FirstOrDefault() is { } declaration && declaration.SyntaxTree == tree
            && (declaration.GetSyntax() is ForEachStatementSyntax each ? each.Statement.SpanStart : declaration.GetSyntax().FirstAncestorOrSelf<StatementSyntax>()?.Span.End ?? declaration.Span.End) <= position,
        IFieldSymbol { CanBeReferencedByName: true } => true,
        IPropertySymbol { IsIndexer: false, GetMethod: not null } => true,
        _ => false,
    };

    private static ISymbol? MemberAround(SemanticModel model, int position)
    {
        var member = model.GetEnclosingSymbol(position);
        while (member?.ContainingSymbol is IMethodSymbol or IFieldSymbol or IPropertySymbol)
            member = member.ContainingSymbol;
        return member;
    }

    /// <summary>Static members reach no instance, initializers none of its fields, and nested types not that of the outer one.</summary>
    private static bool IsReachable(ISymbol symbol, ISymbol? member)
    {
        if (symbol.IsStatic || symbol is ILocalSymbol || member is null || symbol is IParameterSymbol && !IsOfPrimaryConstructor(symbol))
            return true;
        if (member.IsStatic || member is not IMethodSymbol && symbol is not IParameterSymbol)
            return false;
        for (var type = member.ContainingType; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, symbol.ContainingType?.OriginalDefinition))
                return true;
        }

        return false;
    }

    private static bool IsOfPrimaryConstructor(ISymbol symbol) =>
        symbol.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
        && constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is TypeDeclarationSyntax;

    private static bool IsStaticFunction(SyntaxNode node) => node switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.Modifiers.Any(SyntaxKind.StaticKeyword),
        LocalFunctionStatementSyntax function => function.Modifiers.Any(SyntaxKind.StaticKeyword),
        _ => false,
    };

    /// <summary>Inside a static lambda or local function only what it declares itself, and static members, can be named.</summary>
    private static bool NeedsCapture(ISymbol symbol, SyntaxNode staticFunction) =>
        !symbol.IsStatic
        && !symbol.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == staticFunction.SyntaxTree && staticFunction.Span.Contains(reference.Span));

    public static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        IParameterSymbol parameter => parameter.Type,
        ILocalSymbol local => local.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    private static int Distance(ISymbol symbol) => symbol switch
    {
        ILocalSymbol => 0,
        // One that a field keeps would be kept twice.
        IParameterSymbol when IsOfPrimaryConstructor(symbol) => 4,
        IParameterSymbol => 1,
        IFieldSymbol => 2,
        _ => 3,
    };

    /// <summary>As code has to write the name.</summary>
    public static string Written(ISymbol symbol) => SyntaxFacts.GetKeywordKind(symbol.Name) == SyntaxKind.None ? symbol.Name : "@" + symbol.Name;
}
