namespace BackendGuardrails.Facts.Migrations;

internal enum ColumnChangeKind
{
    /// <summary>Values that are there may not fit any more.</summary>
    Narrowed,

    /// <summary>Values fit, and each of them is written again.</summary>
    Rewritten,

    /// <summary>Values become another kind of thing.</summary>
    Converted,
}

/// <summary>What an <c>AlterColumn</c> does to the values that are there.</summary>
internal sealed record ColumnChange(ColumnChangeKind Kind, string From, string To)
{
    /// <summary>PostgreSQL does not convert text to other things by itself.</summary>
    public bool NeedsUsing => Kind == ColumnChangeKind.Converted && StoreType.Parse(From) is { IsText: true };

    /// <summary>A setting of the server decides what happens: where sessions are in UTC, nothing does.</summary>
    public bool DependsOnTimeZone => StoreType.Parse(From) is { IsTimestamp: true } && StoreType.Parse(To) is { IsTimestamp: true };
}

internal static class ColumnChanges
{
    /// <summary>Null for a change that every value survives where it is, and for one that cannot be told.</summary>
    public static ColumnChange? Of(SchemaOperation alter, DatabaseProviders providers)
    {
        var (oldText, newText) = (alter.Text("oldType"), alter.Text("type"));
        if (StoreType.Parse(oldText) is { } old && StoreType.Parse(newText) is { } @new)
            return Of(WithLength(old, alter, "oldMaxLength"), WithLength(@new, alter, "maxLength"), providers) is { } kind ? new(kind, oldText!, newText!) : null;
        if (oldText is not null && newText is not null)
            return oldText == newText ? null : new(ColumnChangeKind.Converted, oldText, newText);
        return OfClr(alter);
    }

    private static ColumnChangeKind? Of(StoreType old, StoreType @new, DatabaseProviders providers)
    {
        if (old == @new)
            return null;
        if (old.HasLength && @new.HasLength && old.IsText == @new.IsText)
            return OfLength(old, @new, providers);
        if (old is { Name: "numeric" } && @new is { Name: "numeric" })
            return OfPrecision(old, @new);
        if (old.IntegerRank > 0 && @new.IntegerRank > 0)
            return @new.IntegerRank < old.IntegerRank || @new.IsUnsigned && !old.IsUnsigned || old.IsUnsigned && !@new.IsUnsigned && @new.IntegerRank == old.IntegerRank ? ColumnChangeKind.Narrowed : ColumnChangeKind.Rewritten;
        if (old.FloatRank > 0 && @new.FloatRank > 0)
            return @new.FloatRank < old.FloatRank ? ColumnChangeKind.Narrowed : ColumnChangeKind.Rewritten;
        if (old.Name == @new.Name)
            return IsLess(@new.Length, old.Length) ? ColumnChangeKind.Narrowed : null;
        return (old.Name, @new.Name) is ("cidr", "inet") ? null : ColumnChangeKind.Converted;
    }

    private static ColumnChangeKind? OfLength(StoreType old, StoreType @new, DatabaseProviders providers)
    {
        if (IsLess(@new.Length, old.Length) || old.Name is "nvarchar" or "nchar" && @new.Name is "varchar" or "char")
            return ColumnChangeKind.Narrowed;
        if (old.Name == @new.Name && @new.Name is not ("char" or "nchar" or "binary"))
            return null;
        // Text of any length is the same to PostgreSQL, but for what is padded or compared in another way.
        var (isPadded, isUnicode) = (old.Name is "char" or "nchar" or "binary" || @new.Name is "char" or "nchar" or "binary", old.Name[0] == 'n' != (@new.Name[0] == 'n'));
        if (isPadded || isUnicode && (providers & DatabaseProviders.SqlServer) != 0 && old.Name != "text" && @new.Name != "text")
            return ColumnChangeKind.Rewritten;
        return null;
    }

    private static ColumnChangeKind? OfPrecision(StoreType old, StoreType @new)
    {
        if (@new.Length is null)
            return null;
        var (oldScale, newScale) = (old.Scale ?? 0, @new.Scale ?? 0);
        if (old.Length is null || newScale < oldScale || @new.Length - newScale < old.Length - oldScale)
            return ColumnChangeKind.Narrowed;
        return newScale == oldScale ? null : ColumnChangeKind.Rewritten;
    }

    /// <summary>By the types of the properties, where the code generator wrote no others.</summary>
    private static ColumnChange? OfClr(SchemaOperation alter)
    {
        if (alter.ClrType is not { } type || alter.TypeOf("oldClrType") is not { } old)
            return null;
        if (SymbolEqualityComparer.Default.Equals(type, old))
            return alter.IsWritten("maxLength") && alter.Number("maxLength") is { } length && (alter.Number("oldMaxLength") is not { } before || length < before)
                ? new(ColumnChangeKind.Narrowed, alter.Number("oldMaxLength") is { } most ? $"{most} characters" : "text of any length", $"{length} characters")
                : null;
        var (from, to) = (Rank(old), Rank(type));
        var kind = from > 0 && to > 0 ? to < from ? ColumnChangeKind.Narrowed : ColumnChangeKind.Rewritten : ColumnChangeKind.Converted;
        return IsStoredAlike(old, type) || alter.Text("type") is not null ? null : new(kind, Name(old), Name(type));
    }

    private static string Name(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static int Rank(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Byte => 1,
        SpecialType.System_Int16 => 2,
        SpecialType.System_Int32 => 3,
        SpecialType.System_Int64 => 4,
        _ => 0,
    };

    /// <summary>An enum and its number.</summary>
    private static bool IsStoredAlike(ITypeSymbol one, ITypeSymbol other) =>
        SymbolEqualityComparer.Default.Equals((one as INamedTypeSymbol)?.EnumUnderlyingType ?? one, (other as INamedTypeSymbol)?.EnumUnderlyingType ?? other);

    private static StoreType WithLength(StoreType type, SchemaOperation alter, string parameter) =>
        type is { Length: null, Name: "varchar" or "nvarchar" } && alter.Number(parameter) is { } length && alter.Text(parameter == "maxLength" ? "type" : "oldType")?.Contains('(') == false ? type with { Length = length } : type;

    private static bool IsLess(int? @new, int? old) => @new is { } most && (old is not { } before || most < before);
}
