using BackendGuardrails.Facts.Data.Queries;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Loops;

/// <summary>What does a loop range over: many things that vary, a few that are written down, or pieces of many?</summary>
internal sealed class Sources(ServiceTypes services)
{
    private const int FewTimes = 100;

    private static readonly ImmutableHashSet<string> Pieces = ImmutableHashSet.Create(StringComparer.Ordinal, "Chunk", "Batch", "Buffer", "InBatchesOf", "Partition", "Split", "Slice", "Window", "BatchesOf", "ChunkBy", "InChunksOf");

    public Repetition KindOf(IForEachLoopOperation each, CancellationToken cancellationToken) =>
        each.Locals.Any(local => services.IsService(local.Type, cancellationToken)) ? Repetition.Constant : KindOf(each.Collection, each.IsAsynchronous, cancellationToken);

    public Repetition KindOf(IOperation source, bool isStream, CancellationToken cancellationToken)
    {
        var value = Written(source);
        if (IsFew(value) || IsOfServices(source, cancellationToken) || IsOfKinds(source) || IsOfSequences(source) || IsOfPlugins(source.Unwrap()) || IsOfFailure(value))
            return Repetition.Constant;
        if (value is IInvocationOperation call)
        {
            var name = call.TargetMethod.Name;
            if (IsOfLists(call) || IsOfLists(source) || IsByPosition(call))
                return Repetition.Batch;
            if (name == "Take" && call.Arguments.Any(argument => argument.Value.Unwrap().IsConstant(1)))
                return Repetition.Once;
            if (name is "ReadAllAsync" or "GetConsumingEnumerable")
                return Repetition.Polling;
            if (IsShaping(name) && call.Receiver() is { } receiver && KindOf(receiver, isStream: false, cancellationToken) is var kind and not Repetition.PerItem)
                return kind;
        }

        return IsOfLists(source) ? Repetition.Batch : Repetition.PerItem;
    }

    public static string? NameOf(IOperation source) => source.Unwrap() switch
    {
        ILocalReferenceOperation local => $"'{local.Local.Name}'",
        IParameterReferenceOperation parameter => $"'{parameter.Parameter.Name}'",
        IMemberReferenceOperation member => $"'{member.Member.Name}'",
        IAwaitOperation await => NameOf(await.Operation),
        IInvocationOperation call when IsShaping(call.TargetMethod.Name) || call.TargetMethod.Name.StartsWith("To", StringComparison.Ordinal) || call.TargetMethod.Name == "ConfigureAwait" => call.Receiver() is { } receiver ? NameOf(receiver) : null,
        IInvocationOperation call => $"the result of '{call.TargetMethod.Name}'",
        _ => null,
    };

    /// <summary>The collection behind a local that keeps its first value.</summary>
    private static IOperation Written(IOperation source)
    {
        var value = source.Unwrap();
        return value is ILocalReferenceOperation or IFieldReferenceOperation { Field.IsReadOnly: true } && Initial(value) is { } initial ? initial.Unwrap() : value;
    }

    private static IOperation? Initial(IOperation reference) => reference switch
    {
        ILocalReferenceOperation local => Origins.InitialValue(local),
        IFieldReferenceOperation { Field: { DeclaringSyntaxReferences.Length: 1 } field } =>
            field.DeclaringSyntaxReferences[0].GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax { Initializer.Value: var value } && value.SyntaxTree == reference.Syntax.SyntaxTree
                ? reference.SemanticModel?.GetOperation(value)
                : null,
        _ => null,
    };

    private static bool IsFew(IOperation value) => value switch
    {
        IArrayCreationOperation { Initializer.ElementValues: var elements } => elements.All(IsFixed),
        IObjectCreationOperation { Initializer: { } initializer, Arguments.IsEmpty: true } => initializer.Initializers.All(one => one is IInvocationOperation { Arguments: var added } && added.All(argument => IsFixed(argument.Value))),
        IInvocationOperation { TargetMethod: { Name: "GetValues" or "GetNames", ContainingType.SpecialType: SpecialType.System_Enum } } => true,
        IInvocationOperation { TargetMethod: { Name: "Range" or "Repeat", ContainingType.Name: "Enumerable" } } range => range.Arguments[1].Value.ConstantValue is { HasValue: true, Value: int and <= FewTimes },
        { Kind: (OperationKind)Values.Containers.CollectionExpression } => value.ChildOperations.All(IsFixed),
        { ConstantValue: { HasValue: true, Value: string } } => true,
        _ => false,
    };

