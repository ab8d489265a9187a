using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Queries.Translation;

/// <summary>
/// What in a lambda has no SQL on any provider? What does not depend on the row is computed before the query is sent, whatever it is, and the providers differ in what else they know: here is only what
/// PostgreSQL and SQLite both refuse, with EF Core 10 as with those before.
/// </summary>
internal sealed class UntranslatableCode(EntityModel model, OwnTranslations translations)
{
    private const string Regex = "System.Text.RegularExpressions.Regex";

    private static readonly ImmutableHashSet<string> TextMethods = ImmutableHashSet.Create(StringComparer.Ordinal, "ToLowerInvariant", "ToUpperInvariant", "CompareOrdinal");

    private static readonly ImmutableHashSet<string> NoTexts = ImmutableHashSet.Create(StringComparer.Ordinal, "Split", "Normalize", "ToCharArray", "IsInterned");

    private static readonly ImmutableHashSet<string> ListMethods = ImmutableHashSet.Create(StringComparer.Ordinal, "Exists", "Find", "FindAll", "FindIndex", "FindLast", "FindLastIndex", "TrueForAll", "ConvertAll", "BinarySearch");

    private static readonly ImmutableHashSet<string> DateTexts = ImmutableHashSet.Create(StringComparer.Ordinal, "ToShortDateString", "ToLongDateString", "ToShortTimeString", "ToLongTimeString");

    private static readonly string[] Unknown = ["System.Text.Json.JsonSerializer", "Newtonsoft.Json.JsonConvert", "System.BitConverter", "System.IO.Path", "System.Globalization.ISOWeek"];

    private static readonly string[] Parsed = ["System.Int32", "System.Int64", "System.Int16", "System.Decimal", "System.Double", "System.Single", "System.DateTime", "System.DateTimeOffset", "System.Guid", "System.Enum", "System.Boolean"];

    /// <summary>What the providers refuse, outermost first; nothing inside of it.</summary>
    public IEnumerable<Untranslatable> In(IAnonymousFunctionOperation lambda, CancellationToken cancellationToken)
    {
        var rows = new HashSet<ISymbol>(lambda.DescendantsAndSelf().OfType<IAnonymousFunctionOperation>().SelectMany(function => function.Symbol.Parameters), SymbolEqualityComparer.Default);
        var open = new Stack<IOperation>();
        open.Push(lambda.Body);
        while (open.Count > 0)
        {
            var code = open.Pop();
            // What a function is given is a row of another table, or an object in memory that stands beside the row.
            if (code is not IArgumentOperation && code.Unwrap() is not IAnonymousFunctionOperation && !Reads(code, rows))
                continue;
            if (KindOf(code, rows, cancellationToken) is { } kind)
            {
                yield return new(kind, code);
                continue;
            }

            foreach (var child in code.ChildOperations.Reverse())
                open.Push(child);
        }
    }

    private UntranslatableKind? KindOf(IOperation code, HashSet<ISymbol> rows, CancellationToken cancellationToken) => code switch
    {
        IInvocationOperation call when Reads(call, rows) => OfCall(call, rows, cancellationToken),
        IPropertyReferenceOperation { Instance: { } owner } property when property.Property.IsIndexer => OfIndexer(property, owner, rows),
        IPropertyReferenceOperation { Instance: { } owner } property when Reads(owner, rows) && IsNoColumn(property.Property, cancellationToken) => UntranslatableKind.NoColumn,
        IInterpolatedStringOperation text when !text.ConstantValue.HasValue && Reads(text, rows) => UntranslatableKind.Format,
        _ => null,
    };

    /// <summary>Whether it depends on a row that the code around it has: what lambdas inside of it give their own elements is theirs.</summary>
    private static bool Reads(IOperation code, HashSet<ISymbol> rows) => code.DescendantsAndSelf().Any(part => part is IParameterReferenceOperation reference && rows.Contains(reference.Parameter)
        && !Around(part, code).OfType<IAnonymousFunctionOperation>().Any(inner => inner.Symbol.Parameters.Contains(reference.Parameter, SymbolEqualityComparer.Default)));

    private static IEnumerable<IOperation> Around(IOperation part, IOperation code) => part == code ? Enumerable.Empty<IOperation>() : part.Ancestors().TakeWhile(outer => outer != code).Append(code);

    private UntranslatableKind? OfCall(IInvocationOperation call, HashSet<ISymbol> rows, CancellationToken cancellationToken)
    {
        var method = call.TargetMethod;
        var type = method.ContainingType;
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return UntranslatableKind.Delegate;
        if (!method.DeclaringSyntaxReferences.IsEmpty)
            return !translations.See(method) || translations.Knows(method, cancellationToken) ? null : UntranslatableKind.OwnMethod;
        if (method.Name == "GetHashCode" && method.Parameters.IsEmpty)
            return UntranslatableKind.Library;
        if (type.SpecialType == SpecialType.System_String)
            return OfText(method, cancellationToken);
        if (type.Is("System.Linq.Enumerable"))
            return OfSequence(call, rows);
        if (type.Is("System.Collections.Generic.List`1") || type.Is("System.Array"))
            return ListMethods.Contains(method.Name) ? UntranslatableKind.Collection : null;
        if (method.Name is "ContainsKey" or "ContainsValue" && call.Instance is { } dictionary && !Reads(dictionary, rows) || method.Name == "GetValueOrDefault" && type.Is("System.Collections.Generic.CollectionExtensions") && !Reads(call.Arguments[0].Value, rows))
            return UntranslatableKind.Collection;
        if (method.Name == "ToString" && !method.Parameters.IsEmpty || DateTexts.Contains(method.Name) && type.Is("System.DateTime"))
            return type.OutermostNamespace() == "System" ? UntranslatableKind.Format : null;
        if (method.Name is "Parse" or "ParseExact" && Parsed.Any(parsed => type.Is(parsed)))
            return UntranslatableKind.Parse;
        var isUnknown = type.Is(Regex) && (!method.IsStatic || method.Name is "Match" or "Matches" or "Split") || type.Is("System.Char") && method.Name.StartsWith("Is", StringComparison.Ordinal) || Unknown.Any(unknown => type.Is(unknown));
        return isUnknown ? UntranslatableKind.Library : null;
    }

