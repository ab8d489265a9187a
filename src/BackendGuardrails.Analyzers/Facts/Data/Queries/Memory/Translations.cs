using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Queries.Filters;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Queries.Memory;

/// <summary>Could a database run this lambda on the rows of a query? Only what all providers translate counts, and only what an expression tree may contain.</summary>
internal sealed class Translations(EntityModel model)
{
    private static readonly ImmutableHashSet<string> TextMethods = ImmutableHashSet.Create(StringComparer.Ordinal, "Contains", "StartsWith", "EndsWith", "ToLower", "ToUpper", "Trim", "Equals");

    private static readonly ImmutableHashSet<string> TimeParts = ImmutableHashSet.Create(StringComparer.Ordinal, "Date", "Year", "Month", "Day", "Hour", "Minute", "Second");

    private static readonly ImmutableHashSet<string> Aggregates = ImmutableHashSet.Create(StringComparer.Ordinal, "Count", "LongCount", "Sum", "Min", "Max", "Average", "Any", "All");

    /// <summary>A condition, a key or the value of a sum, as a lambda that is written where it is used.</summary>
    public bool Runs(IOperation function, QueryChain chain, CancellationToken cancellationToken) =>
        BodyOf(function) is var (lambda, value) && new Walk(model, chain, lambda.Symbol.Parameters[0], cancellationToken).Runs(value);

    /// <summary>What a group becomes: its key, and numbers computed of its rows.</summary>
    public bool RunsOnGroups(IOperation function, QueryChain chain, CancellationToken cancellationToken)
    {
        if (BodyOf(function) is not var (lambda, value))
            return false;
        var walk = new Walk(model, chain, null, cancellationToken);
        return value.DescendantsAndSelf().OfType<IParameterReferenceOperation>()
            .Where(use => SymbolEqualityComparer.Default.Equals(use.Parameter, lambda.Symbol.Parameters[0]))
            .All(use => use.Parent is IPropertyReferenceOperation { Property.Name: "Key" } || AggregateOf(use) is { } aggregate && walk.RunsAggregate(aggregate));
    }

    /// <summary>Whether a query gives one column of each row, or several: whatever else it makes of them may be made when they have been read.</summary>
    public static bool IsOfColumns(QueryChain chain) => chain.Projection is { TargetMethod.Name: "Select" } projection && chain.Steps.Count(step => step.Name is "Select" or "SelectMany") == 1
        && RowFilters.ConditionOf(projection.Arguments.Last().Value) is var (made, row)
        && (RowColumns.PathOf(made, row) is { IsEmpty: false } || MembersOf(made) is { IsEmpty: false } members && members.All(member => RowColumns.PathOf(member.Value, row) is { IsEmpty: false }));

    private static ImmutableArray<ISimpleAssignmentOperation> MembersOf(IOperation made) => made.Unwrap() switch
    {
        IAnonymousObjectCreationOperation anonymous => anonymous.Initializers.OfType<ISimpleAssignmentOperation>().ToImmutableArray(),
        IObjectCreationOperation { Initializer: { } initializer } => initializer.Initializers.OfType<ISimpleAssignmentOperation>().ToImmutableArray(),
        _ => ImmutableArray<ISimpleAssignmentOperation>.Empty,
    };

    private static (IAnonymousFunctionOperation, IOperation)? BodyOf(IOperation function) =>
        function.Unwrap() is IAnonymousFunctionOperation { Symbol: { IsAsync: false, Parameters.Length: 1 }, Syntax: not (LambdaExpressionSyntax { Block: not null } or AnonymousMethodExpressionSyntax), Body.Operations: { Length: 1 } body } lambda && body[0] is IReturnOperation { ReturnedValue: { } value }
            ? (lambda, value)
            : null;

