using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Indexes;

/// <summary>How a comparison says the same of the column alone.</summary>
internal enum ColumnRewrite
{
    None,

    /// <summary><c>c &gt;= day &amp;&amp; c &lt; day.AddDays(1)</c>, and what becomes of the other comparisons with a day.</summary>
    DayRange,

    /// <summary><c>c &gt;= new DateTime(year, 1, 1) &amp;&amp; c &lt; new DateTime(year + 1, 1, 1)</c></summary>
    YearRange,

    /// <summary>The same in UTC, which is what PostgreSQL takes for a point in time.</summary>
    UtcYearRange,

    /// <summary>The same of a date without time.</summary>
    DateYearRange,

    /// <summary><c>c &lt; now.AddDays(-30)</c></summary>
    Shift,

    /// <summary>Both sides without the call.</summary>
    WithoutCall,
}

/// <summary>Which comparisons of something computed have an equal one of the column alone?</summary>
internal sealed class ColumnRewrites(EntityModel model, SourceNames names)
{
    /// <summary>Compare without regard to case unless told otherwise.</summary>
    private static readonly string[] CaseInsensitive = ["UseSqlServer", "AddSqlServer", "AddSqlServerDbContext", "UseMySql", "UseMySQL"];

    private static readonly string[] CaseSensitive = ["UseNpgsql", "AddNpgsqlDbContext", "UseSqlite", "AddSqlite", "UseOracle"];

    public ColumnRewrite Of(DefeatedIndex defeated, CancellationToken cancellationToken)
    {
        var column = defeated.Column;
        if (column is not { Comparison: { } comparison, Filter.Value: { } value } || !IsRepeatable(value) || IsNullable(value.Type) && column.Kind is not (ComputationKind.Case or ComputationKind.ToText))
            return ColumnRewrite.None;
        var isEqual = comparison.OperatorKind == BinaryOperatorKind.Equals;
        var type = Plain(column.Filter.Column.Type);
        return column.Kind switch
        {
            // A day with a time would never be equal, and the range of it may have rows: only for equality, where nobody can mean that.
            ComputationKind.Day when type.Is("System.DateTime") && (isEqual || IsMidnight(value, cancellationToken)) => ColumnRewrite.DayRange,
            ComputationKind.Year when !IsClock(value) && value.Unwrap().Type?.SpecialType == SpecialType.System_Int32 => YearOf(type, defeated.Entity, column.Filter.Name, cancellationToken),
            ComputationKind.Shift when column.Code is IInvocationOperation { Arguments: { Length: 1 } arguments } && SymbolEqualityComparer.Default.Equals(Plain(value.Type), type) && IsRepeatable(arguments[0].Value) => ColumnRewrite.Shift,
            ComputationKind.ToText when isEqual && value.Unwrap() is IInvocationOperation { TargetMethod: { Name: "ToString", Parameters.IsEmpty: true }, Instance: { } given } && SymbolEqualityComparer.Default.Equals(given.Type, column.Filter.Column.Type) => ColumnRewrite.WithoutCall,
            ComputationKind.Case when isEqual && IgnoresCase(defeated.Entity, column.Filter.Name, cancellationToken) => ColumnRewrite.WithoutCall,
            _ => ColumnRewrite.None,
        };
    }

    /// <summary>The column's collation, or that of its database, compares texts without regard to case.</summary>
    public bool IgnoresCase(EntityType entity, string column, CancellationToken cancellationToken)
    {
        var configured = Configured(entity, column, cancellationToken).ToList();
        var collation = configured.LastOrDefault(call => call.Name == "UseCollation")?.Call.Argument("collation")?.ConstantValue.Value as string;
        if (collation is not null)
            return IsNamedSo(collation) || IsMadeSo(collation, cancellationToken);
        if (configured.Any(call => call.Name == "HasColumnType" && call.Call.Argument("typeName")?.ConstantValue.Value as string == "citext"))
            return true;
        return names.Find("UseCollation", cancellationToken).IsEmpty && Uses(CaseInsensitive, cancellationToken) && !Uses(CaseSensitive, cancellationToken);
    }

    /// <summary>The calls behind <c>Property(o => o.Column)</c>.</summary>
    private IEnumerable<FluentCall> Configured(EntityType entity, string column, CancellationToken cancellationToken) => EntityIndexes.Lineage(entity.Type)
        .SelectMany(type => model.Configuration(cancellationToken).Of(type))
        .Where(call => call.Name == "Property" && call.Members.Contains(column))
        .SelectMany(call => call.Following());

