using System.Collections.Concurrent;
using System.Globalization;
using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Queries.Entities;

namespace BackendGuardrails.Facts.Data.Queries.Columns;

/// <summary>Which columns does the table of an entity have, and how large are they? What types, attributes and configuration say; names only tell that something is short.</summary>
internal sealed class EntityColumns(EntityModel model)
{
    private const int LargeText = 4000;
    private const int LargeBytes = 2000;
    private const int UsualText = 32;
    private const int LargeWidth = 4000;

    private static readonly ImmutableHashSet<string> LargeTypes = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "text", "ntext", "mediumtext", "longtext", "xml", "json", "jsonb", "clob", "nclob", "blob", "mediumblob", "longblob", "bytea", "image", "varbinary(max)", "varchar(max)", "nvarchar(max)", "character varying(max)");

    /// <summary>Bytes that are always few.</summary>
    private static readonly string[] ShortBytes = ["Hash", "Salt", "Key", "Token", "Version", "Stamp", "Signature", "Checksum", "Digest", "Thumbprint", "Nonce", "Iv", "Address", "Ip", "Mac", "Color"];

    private readonly ConcurrentDictionary<ITypeSymbol, ImmutableArray<EntityColumn>> _known = new(SymbolEqualityComparer.Default);

    /// <summary>In the order of the class. Navigations and owned types are none.</summary>
    public ImmutableArray<EntityColumn> Of(EntityType entity, CancellationToken cancellationToken) =>
        _known.TryGetValue(entity.Type, out var known) ? known : _known.GetOrAdd(entity.Type, Read(entity, cancellationToken));

    private ImmutableArray<EntityColumn> Read(EntityType entity, CancellationToken cancellationToken)
    {
        var configured = CallsOf(entity.Type, cancellationToken).Where(call => call.Name is "Property" or "Ignore").ToList();
        var columns = new List<(EntityColumn Column, string? Type)>();
        foreach (var property in EntityConventions.PropertiesOf(entity.Type))
        {
            var calls = configured.Where(call => call.Members.Contains(property.Name)).ToList();
            if (property is not { DeclaredAccessibility: Accessibility.Public, SetMethod: not null } || !EntityParts.IsPlain(property.Type) || EntityConventions.IsNotMapped(property) || calls.Any(call => call.Name == "Ignore")
                || model.NavigationOf(property, cancellationToken) is not null)
                continue;
            var type = TypeOf(property, calls);
            columns.Add((ColumnOf(property, type, LimitOf(property, type, calls), entity), type));
        }

        // Where every text is said to be one, that is how the provider calls them.
        var texts = columns.Where(column => column.Column.Property.Type.SpecialType == SpecialType.System_String).ToList();
        var isUsual = texts.Count > 1 && texts.All(column => column.Type == "text");
        return columns.Select(column => isUsual && column.Type == "text" ? column.Column with { Large = null, Width = UsualText } : column.Column).OrderBy(Depth).ToImmutableArray();

        int Depth(EntityColumn column)
        {
            var depth = 0;
            for (var type = column.Property.ContainingType; type is not null; type = type.BaseType)
                depth++;
            return depth;
        }
    }

    private IEnumerable<FluentCall> CallsOf(INamedTypeSymbol entity, CancellationToken cancellationToken)
    {
        for (var type = entity; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            foreach (var call in model.Configuration(cancellationToken).Of(type.OriginalDefinition))
                yield return call;
        }
    }

    private static EntityColumn ColumnOf(IPropertySymbol property, string? type, int? limit, EntityType entity)
    {
        if (limit >= LargeText)
            return new(property, $"up to {limit.Value.ToString(CultureInfo.InvariantCulture)} characters", LargeWidth, IsLimit: true);
        if (property.Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte })
        {
            var isShort = limit < LargeBytes || EntityConventions.IsConcurrencyToken(property) || entity.ConcurrencyTokens.Contains(property.Name) || entity.Key.Contains(property.Name) || ShortBytes.Any(word => IsWordOf(property.Name, word));
            return isShort ? new(property, null, limit ?? UsualText) : new(property, "byte[]", LargeWidth);
        }

        return type is not null && limit is null && LargeTypes.Contains(type) ? new(property, type, LargeWidth) : new(property, null, WidthOf(property.Type, limit));
    }

    /// <summary>As a word of it: Ip is one of ClientIp and none of Clip.</summary>
    private static bool IsWordOf(string name, string word)
    {
        var at = name.LastIndexOf(word, StringComparison.Ordinal);
        return at >= 0 && (at + word.Length == name.Length || !char.IsLower(name[at + word.Length]));
    }

    /// <summary>As the database calls it, in small letters; null where nobody says.</summary>
    private static string? TypeOf(IPropertySymbol property, List<FluentCall> calls)
    {
        var attribute = EntityConventions.Attribute(property, "System.ComponentModel.DataAnnotations.Schema.ColumnAttribute");
        var named = attribute?.NamedArguments.FirstOrDefault(argument => argument.Key == "TypeName").Value.Value as string ?? ArgumentsOf("HasColumnType", calls).OfType<string>().LastOrDefault();
        return named?.Trim().ToLowerInvariant();
    }

    /// <summary>The most characters or bytes of a value; null where nobody says.</summary>
    private static int? LimitOf(IPropertySymbol property, string? type, List<FluentCall> calls)
    {
        var attributes = new[] { "MaxLengthAttribute", "StringLengthAttribute", "LengthAttribute" }.Select(name => EntityConventions.Attribute(property, $"System.ComponentModel.DataAnnotations.{name}"));
        var limits = attributes.SelectMany(attribute => attribute?.ConstructorArguments.Select(argument => argument.Value).Reverse() ?? Enumerable.Empty<object?>()).Concat(ArgumentsOf("HasMaxLength", calls)).OfType<int>().Where(limit => limit > 0);
        if (limits.Select(limit => (int?)limit).FirstOrDefault() is { } said)
            return said;
        var open = type?.IndexOf('(') ?? -1;
        return open > 0 && type!.Contains("char") && int.TryParse(type.Substring(open + 1).TrimEnd(')', ' '), NumberStyles.Integer, CultureInfo.InvariantCulture, out var length) ? length : null;
    }

    private static IEnumerable<object?> ArgumentsOf(string setting, List<FluentCall> calls) => calls
        .SelectMany(call => call.Following().TakeWhile(next => next.Name != "Property"))
        .Where(next => next.Name == setting)
        .SelectMany(next => next.Call.Arguments.Select(argument => argument.Value.ConstantValue is { HasValue: true, Value: var value } ? value : null));

    private static int WidthOf(ITypeSymbol type, int? limit)
    {
        var plain = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: var of } ? of[0] : type;
        return plain switch
        {
            { SpecialType: SpecialType.System_String } => Math.Min(limit ?? UsualText, UsualText),
            { SpecialType: SpecialType.System_Boolean or SpecialType.System_Byte } => 1,
            { TypeKind: TypeKind.Enum } or { SpecialType: SpecialType.System_Int16 or SpecialType.System_Int32 } => 4,
            { IsValueType: true, Name: "Guid" or "Decimal" } => 16,
            { IsValueType: true } => 8,
            _ => UsualText,
        };
    }
}
