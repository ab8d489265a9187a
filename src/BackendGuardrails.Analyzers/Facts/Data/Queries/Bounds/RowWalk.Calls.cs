using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Http;

namespace BackendGuardrails.Facts.Data.Queries.Bounds;

internal sealed partial class RowWalk
{
    /// <summary>In memory: all rows are still there, if in another order or another form.</summary>
    private static readonly ImmutableHashSet<string> Whole = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Select", "SelectMany", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Order", "OrderDescending", "Reverse", "ToList", "ToArray", "ToHashSet", "AsEnumerable", "AsQueryable", "Cast", "Append", "Prepend", "Concat", "Union",
        "DefaultIfEmpty", "ToAsyncEnumerable", "AsAsyncEnumerable", "ToListAsync", "ToArrayAsync", "ConvertAll", "AsReadOnly", "ToImmutableArray", "ToImmutableList", "Index");

    private static readonly ImmutableHashSet<string> Putting = ImmutableHashSet.Create(StringComparer.Ordinal, "Add", "AddRange", "Insert", "InsertRange", "UnionWith", "Push", "Enqueue");

    private static readonly ImmutableHashSet<string> SameValue = ImmutableHashSet.Create(StringComparer.Ordinal, "ConfigureAwait", "AsTask", "GetAwaiter", "GetResult", "WaitAsync", "WithCancellation");

    private static readonly string[] Mappers = ["AutoMapper.IMapperBase", "AutoMapper.Mapper", "MapsterMapper.IMapper", "Mapster.TypeAdapter", "System.Text.Json.JsonSerializer", "Newtonsoft.Json.JsonConvert"];

    private RowFate OfArgument(IInvocationOperation call, IArgumentOperation argument, Frame? frame)
    {
        var method = call.TargetMethod;
        if (QueryOperators.IsHome(method.ContainingType))
            return OfOperator(call, argument, frame);
        if (!method.DeclaringSyntaxReferences.IsEmpty)
            return Inside(call, argument, frame);
        if (RequestCode.IsAnswer(call) || Mappers.Any(mapper => method.ContainingType.IsOrInherits(mapper)) || method.Name == "AsList" && method.ContainingType.Is(DataLibraries.Dapper) || method is { Name: "FromResult", ContainingType.Name: "Task" or "ValueTask" } || method.IsExtensionMethod && Whole.Contains(method.Name) && IsOfCollections(method))
            return Of(call, frame);
        if (Putting.Contains(method.Name) && call.Instance is { } collection && IsOfCollections(method))
            return OfTarget(collection, frame);
        return IsOfCollections(method) && method.IsExtensionMethod ? RowFate.None : RowFate.Needed;
    }

    /// <summary>Operators of LINQ on rows in memory: what loses some of them is a question of its own.</summary>
    private RowFate OfOperator(IInvocationOperation call, IArgumentOperation argument, Frame? frame)
    {
        var name = call.TargetMethod.Name;
        if (argument.Parameter?.Ordinal != 0)
            return name is "Concat" or "Union" ? Of(call, frame) : RowFate.Needed;
        if (name is "Join" or "GroupJoin" or "LeftJoin" or "Zip" || call.Arguments.Any(other => other != argument && IsWork(other.Value)))
            return RowFate.Needed;
        if (name is "ToDictionary" or "ToLookup")
            return Of(call, frame).And(RowUse.Lookup);
        return Whole.Contains(name) ? Of(call, frame) : RowFate.None;
    }

    /// <summary>A function that does something for each row, other than making something of it.</summary>
    private static bool IsWork(IOperation function) => function.Unwrap() is IAnonymousFunctionOperation lambda
        && (lambda.Symbol.IsAsync || lambda.Symbol.ReturnType.Name is "Task" or "ValueTask" || lambda.Body.Descendants().Any(IsEffect));

    private static bool IsEffect(IOperation operation) => operation switch
    {
        IAwaitOperation => true,
        IAssignmentOperation { Target: IMemberReferenceOperation { Instance: not IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } } } => true,
        IInvocationOperation { TargetMethod: { ReturnsVoid: true } method } => !(Putting.Contains(method.Name) && IsOfCollections(method)),
        _ => false,
    };

    private static bool IsOfCollections(IMethodSymbol method) => method.ContainingNamespace?.ToDisplayString() is { } space && (space.StartsWith("System.Collections", StringComparison.Ordinal) || space == "System.Linq")
        || method.ContainingType is { } type && (type.Is("Google.Protobuf.Collections.RepeatedField`1") || type.AllInterfaces.Any(one => one.Is("System.Collections.Generic.ICollection`1")) && type.DeclaringSyntaxReferences.IsEmpty);

    /// <summary>The rows are the object whose method is called.</summary>
    private RowFate OfReceiver(IInvocationOperation call, Frame? frame)
    {
        var method = call.TargetMethod;
        if (SameValue.Contains(method.Name) || Whole.Contains(method.Name) && !method.ReturnsVoid && IsOfCollections(method))
            return Of(call, frame);
        if (method.Name == "ForEach" || call.Arguments.Any(argument => IsWork(argument.Value)))
            return RowFate.Needed;
        return IsOfCollections(method) || method.ContainingType.SpecialType == SpecialType.System_Object || Putting.Contains(method.Name) ? RowFate.None : RowFate.Needed;
    }

    /// <summary>What a method of this compilation does with the rows it is given; what it returns, the call gives.</summary>
    private RowFate Inside(IInvocationOperation call, IArgumentOperation argument, Frame? frame)
    {
        if (frame?.Depth >= MostFrames || argument.Parameter is not { } parameter || call.TargetMethod.ReturnsVoid || IsBareTask(call.Type))
            return RowFate.Needed;
        var target = facts.Targets.Resolve(call.TargetMethod, cancellationToken);
        if (target.IsAbstract || facts.Targets.BodyOf(target, cancellationToken) is not { } body || parameter.Ordinal >= target.Parameters.Length)
            return RowFate.Needed;
        var given = target.Parameters[parameter.Ordinal];
        var inner = new Frame(call, target.OriginalDefinition, frame);
        return RowFate.JoinAll(VariableUses.Of(given, body).Select(use => Of(use, inner)));
    }

    private static bool IsBareTask(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments.IsEmpty: true };
}