    /// <summary><c>SQL_Latin1_General_CP1_CI_AS</c>, <c>utf8mb4_general_ci</c></summary>
    private static bool IsNamedSo(string collation) => collation.Split('_').Contains("CI") || collation.EndsWith("_ci", StringComparison.Ordinal) || collation == "NOCASE";

    /// <summary><c>HasCollation("ignoring_case", locale: "und-u-ks-level2", provider: "icu", deterministic: false)</c></summary>
    private bool IsMadeSo(string collation, CancellationToken cancellationToken) => ModelConfiguration.CallsOf("HasCollation", names, cancellationToken).Any(call =>
        call.Argument("name")?.IsConstant(collation) is true && call.Argument("deterministic")?.Unwrap().IsConstant(false) is true && (call.Argument("locale") ?? call.Argument("lcCollate"))?.ConstantValue.Value is string locale && locale.EndsWith("-ks-level2", StringComparison.Ordinal));

    private ColumnRewrite YearOf(ITypeSymbol? type, EntityType entity, string column, CancellationToken cancellationToken)
    {
        if (type.Is("System.DateOnly"))
            return ColumnRewrite.DateYearRange;
        if (!type.Is("System.DateTime"))
            return ColumnRewrite.None;
        if (!Uses(["UseNpgsql", "AddNpgsqlDbContext"], cancellationToken))
            return Uses(CaseInsensitive, cancellationToken) || Uses(CaseSensitive, cancellationToken) ? ColumnRewrite.YearRange : ColumnRewrite.None;
        // It refuses a value whose kind does not fit the column, and a column can be told to hold another one.
        return IsConverted(entity, column) || names.Trees.Any(tree => Says(tree, "EnableLegacyTimestampBehavior") || Says(tree, "ConfigureConventions") || Says(tree, "timestamp") && Says(tree, "without")) ? ColumnRewrite.None : ColumnRewrite.UtcYearRange;

        bool Says(SyntaxTree tree, string word) => SourceNames.Mentions(tree, word, cancellationToken);

        bool IsConverted(EntityType owner, string name) => Configured(owner, name, cancellationToken).Any(call => call.Name is "HasColumnType" or "HasConversion")
            || EntityConventions.PropertiesOf(owner.Type).Any(property => property.Name == name && EntityConventions.Attribute(property, "System.ComponentModel.DataAnnotations.Schema.ColumnAttribute")?.NamedArguments.Any(argument => argument.Key == "TypeName") is true);
    }

    private bool Uses(string[] words, CancellationToken cancellationToken) => words.Any(word => !names.Find(word, cancellationToken).IsEmpty);

    /// <summary>The value has no time of day.</summary>
    private bool IsMidnight(IOperation value, CancellationToken cancellationToken) => Origins.Of(value, names, cancellationToken) switch
    {
        IPropertyReferenceOperation { Property: { Name: "Date" or "Today", ContainingType: var type } } => type.Is("System.DateTime"),
        IObjectCreationOperation { Arguments.Length: 3 } made => made.Type.Is("System.DateTime"),
        IInvocationOperation { TargetMethod: { Name: "AddDays" or "AddMonths" or "AddYears" }, Instance: { } day, Arguments: { Length: 1 } arguments } call => call.Type.Is("System.DateTime") && IsWhole(arguments[0].Value) && IsMidnight(day, cancellationToken),
        _ => false,
    };

    private static bool IsWhole(IOperation number) => number.Unwrap() is { Type.SpecialType: SpecialType.System_Int32 } || number.ConstantValue is { HasValue: true, Value: double days } && days == Math.Floor(days);

    private static bool IsClock(IOperation value) => value.DescendantsAndSelf().Any(part => part is IPropertyReferenceOperation { Property: { IsStatic: true, Name: "Now" or "UtcNow" or "Today" } });

    /// <summary>It may be evaluated twice, or elsewhere, and nobody notices: names, constants and what the base library makes of them.</summary>
    private static bool IsRepeatable(IOperation value) => value.DescendantsAndSelf().All(part => part switch
    {
        IInvocationOperation call => call.TargetMethod.ContainingType.OutermostNamespace() == "System" && call.TargetMethod.ContainingType.IsValueType || call.TargetMethod.ContainingType.SpecialType == SpecialType.System_String,
        IObjectCreationOperation made => made.Type is { IsValueType: true },
        IAwaitOperation or IAnonymousFunctionOperation or IAssignmentOperation or IIncrementOrDecrementOperation or IDynamicInvocationOperation or IConditionalAccessOperation => false,
        _ => true,
    });

    private static bool IsNullable(ITypeSymbol? type) => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } && type is not null;

    private static ITypeSymbol? Plain(ITypeSymbol? type) => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
}
