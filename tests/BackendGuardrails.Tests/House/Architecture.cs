using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Tests.House;

/// <summary>Rules ask, facts answer, fixes act: dependencies go one way. Every check reads the source, so that it can be shown a broken one.</summary>
internal static partial class Architecture
{
    public static IEnumerable<string> FactsKnowNoRule(OwnSource source)
    {
        foreach (var tree in source.Trees.Where(tree => Below().IsMatch(tree.FilePath)))
        {
            foreach (var (symbol, target) in source.ReferencesOf(tree).Where(reference => IsOfRules(reference.Target)).DistinctBy(reference => reference.Target))
                yield return $"{tree.FilePath} uses {symbol.Name} of {target}. A fact knows no rule: hand it over, or turn the dependency around.";
            if (tree.FilePath.Contains("/Facts/") && RuleId().Match(tree.GetText().ToString()) is { Success: true } id)
                yield return $"{tree.FilePath} names {id.Value}. Say what the fact is about instead; which rule asks is the rule's business.";
        }
    }

    public static IEnumerable<string> RulesDoNotKnowEachOther(OwnSource source) =>
        from tree in source.Trees
        where FamilyOf(tree.FilePath) is not null
        from reference in source.ReferencesOf(tree)
        where IsAnalyzer(reference.Target) && RuleId().Match(reference.Target).Value != RuleId().Match(tree.FilePath).Value
        select $"{tree.FilePath} uses {reference.Symbol.Name} of {reference.Target}. Rules do not know each other: what both need is a fact.";

    public static IEnumerable<string> FamiliesKeepToThemselves(OwnSource source) =>
        from tree in source.Trees
        let family = FamilyOf(tree.FilePath)
        where family is not null
        from reference in source.ReferencesOf(tree)
        where FamilyOf(reference.Target) is { } other && other != family
        select $"{tree.FilePath} uses {reference.Symbol.Name} of {reference.Target}. A family does not reach into another: move what both need to Facts or Shared.";

    public static IEnumerable<string> FixesKnowOnlyWhatRulesDeclare(OwnSource source) =>
        from tree in source.Trees
        where tree.FilePath.Contains("BackendGuardrails.CodeFixes/")
        from reference in source.ReferencesOf(tree)
        where IsAnalyzer(reference.Target) && reference.Symbol is not (INamedTypeSymbol or IFieldSymbol { IsConst: true } or IFieldSymbol { Name: "Descriptor" })
        select $"{tree.FilePath} uses {reference.Symbol.Name} of {reference.Target}. A fix acts on descriptor, constants and what the diagnostic carries; it does not analyze again.";

    /// <summary>A cancelled keystroke would be remembered as an exception.</summary>
    public static IEnumerable<string> NothingLazyIsCancelled(OwnSource source)
    {
        foreach (var tree in source.Trees)
        {
            var model = source.Compilation.GetSemanticModel(tree);
            var lazy = tree.GetRoot().DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>()
                .Where(creation => model.GetTypeInfo(creation) is var info && (info.Type ?? info.ConvertedType) is { Name: "Lazy", ContainingNamespace.Name: "System" });
            foreach (var creation in lazy.Where(creation => creation.DescendantNodes().OfType<ExpressionSyntax>().Any(node => IsToken(model.GetTypeInfo(node).Type))))
                yield return $"{At(creation)} uses a CancellationToken inside a Lazy, which remembers the cancellation for good. Use a ConcurrentDictionary and TryGetValue/GetOrAdd.";
        }
    }

    public static IEnumerable<string> NothingStaticChanges(OwnSource source)
    {
        foreach (var tree in source.Trees)
        {
            var model = source.Compilation.GetSemanticModel(tree);
            foreach (var type in tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>().Select(node => model.GetDeclaredSymbol(node)).OfType<INamedTypeSymbol>())
            {
                foreach (var member in type.GetMembers().Where(member => member.IsStatic && IsMutable(member)))
                    yield return $"{tree.FilePath}: {type.Name}.{member.Name} can change and is shared by all compilations. Make it readonly and immutable, or key it by compilation in a ConditionalWeakTable.";
            }
        }
    }

    private static bool IsMutable(ISymbol member) => member switch
    {
        IFieldSymbol { IsConst: true } or IFieldSymbol { AssociatedSymbol: not null } => false,
        IFieldSymbol field => !field.IsReadOnly || IsMutable(field.Type),
        IPropertySymbol { SetMethod: not null } => true,
        _ => false,
    };

    /// <summary>Collections that a caller could fill. Arrays are tables by convention here: nobody writes to them.</summary>
    private static bool IsMutable(ITypeSymbol type) =>
        type.ContainingNamespace?.ToDisplayString() is "System.Collections.Concurrent" or "System.Collections.Generic"
        && !type.Name.StartsWith("IReadOnly", StringComparison.Ordinal) && type.Name is not ("IEnumerable" or "IEqualityComparer" or "IComparer" or "KeyValuePair");

    private static bool IsToken(ITypeSymbol? type) => type is { Name: "CancellationToken", ContainingNamespace.Name: "Threading" };

    private static bool IsOfRules(string path) => FamilyOf(path) is not null || Path.GetFileName(path) is "Rule.cs" or "GuardrailAnalyzer.cs" or "GuardrailAttribute.cs" or "Categories.cs";

    private static bool IsAnalyzer(string path) => FamilyOf(path) is not null && path.EndsWith("Analyzer.cs", StringComparison.Ordinal);

    private static string? FamilyOf(string path) => Family().Match(path) is { Success: true } match ? match.Groups["family"].Value : null;

    private static string At(SyntaxNode node) => $"{node.SyntaxTree.FilePath}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    [GeneratedRegex(@"^src/BackendGuardrails\.(Analyzers|CodeFixes)/(?<family>Configuration|Queries|Integrity|Api|Security|Resilience|Migrations|Maintainability)/")]
    private static partial Regex Family();

    [GeneratedRegex(@"/(Facts|Options|Shared)/")]
    private static partial Regex Below();

    [GeneratedRegex(@"BG\d{4}")]
    private static partial Regex RuleId();
}