    private static IInvocationOperation? AggregateOf(IOperation rows)
    {
        while (rows.Parent is IConversionOperation)
            rows = rows.Parent;
        return rows.Parent is IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation call } && QueryOperators.IsInMemory(call) && Aggregates.Contains(call.TargetMethod.Name) ? call : null;
    }

    /// <summary>One lambda; the row is null where its elements are those of a group.</summary>
    private sealed class Walk(EntityModel model, QueryChain chain, IParameterSymbol? row, CancellationToken cancellationToken)
    {
        private readonly List<IParameterSymbol> _related = [];

        public bool Runs(IOperation value)
        {
            if (value.ConstantValue.HasValue)
                return true;
            if (!ReadsRows(value))
                return IsFromOutside(value);
            return value switch
            {
                IConversionOperation conversion => conversion.OperatorMethod is null or { ContainingType.SpecialType: SpecialType.System_Decimal } && Runs(conversion.Operand),
                IParenthesizedOperation inner => Runs(inner.Operand),
                IUnaryOperation { OperatorKind: UnaryOperatorKind.Not or UnaryOperatorKind.Minus, OperatorMethod: null or { ContainingType.SpecialType: SpecialType.System_Decimal } } unary => Runs(unary.Operand),
                IBinaryOperation binary => IsKnown(binary) && Runs(binary.LeftOperand) && Runs(binary.RightOperand),
                IConditionalOperation { WhenFalse: { } otherwise } choice => Runs(choice.Condition) && Runs(choice.WhenTrue) && Runs(otherwise),
                ICoalesceOperation either => Runs(either.Value) && Runs(either.WhenNull),
                IPropertyReferenceOperation property => RunsProperty(property),
                IInvocationOperation call => RunsCall(call),
                IParameterReferenceOperation parameter => IsScalar(parameter.Type) && SymbolEqualityComparer.Default.Equals(parameter.Parameter, row) && IsOfColumns(chain),
                _ => false,
            };
        }

        public bool RunsAggregate(IInvocationOperation call)
        {
            var functions = call.Arguments.Where(argument => argument.Parameter?.Ordinal > 0).Select(argument => argument.Value).ToList();
            return functions.Count == 0 || functions.Count == 1 && BodyOf(functions[0]) is var (lambda, value) && RunsOnRelated(lambda.Symbol.Parameters[0], value);
        }

        private bool RunsOnRelated(IParameterSymbol element, IOperation value)
        {
            _related.Add(element);
            return Runs(value);
        }

        private bool ReadsRows(IOperation value) => value.DescendantsAndSelf().Any(part => part is IParameterReferenceOperation { Parameter: var parameter } && IsRow(parameter));

        private bool IsRow(IParameterSymbol parameter) => SymbolEqualityComparer.Default.Equals(parameter, row) || _related.Contains(parameter, SymbolEqualityComparer.Default);

        /// <summary>Computed once, before the query is sent: whatever an expression tree may contain.</summary>
        private static bool IsFromOutside(IOperation value) => value.DescendantsAndSelf().All(part => part switch
        {
            ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation or ILiteralOperation or IInstanceReferenceOperation or IBinaryOperation or IUnaryOperation or ICoalesceOperation or IConditionalOperation => true,
            IArgumentOperation argument => argument.ArgumentKind == ArgumentKind.Explicit && argument.Parameter?.RefKind == RefKind.None && argument.Syntax is not ArgumentSyntax { NameColon: not null },
            IConversionOperation conversion => conversion.Type is { IsRefLikeType: false, TypeKind: not TypeKind.Dynamic },
            IInvocationOperation call => call.TargetMethod is { MethodKind: not MethodKind.LocalFunction, ReturnsVoid: false, ContainingType: { Name: not ("Random" or "Guid") } },
            IObjectCreationOperation { Initializer: null } or IArrayCreationOperation or IArrayInitializerOperation or IDefaultValueOperation or IParenthesizedOperation => true,
            _ => false,
        });

        private static bool IsKnown(IBinaryOperation binary)
        {
            if (binary.OperatorMethod is { ContainingType: var owner } && owner.OutermostNamespace() != "System")
                return false;
            return binary.OperatorKind switch
            {
                BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr => true,
                BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual =>
                    IsScalar(binary.LeftOperand.Unwrap().Type) || IsScalar(binary.RightOperand.Unwrap().Type),
                BinaryOperatorKind.And or BinaryOperatorKind.Or => binary.Type?.SpecialType == SpecialType.System_Boolean,
                BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply => IsNumber(binary.Type) || binary.Type?.SpecialType == SpecialType.System_String && binary.OperatorKind == BinaryOperatorKind.Add,
                BinaryOperatorKind.Divide => IsNumber(binary.Type) && binary.RightOperand.ConstantValue.HasValue,
                _ => false,
            };
        }

        private bool RunsProperty(IPropertyReferenceOperation reference)
        {
            if (reference.Instance?.Unwrap() is not { } owner || !reference.Arguments.IsEmpty)
                return false;
            var property = reference.Property;
            if (property.ContainingType is { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } or { SpecialType: SpecialType.System_String } or { SpecialType: SpecialType.System_DateTime } or { Name: "DateOnly", ContainingNamespace.Name: "System" })
                return (property.Name is "Value" or "HasValue" or "Length" || TimeParts.Contains(property.Name)) && Runs(owner);
            if (property.Name == "Count" && IsRelated(owner, isCollection: true))
                return true;
            if (!IsScalar(property.Type))
                return false;
            if (owner is IParameterReferenceOperation { Parameter: var parameter } && SymbolEqualityComparer.Default.Equals(parameter, row) && chain.Projection is { } projection)
                return IsMadeOfColumn(projection, property);
            return (owner is IParameterReferenceOperation || IsRelated(owner, isCollection: false)) && IsColumn(property, owner.Type);
        }

        /// <summary>A navigation that the query loads: from one that it does not, memory and database would not say the same.</summary>
        private bool IsRelated(IOperation value, bool isCollection) => value is IPropertyReferenceOperation { Instance: { } owner } reference && model.NavigationOf(reference.Property, cancellationToken) is { } navigation && navigation.IsCollection == isCollection
            && (navigation.IsAutoIncluded || chain.Includes.Any(include => include.Path.Contains(navigation.Name)))
            && (owner.Unwrap() is IParameterReferenceOperation { Parameter: var parameter } ? IsRow(parameter) : IsRelated(owner.Unwrap(), isCollection: false));

        private bool IsColumn(IPropertySymbol property, ITypeSymbol? owner) =>
            model.Of(owner, cancellationToken) is { } entity && IsStored(property) && !model.Configuration(cancellationToken).Of(entity.Type).Any(call => call.Name == "Ignore" && call.Members.Contains(property.Name));

        /// <summary>Written by a setter and not computed: of another assembly that is all that can be seen.</summary>
        private static bool IsStored(IPropertySymbol property) => property.SetMethod is not null && !EntityConventions.IsNotMapped(property)
            && property.DeclaringSyntaxReferences.All(reference => reference.GetSyntax() is PropertyDeclarationSyntax { ExpressionBody: null, AccessorList.Accessors: var accessors } && accessors.All(accessor => accessor.Body is null && accessor.ExpressionBody is null));

        /// <summary>A member of what the query makes of each row: it must be a column, as what else it is made of may not be known to the database.</summary>
        private static bool IsMadeOfColumn(IInvocationOperation projection, IPropertySymbol property) => projection.TargetMethod.Name == "Select" && RowFilters.ConditionOf(projection.Arguments.Last().Value) is var (made, row)
            && MembersOf(made).Any(member => member.Target is IPropertyReferenceOperation { Property: var target } && SymbolEqualityComparer.Default.Equals(target, property) && RowColumns.PathOf(member.Value, row) is { IsEmpty: false });

        private bool RunsCall(IInvocationOperation call)
        {
            var method = call.TargetMethod;
            if (call.Arguments.Any(argument => argument.ArgumentKind != ArgumentKind.Explicit || argument.Syntax is ArgumentSyntax { NameColon: not null }))
                return false;
            if (method.ContainingType.SpecialType == SpecialType.System_String)
            {
                var isKnown = call.Instance is null ? method.Name is "IsNullOrEmpty" or "IsNullOrWhiteSpace" : TextMethods.Contains(method.Name);
                return isKnown && call.Arguments.Length <= 1 && call.Arguments.All(argument => argument.Value.Unwrap().Type?.SpecialType == SpecialType.System_String && Runs(argument.Value)) && (call.Instance is null || Runs(call.Instance));
            }

            if (AggregateOf(call.Receiver() ?? call) == call && call.Receiver() is { } rows && IsRelated(rows.Unwrap(), isCollection: true))
                return RunsAggregate(call);
            if (method.Name == "Contains" && call.Receiver() is { } list && !ReadsRows(list))
                return IsFromOutside(list.Unwrap()) && !ProviderQueries.IsQueryType(list.Unwrap().Type) && call.Arguments.Where(argument => argument.Value != list).ToList() is { Count: 1 } items && IsScalar(items[0].Value.Type) && Runs(items[0].Value);
            return method.Name is "Equals" or "HasFlag" && call.Instance is { } one && IsScalar(one.Type) && call.Arguments.Length == 1 && IsScalar(call.Arguments[0].Value.Unwrap().Type) && Runs(one) && Runs(call.Arguments[0].Value)
                || method is { Name: "GetValueOrDefault", Parameters.IsEmpty: true } && call.Instance is { } value && Runs(value);
        }
    }

    private static bool IsNumber(ITypeSymbol? type) => Plain(type)?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Int16 or SpecialType.System_Byte or SpecialType.System_Decimal or SpecialType.System_Double or SpecialType.System_Single;

    /// <summary>A number, a text, a time, a key: what one column holds.</summary>
    internal static bool IsScalar(ITypeSymbol? type) => Plain(type) is { } plain
        && (plain.TypeKind == TypeKind.Enum || IsNumber(plain) || plain.SpecialType is SpecialType.System_String or SpecialType.System_Boolean or SpecialType.System_DateTime || plain is { Name: "Guid" or "DateTimeOffset" or "DateOnly" or "TimeOnly", ContainingNamespace.Name: "System" });

    private static ITypeSymbol? Plain(ITypeSymbol? type) => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: var of } ? of[0] : type;
}
