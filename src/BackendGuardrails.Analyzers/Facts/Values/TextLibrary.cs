using System.Runtime.CompilerServices;

namespace BackendGuardrails.Facts.Values;

/// <summary>What libraries do with texts, as far as it matters where a text comes from.</summary>
internal static class TextLibrary
{
    private static readonly ConditionalWeakTable<ISymbol, object> Transparent = new();
    private static readonly ConditionalWeakTable<ISymbol, object> Developers = new();

    private static readonly string[] DeveloperNamespaces =
    [
        "Microsoft.EntityFrameworkCore.Metadata", "Microsoft.EntityFrameworkCore.Migrations", "Microsoft.EntityFrameworkCore.Storage", "System.Reflection", "System.Resources", "System.Globalization", "System.Runtime.InteropServices", "System.Diagnostics", "System.ComponentModel.DataAnnotations",
    ];

    private static readonly string[] Quoting = ["Quote", "AsQuoted", "Delimit", "Enclose", "Bracket"];

    /// <summary>No name is quoted by them, but a value, and who knows how well.</summary>
    private static readonly string[] QuotedValues = ["Value", "Literal", "String", "Text"];

    private static readonly string[] QuotingVerbs = ["Escape", "Enquote"];

    private static readonly string[] QuotedThings = ["Identifier", "Name", "Table", "Column", "Schema"];

    private static readonly string[] DeveloperTypes =
    [
        "Microsoft.EntityFrameworkCore.RelationalEntityTypeExtensions", "Microsoft.EntityFrameworkCore.RelationalPropertyExtensions", "Microsoft.EntityFrameworkCore.RelationalModelExtensions",
        "Microsoft.EntityFrameworkCore.ModelExtensions", "Microsoft.EntityFrameworkCore.Storage.ISqlGenerationHelper", "System.Type", "System.Environment", "System.AppContext", "System.IO.Path",
        "System.Guid", "System.DateTime", "System.Security.Cryptography.RandomNumberGenerator",
    ];

    /// <summary>Its methods give back what they are given, in another form; whatever else they do is not in the text.</summary>
    public static bool IsTransparent(INamedTypeSymbol type) => Transparent.GetValue(type.Unannotated(), static key => DecideTransparent((INamedTypeSymbol)key)) is true;

    /// <summary>What only developers decide: names of types, tables and columns, resources, fresh ids, the operating system's line break.</summary>
    public static bool IsDevelopers(ISymbol member) => Developers.GetValue(member.OriginalDefinition, static key => DecideDevelopers(key)) is true;

    /// <summary>A method that says it quotes, however well it does.</summary>
    public static bool ClaimsToQuote(IMethodSymbol method) => Quoting.Concat(QuotingVerbs).Any(verb => method.Name.StartsWith(verb, StringComparison.Ordinal));

    /// <summary>Whether the result is text put together from several, or one of them as it came.</summary>
    public static Value Compose(IMethodSymbol method, Value receiver, List<Value> arguments)
    {
        if (method.ContainingType.SpecialType == SpecialType.System_String || method.ContainingType.Is("System.Text.RegularExpressions.Regex"))
        {
            switch (method.Name)
            {
                case "Concat" or "Format" or "Insert":
                    var composed = arguments.Aggregate(method.IsStatic ? Value.Constant("") : receiver, (text, argument) => text.Then(argument)).OnlyOrigins();
                    // The texts of a list stand beside one another.
                    return method.Name == "Concat" && method.Parameters.Length == 1 ? composed.AsPart() : composed;
                case "Join":
                    var joined = arguments.Skip(1).Aggregate(Value.Safe, (all, argument) => all.Or(argument)).OnlyOrigins();
                    return arguments.Count > 0 && !arguments[0].IsHarmless ? arguments[0].Then(joined) : joined.AsPart();
                case "Replace" when method.ContainingType.SpecialType != SpecialType.System_String:
                    return arguments.Aggregate(Value.Safe, (all, argument) => all.Or(argument)).OnlyOrigins();
                case "Replace":
                    var added = arguments.Skip(1).Aggregate(Value.Safe, (all, argument) => all.Or(argument)).OnlyOrigins();
                    return added.Origins.IsEmpty ? receiver.OnlyOrigins() : receiver.OnlyOrigins().Or(added.AsPart());
                case "Split" or "Substring" or "Trim" or "PadLeft" or "PadRight" or "TrimEnd" or "TrimStart" or "Remove" or "ToLower" or "ToUpper" or "ToLowerInvariant" or "ToUpperInvariant" or "ToString":
                    return method.ContainingType.SpecialType == SpecialType.System_String ? Fold(method, receiver) : receiver.Or(arguments.FirstOrDefault() ?? Value.Safe).OnlyOrigins();
            }
        }

        return arguments.Aggregate(receiver, (all, argument) => all.Or(argument)) is { Known.HasValue: true } constant ? Value.Safe.Or(constant) : arguments.Aggregate(receiver, (all, argument) => all.Or(argument));
    }

    private static Value Fold(IMethodSymbol method, Value text) => text.Known is { HasValue: true, Value: string known }
        ? method.Parameters.Length > 0 ? Value.Safe : method.Name switch
        {
            "Trim" => Value.Constant(known.Trim()),
            "ToLower" or "ToLowerInvariant" => Value.Constant(known.ToLowerInvariant()),
            "ToUpper" or "ToUpperInvariant" => Value.Constant(known.ToUpperInvariant()),
            "ToString" => text,
            _ => Value.Safe,
        }
        : text.OnlyOrigins();

    private static object DecideTransparent(INamedTypeSymbol type)
    {
        var outermost = type.OutermostNamespace();
        if (outermost == "System")
            return type.ContainingNamespace.ToDisplayString() is not ("System.Data" or "System.Data.Common");
        return outermost switch
        {
            "Newtonsoft" => true,
            "Microsoft" => type.ContainingNamespace.ToDisplayString() is "Microsoft.Extensions.Primitives" or "Microsoft.AspNetCore.WebUtilities",
            _ => Containers.IsContainer(type),
        };
    }

    private static object DecideDevelopers(ISymbol member)
    {
        if (member.ContainingType is not { } type)
            return false;
        if (member.Name is "QuoteIdentifier" or "DelimitIdentifier" or "EscapeIdentifier" or "GetManifestResourceStream" or "GetResourceString" or "GenerateParameterName"
            or "ToQueryString" or "GenerateCreateScript")
            return true;
        if (member is IMethodSymbol { ReturnType.SpecialType: SpecialType.System_String } && Quoting.Any(verb => member.Name.StartsWith(verb, StringComparison.Ordinal)) && !QuotedValues.Any(member.Name.Contains))
            return true;
        if (member is IMethodSymbol && QuotingVerbs.Any(verb => member.Name.StartsWith(verb, StringComparison.Ordinal)) && QuotedThings.Any(thing => member.Name.Contains(thing)))
            return true;
        var space = type.ContainingNamespace?.ToDisplayString() ?? "";
        return DeveloperNamespaces.Any(known => space.StartsWith(known, StringComparison.Ordinal)) && !(space == "System.Diagnostics" && type.Name.StartsWith("Process", StringComparison.Ordinal))
            || DeveloperTypes.Any(known => type.Is(known)) && member.Name != "GetFileName" && type.Name != "Path"
            || type.IsOrInherits("System.Resources.ResourceManager");
    }
}
