using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Queries.Translation;

internal enum UntranslatableKind
{
    /// <summary>A method of this program: what it does is not part of the expression.</summary>
    OwnMethod,

    /// <summary>A property that is computed, or not mapped.</summary>
    NoColumn,

    /// <summary><c>StringComparison</c>, <c>CultureInfo</c>, a comparer, <c>ToLowerInvariant</c></summary>
    Comparison,

    /// <summary>A function in a variable is called.</summary>
    Delegate,

    /// <summary><c>list.Exists(…)</c>, <c>dictionary.ContainsKey(o.Id)</c></summary>
    Collection,

    /// <summary>Objects of this program are searched for something of the row: <c>lines.Any(l => l.Id == o.Id)</c>.</summary>
    LocalObjects,

    /// <summary><c>string.Format</c>, <c>$"{o.A} {o.B}"</c>, <c>ToString("D5")</c></summary>
    Format,

    /// <summary><c>int.Parse(o.Number)</c></summary>
    Parse,

    /// <summary>Another member of the base library that no provider knows.</summary>
    Library,
}

/// <summary>A part of a translated lambda that no provider makes SQL of.</summary>
internal sealed record Untranslatable(UntranslatableKind Kind, IOperation Code)
{
    /// <summary>What a reader would point at: the name of the member.</summary>
    public Location Location => NameNode.GetLocation();

    public string Name => Code is IInterpolatedStringOperation or IPropertyReferenceOperation { Property.IsIndexer: true } ? Code.Syntax.ToString() : NameNode.ToString();

    private SyntaxNode NameNode => Code.Syntax switch
    {
        InvocationExpressionSyntax call => call.Expression.MemberName(),
        MemberAccessExpressionSyntax access => access.Name,
        var code => code,
    };
}