    /// <summary>foreach (var handler in handlers): as many as were registered, not as there are rows.</summary>
    private bool IsOfServices(IOperation source, CancellationToken cancellationToken) => ElementOf(source.Unwrap().Type) is { } element && (services.IsService(element, cancellationToken) || IsLater(element, cancellationToken));

    /// <summary>Lazy&lt;IHandler, Metadata&gt;: made by the container when it is needed.</summary>
    private bool IsLater(ITypeSymbol element, CancellationToken cancellationToken) =>
        element is INamedTypeSymbol { Name: "Lazy", TypeArguments: { IsEmpty: false } made } && (made.Length > 1 || services.IsService(made[0], cancellationToken));

    /// <summary>The same by a common base class, as the container hands them over: <c>IEnumerable&lt;LoginCheck&gt; checks</c>.</summary>
    private static bool IsOfPlugins(IOperation value) =>
        value is IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation, Type: { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T } type }
        && ElementOf(type) is INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: true } element && element.GetMembers().OfType<IMethodSymbol>().Any(method => method is { IsAbstract: true, MethodKind: MethodKind.Ordinary });

    /// <summary>foreach (var entry in failure.Entries): the rows that somebody else has changed, before the next try.</summary>
    private static bool IsOfFailure(IOperation value) => value is IPropertyReferenceOperation { Property: { Name: "Entries", ContainingType.Name: "DbUpdateException" or "DbUpdateConcurrencyException" } };

    /// <summary>orders.GroupBy(order => order.Status): as many groups as the key has values, and those are written down.</summary>
    private static bool IsOfKinds(IOperation source) =>
        ElementOf(source.Unwrap().Type) is INamedTypeSymbol { Name: "IGrouping", TypeArguments: { Length: 2 } parts } && (parts[0].TypeKind == TypeKind.Enum || parts[0].SpecialType == SpecialType.System_Boolean || parts[0].Is("System.Type"));

    /// <summary>ids.Select((id, at) => (id, at)).GroupBy(pair => pair.at / 100): pieces, cut by hand.</summary>
    private static bool IsByPosition(IInvocationOperation call) =>
        call is { TargetMethod.Name: "GroupBy" } && GroupKeys.Of(call).Any(key => key is IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder });

    private static ITypeSymbol? ElementOf(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments: { Length: 1 } one } => one[0],
        _ => null,
    };

    /// <summary>Written down by itself; <c>..others</c> brings in as many as there are.</summary>
    private static bool IsFixed(IOperation element) => element.Syntax.RawKind != Values.Containers.SpreadElement;

    private static bool IsShaping(string name) => name is "Where" or "OrderBy" or "OrderByDescending" or "Distinct" or "Select" or "ToList" or "ToArray" or "AsEnumerable" or "Reverse" or "Cast" or "OfType" or "ToHashSet" or "WithCancellation" or "ConfigureAwait" or "ToListAsync" or "ToArrayAsync" or "AsAsyncEnumerable" or "ToAsyncEnumerable";

    /// <summary>Each element is a list of its own, made by cutting up: an array of something, as Chunk gives. The words of a text are as many as there are.</summary>
    private static bool IsOfLists(IOperation source) =>
        source.Unwrap() is IInvocationOperation { TargetMethod.Name: var name } call && (Pieces.Contains(name) && ElementOf(call.Type)?.SpecialType != SpecialType.System_String || IsCutUp(call));

    /// <summary>rows.ChunkAsync(500), ids.InPieces(): what goes in comes out again in lists, whatever the method is called. Those of LINQ give what a function makes of each element.</summary>
    private static bool IsCutUp(IInvocationOperation call) =>
        ElementOf(call.Type) is { SpecialType: not SpecialType.System_String } piece && ElementOf(piece) is { } element && !QueryOperators.IsHome(call.TargetMethod.ContainingType)
        && SymbolEqualityComparer.Default.Equals(ElementOf(call.Receiver()?.Unwrap().Type ?? call.Arguments.FirstOrDefault()?.Value.Unwrap().Type), element);

    /// <summary>IEnumerable&lt;IEnumerable&lt;int>>: a list comes with each round, and no key of its own. A group has one.</summary>
    private static bool IsOfSequences(IOperation source) =>
        ElementOf(source.Unwrap().Type) is INamedTypeSymbol { TypeKind: TypeKind.Interface, TypeArguments.Length: 1 } element
        && (element.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T || element.AllInterfaces.Any(one => one.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T));
}