    private UntranslatableKind? OfText(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (NoTexts.Contains(method.Name))
            return UntranslatableKind.Library;
        if (method.Name == "Format")
            return UntranslatableKind.Format;
        var compares = TextMethods.Contains(method.Name) || method.Parameters.Any(parameter => parameter.Type.Is("System.StringComparison") || parameter.Type.Is("System.Globalization.CultureInfo")) || method is { Name: "Compare", Parameters.Length: > 2 };
        return compares && !translations.KnowComparisons(cancellationToken) ? UntranslatableKind.Comparison : null;
    }

    private static UntranslatableKind? OfSequence(IInvocationOperation call, HashSet<ISymbol> rows)
    {
        var method = call.TargetMethod;
        if (call.Receiver() is not { } source || source.Unwrap().Type is not { } type)
            return null;
        if (method.Name is "Contains" or "Distinct" or "OrderBy" && method.Parameters.Any(parameter => parameter.Name == "comparer"))
            return UntranslatableKind.Comparison;
        if (type.SpecialType == SpecialType.System_String)
            return method.Name is "Any" or "All" or "Count" or "Where" or "Reverse" ? UntranslatableKind.Library : null;
        return method.Name is "Any" or "All" or "Count" or "First" or "FirstOrDefault" or "Where" or "Single" or "SingleOrDefault" && method.Parameters.Length == 2 && !Reads(source, rows) && !ProviderQueries.IsQueryType(type) && ElementOf(type) is { } element && IsObject(element)
            ? UntranslatableKind.LocalObjects
            : null;
    }

    private static ITypeSymbol? ElementOf(ITypeSymbol type) => type is IArrayTypeSymbol array ? array.ElementType : EntityConventions.ElementOf(type);

    /// <summary>Neither a text nor a number nor whatever else a column can hold.</summary>
    private static bool IsObject(ITypeSymbol type) => type.TypeKind == TypeKind.Class && type.OutermostNamespace() != "System" && type.SpecialType == SpecialType.None || type.IsTupleType || type.Is("System.Collections.Generic.KeyValuePair`2");

    private static UntranslatableKind? OfIndexer(IPropertyReferenceOperation property, IOperation owner, HashSet<ISymbol> rows)
    {
        if (!property.Arguments.Any(argument => Reads(argument.Value, rows)))
            return property.Property.ContainingType.SpecialType == SpecialType.System_String && Reads(owner, rows) ? UntranslatableKind.Library : null;
        return !Reads(owner, rows) && owner.Type is { } type && type.MetadataName is "Dictionary`2" or "IDictionary`2" or "IReadOnlyDictionary`2" or "ConcurrentDictionary`2" ? UntranslatableKind.Collection : null;
    }

    /// <summary>Computed from others without a place to store it, or said not to be mapped. What may be overridden or configured is left alone.</summary>
    private bool IsNoColumn(IPropertySymbol property, CancellationToken cancellationToken)
    {
        property = property.OriginalDefinition;
        if (property.IsStatic || property.IsVirtual || property.IsAbstract || property.IsOverride || property.ContainingType.TypeKind != TypeKind.Class || !translations.See(property) || translations.Knows(property, cancellationToken))
            return false;
        if (!model.IsEntity(property.ContainingType, cancellationToken) || model.Configuration(cancellationToken).All.Any(call => call.Members.Contains(property.Name) && call.Name != "Ignore"))
            return false;
        return EntityConventions.IsNotMapped(property) || property.SetMethod is null && IsComputed(property);
    }

    private static bool IsComputed(IPropertySymbol property)
    {
        if (EntityConventions.ElementOf(property.Type) is not null || property.Type is not { IsValueType: true } and not { SpecialType: SpecialType.System_String } || property.DeclaringSyntaxReferences[0].GetSyntax() is not PropertyDeclarationSyntax syntax)
            return false;
        var value = syntax.ExpressionBody?.Expression ?? syntax.AccessorList?.Accessors.FirstOrDefault()?.ExpressionBody?.Expression;
        var hasCode = value is not null || syntax.AccessorList?.Accessors.Any(accessor => accessor.Body is not null) is true;
        // A field that is only given away may be what is stored.
        return hasCode && value is not (IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }) && !property.ContainingType.GetMembers().Any(member => member is IFieldSymbol && string.Equals(member.Name.TrimStart('_'), property.Name, StringComparison.OrdinalIgnoreCase));
    }
}
