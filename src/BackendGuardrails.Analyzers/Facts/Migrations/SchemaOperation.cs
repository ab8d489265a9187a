using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Migrations;

/// <summary>A <c>.Annotation(name, value)</c> behind an operation or a column. <paramref name="IsOld"/>: what the column had before.</summary>
internal sealed record MigrationAnnotation(string Name, object? Value, bool IsOld, IInvocationOperation Call);

/// <summary>One step of a migration: a call on the <c>MigrationBuilder</c>, or a column or constraint of the table that it creates.</summary>
internal sealed class SchemaOperation
{
    /// <summary>Operations are remembered, and outlive the question that found them. Reading an argument is short.</summary>
    private static readonly CancellationToken Unhurried = CancellationToken.None;

    private readonly MigrationScope _scope;
    private readonly Dictionary<string, IArgumentOperation> _arguments = new(StringComparer.Ordinal);
    private readonly List<MigrationAnnotation> _annotations = [];
    private readonly List<SchemaOperation> _parts = [];

    public SchemaOperation(IInvocationOperation call, MigrationScope scope)
    {
        Call = call;
        _scope = scope;
        foreach (var argument in call.Arguments.Where(argument => argument.Parameter is not null))
            _arguments[argument.Parameter!.Name] = argument;
        Name = call.TargetMethod.Name;
        ClrType = call.TargetMethod.TypeArguments is { Length: 1 } types && types[0] is not ITypeParameterSymbol ? types[0] : null;
        Schema = Text("schema");
        Table = Has("table") ? Text("table") : Name is "CreateTable" or "DropTable" or "AlterTable" or "RenameTable" ? Text("name") : null;
        Columns = Has("columns") ? Texts("columns") : Has("column") ? One(Text("column")) : Name is "AddColumn" or "AlterColumn" or "DropColumn" or "RenameColumn" or "Column" ? One(Text("name")) : ImmutableArray<string>.Empty;
        SqlTexts = Name == "Sql" && _arguments.TryGetValue("sql", out var sql) ? scope.Texts(sql.Value, Unhurried) : ImmutableArray<string>.Empty;
    }

    /// <summary>Such as <c>DropColumn</c>; of a part <c>Column</c>, <c>PrimaryKey</c>, <c>ForeignKey</c>, <c>UniqueConstraint</c>, <c>CheckConstraint</c>.</summary>
    public string Name { get; }

    public IInvocationOperation Call { get; }

    /// <summary>What the table is called; null where that is not known.</summary>
    public string? Table { get; private set; }

    public string? Schema { get; private set; }

    /// <summary>The columns it is about; empty where they are not known, or where it is about none.</summary>
    public ImmutableArray<string> Columns { get; private set; }

    public string? Column => Columns.Length == 1 ? Columns[0] : null;

    /// <summary>The <c>T</c> of <c>AddColumn&lt;T&gt;</c>.</summary>
    public ITypeSymbol? ClrType { get; }

    /// <summary>For <c>Sql</c>: what it may run, with <see cref="Sql.WrittenTexts.Hole"/> for parts that are not known; none where nothing is known.</summary>
    public ImmutableArray<string> SqlTexts { get; }

    /// <summary>The databases that it is for, as far as conditions around it say.</summary>
    public DatabaseProviders Providers { get; init; } = DatabaseProviders.All;

    /// <summary>Where the migration itself makes this happen: the call, or the call of a helper of another class; null for what a base class does on its own.</summary>
    public IInvocationOperation? Place { get; init; }

    /// <summary>Something other than the database decides whether it happens.</summary>
    public bool IsConditional { get; init; }

    /// <summary>It is written once and may happen several times: in a loop, or in a helper method.</summary>
    public bool IsShared { get; init; }

    public IReadOnlyList<MigrationAnnotation> Annotations => _annotations;

    /// <summary>The columns and constraints of <c>CreateTable</c>.</summary>
    public IReadOnlyList<SchemaOperation> Parts => _parts;

    /// <summary>Whether its fate can be read and changed at the call: it is written there, in the migration, for itself.</summary>
    public bool IsPlain => Place == Call && !IsShared;

    /// <summary>Whether the method has such a parameter.</summary>
    public bool Has(string parameter) => _arguments.ContainsKey(parameter);

    /// <summary>Whether somebody wrote the argument.</summary>
    public bool IsWritten(string parameter) => _arguments.TryGetValue(parameter, out var argument) && argument.IsWritten();

    public IArgumentOperation? Argument(string parameter) => _arguments.TryGetValue(parameter, out var argument) ? argument : null;

    /// <summary>The expression that makes the argument, wherever it is written; null for an argument that is not written, or that is <c>null</c>.</summary>
    public IOperation? Value(string parameter) =>
        IsWritten(parameter) && _scope.Origin(_arguments[parameter].Value, Unhurried).Value is var value && value.ConstantValue is not { HasValue: true, Value: null } && value is not IDefaultValueOperation { Type.IsReferenceType: true } ? value : null;

    /// <summary>The constant that the argument is, written or by default; nothing where it is not known.</summary>
    public Optional<object?> Constant(string parameter) => _arguments.TryGetValue(parameter, out var argument) ? _scope.Constant(argument.Value, Unhurried) : default;

    public string? Text(string parameter) => Constant(parameter) is { HasValue: true, Value: string text } ? text : null;

    public int? Number(string parameter) => Constant(parameter) is { HasValue: true, Value: int number } ? number : null;

    /// <summary>Null where it is not known.</summary>
    public bool? Flag(string parameter) => Constant(parameter) is { HasValue: true, Value: bool flag } ? flag : null;

    /// <summary>The type named by <c>oldClrType: typeof(string)</c>.</summary>
    public ITypeSymbol? TypeOf(string parameter) => Value(parameter) is ITypeOfOperation type ? type.TypeOperand : null;

    /// <summary>The texts of an array; empty where one of them is not known.</summary>
    public ImmutableArray<string> Texts(string parameter)
    {
        if (!_arguments.TryGetValue(parameter, out var argument))
            return ImmutableArray<string>.Empty;
        if (_scope.Elements(argument.Value, Unhurried) is not { } elements)
            return One(Text(parameter));
        var texts = elements.Select(element => element.Scope.Constant(element.Value, Unhurried) is { HasValue: true, Value: string text } ? text : null).ToList();
        return texts.Contains(null) ? ImmutableArray<string>.Empty : texts.OfType<string>().ToImmutableArray();
    }

    /// <summary>The value of an annotation that it has now; nothing where it has none of that name.</summary>
    public Optional<object?> Annotation(string name) => _annotations.LastOrDefault(annotation => annotation.Name == name && !annotation.IsOld) is { } found ? new(found.Value) : default;

    /// <summary>Whether it is about the table.</summary>
    public bool IsAbout(string? table, string? schema) => Table is not null && Table == table && (Schema == schema || Schema is null or "" && schema is null or "");

    public void Add(MigrationAnnotation annotation) => _annotations.Add(annotation);

    public void Add(SchemaOperation part)
    {
        (part.Table, part.Schema) = (Table, Schema);
        _parts.Add(part);
    }

    /// <summary>Names the columns that a part of a table is about, where its call does not.</summary>
    public void NameColumns(ImmutableArray<string> columns)
    {
        if (Columns.IsEmpty)
            Columns = columns;
    }

    private static ImmutableArray<string> One(string? text) => text is null ? ImmutableArray<string>.Empty : ImmutableArray.Create(text);
}
