using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Sql;

namespace BackendGuardrails.Facts.Migrations;

/// <summary>What the parameters of a helper method and the variable of a loop stand for, at one place that migration code goes through. Null stands for what is not known.</summary>
internal sealed class MigrationScope
{
    private const int Hops = 8;

    /// <summary>A kind of syntax that is newer than the oldest compiler we run in.</summary>
    private const int CollectionExpression = 9076;

    private static readonly string Hole = WrittenTexts.Hole.ToString();

    private readonly SourceNames _names;
    private readonly ImmutableDictionary<ISymbol, (IOperation? Value, MigrationScope Scope)> _bound;

    public MigrationScope(SourceNames names)
        : this(names, ImmutableDictionary.Create<ISymbol, (IOperation?, MigrationScope)>(SymbolEqualityComparer.Default))
    {
    }

    private MigrationScope(SourceNames names, ImmutableDictionary<ISymbol, (IOperation?, MigrationScope)> bound)
    {
        _names = names;
        _bound = bound;
    }

    public MigrationScope With(ISymbol symbol, IOperation? value, MigrationScope scope) => new(_names, _bound.SetItem(symbol, (value, scope)));

    /// <summary>The operation that makes the value, and the scope it is to be read in.</summary>
    public (IOperation Value, MigrationScope Scope) Origin(IOperation value, CancellationToken cancellationToken)
    {
        var scope = this;
        value = value.Unwrap();
        for (var hop = 0; hop < Hops && !value.ConstantValue.HasValue; hop++)
        {
            ISymbol? symbol = value switch
            {
                IParameterReferenceOperation parameter => parameter.Parameter,
                ILocalReferenceOperation local => local.Local,
                _ => null,
            };
            if (symbol is not null && scope._bound.TryGetValue(symbol, out var bound))
            {
                if (bound.Value is null)
                    break;
                (value, scope) = (bound.Value.Unwrap(), bound.Scope);
            }
            else if (value is IFieldReferenceOperation { Instance: { } pair, Field.CorrespondingTupleField: { } item } && scope.Origin(pair, cancellationToken) is { Value: ITupleOperation tuple, Scope: var inside } && ItemOf(tuple, item) is { } element)
                (value, scope) = (element.Unwrap(), inside);
            else if (Origins.Behind(value, _names, cancellationToken) is { } source)
                value = source.Unwrap();
            else
                break;
        }

        return (value, scope);
    }

    public Optional<object?> Constant(IOperation value, CancellationToken cancellationToken)
    {
        var (origin, scope) = Origin(value, cancellationToken);
        if (origin.ConstantValue.HasValue)
            return origin.ConstantValue;
        if (origin is IDefaultValueOperation { Type: { IsReferenceType: true } or { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } })
            return new(null);
        return scope.Text(origin, cancellationToken) is { } text && text.IndexOf(WrittenTexts.Hole) < 0 ? new Optional<object?>(text) : default;
    }

    /// <summary>The text as it is written, with <see cref="WrittenTexts.Hole"/> for each part that is not known; null where nothing of it is.</summary>
    public string? Text(IOperation value, CancellationToken cancellationToken)
    {
        var (origin, scope) = Origin(value, cancellationToken);
        return origin switch
        {
            { ConstantValue: { HasValue: true, Value: var constant } } => constant is string or char ? constant.ToString() : null,
            IInterpolatedStringOperation interpolated => string.Concat(interpolated.Parts.Select(part => part switch
            {
                IInterpolatedStringTextOperation { Text: var text } => scope.Text(text, cancellationToken) ?? "",
                IInterpolationOperation { Expression: var expression } => scope.OrHole(expression, cancellationToken),
                _ => Hole,
            })),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum => scope.OrHole(sum.LeftOperand, cancellationToken) + scope.OrHole(sum.RightOperand, cancellationToken),
            _ => null,
        };
    }

    /// <summary>All texts that the value may have; none where that cannot be said.</summary>
    public ImmutableArray<string> Texts(IOperation value, CancellationToken cancellationToken) => Text(value, cancellationToken) is { } text
        ? ImmutableArray.Create(text)
        : new WrittenTexts(_names).Of(Origin(value, cancellationToken).Value, cancellationToken).Select(written => written.Text).Distinct().ToImmutableArray();

    /// <summary>The elements of an array or a list that is written out; null where they are not known.</summary>
    public IReadOnlyList<(IOperation Value, MigrationScope Scope)>? Elements(IOperation list, CancellationToken cancellationToken)
    {
        var (origin, scope) = Origin(list, cancellationToken);
        var elements = origin switch
        {
            IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
            IArrayInitializerOperation initializer => initializer.ElementValues,
            IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: { } initializer } => AddedIn(initializer),
            _ when origin.Syntax.RawKind == CollectionExpression => origin.ChildOperations.ToImmutableArray(),
            _ => default,
        };
        return elements.IsDefault ? null : elements.Select(element => (element.Unwrap(), scope)).ToList();
    }

    private static ImmutableArray<IOperation> AddedIn(IObjectOrCollectionInitializerOperation initializer) =>
        initializer.Initializers.All(added => added is IInvocationOperation { TargetMethod.Name: "Add", Arguments.Length: 1 })
            ? initializer.Initializers.Cast<IInvocationOperation>().Select(added => added.Arguments[0].Value).ToImmutableArray()
            : default;

    private static IOperation? ItemOf(ITupleOperation tuple, IFieldSymbol item) =>
        item.Name.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(item.Name.Substring(4), out var number) && number >= 1 && number <= tuple.Elements.Length ? tuple.Elements[number - 1] : null;

    private string OrHole(IOperation value, CancellationToken cancellationToken) =>
        Constant(value, cancellationToken) is { HasValue: true, Value: { } constant } ? Convert.ToString(constant, System.Globalization.CultureInfo.InvariantCulture)! : Text(value, cancellationToken) ?? Hole;
}
