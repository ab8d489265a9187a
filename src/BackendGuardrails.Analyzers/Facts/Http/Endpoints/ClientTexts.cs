namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>How a value comes to the client: the call that answers with it, or the form it fails on.</summary>
internal enum ClientText
{
    /// <summary>The body of an answer.</summary>
    Answer,

    /// <summary>A member of a ProblemDetails.</summary>
    Problem,

    /// <summary>The message of an error of gRPC, GraphQL or SignalR.</summary>
    RemoteError,

    /// <summary>A line above a form that the person filled in.</summary>
    Form,
}

/// <summary>Where does this value go? Up through texts and objects, through a local, to what is sent to the client.</summary>
internal sealed class ClientTexts(EndpointModel endpoints)
{
    private const int MostLocals = 2;

    private const string ProblemDetails = "Microsoft.AspNetCore.Mvc.ProblemDetails";

    private static readonly string[] Writers =
    [
        "Microsoft.AspNetCore.Http.HttpResponseWritingExtensions", "Microsoft.AspNetCore.Http.HttpResponseJsonExtensions",
    ];

    /// <summary>The place it ends in, and how; null when it does not go to a client, as far as one sees.</summary>
    public (ClientText Text, IOperation Place)? Of(IOperation value, CancellationToken cancellationToken) => Of(value, MostLocals, cancellationToken);

    private (ClientText Text, IOperation Place)? Of(IOperation value, int locals, CancellationToken cancellationToken)
    {
        var child = value;
        int? part = null;
        for (var parent = value.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                // Kept for the log of the server.
                case IArgumentOperation { Parameter.Name: "innerException" or "debugException" }:
                    return null;
                case IArgumentOperation { Parent: IOperation taker }:
                    if (SinkOf(taker) is { } sink)
                        return (sink, taker);
                    if (!Passes(taker))
                        return null;
                    parent = taker;
                    break;
                case IObjectCreationOperation creation:
                    if (SinkOf(creation) is { } made)
                        return (made, creation);
                    break;
                case ISimpleAssignmentOperation assignment when assignment.Value == child:
                    if (assignment.Target is ILocalReferenceOperation target)
                        return locals == 0 ? null : OfLocal(target.Local, assignment, locals, cancellationToken);
                    if (IsOfProblem(assignment.Target))
                        return (ClientText.Problem, assignment);
                    if (assignment.Parent is not (IObjectOrCollectionInitializerOperation or IAnonymousObjectCreationOperation))
                        return null;
                    break;
                // var (status, title) = e switch { … => (404, e.Message) };
                case ITupleOperation tuple:
                    part = part is null ? tuple.Elements.IndexOf(child) : -1;
                    break;
                case IDeconstructionAssignmentOperation taken when part is { } index && taken.Value == child:
                    return locals > 0 && TargetsOf(taken).ElementAtOrDefault(index) is ILocalReferenceOperation named ? OfLocal(named.Local, taken, locals, cancellationToken) : null;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    return locals == 0 ? null : OfLocal(declarator.Symbol, declarator, locals, cancellationToken);
                case IReturnOperation { Kind: OperationKind.Return } exit:
                    return endpoints.IsEndpointOf(exit, cancellationToken) ? (ClientText.Answer, exit) : null;
                case IInvocationOperation call when call.Instance == child && !Passes(call):
                case IConditionalOperation conditional when conditional.Condition == child:
                case ISwitchExpressionOperation choice when choice.Value == child:
                case IBinaryOperation { OperatorKind: not BinaryOperatorKind.Add }:
                    return null;
                case IConversionOperation or IParenthesizedOperation or IInterpolationOperation or IInterpolatedStringOperation or IBinaryOperation or ICoalesceOperation or IConditionalAccessOperation or IAwaitOperation
                    or IConditionalOperation or ISwitchExpressionOperation or ISwitchExpressionArmOperation or IAnonymousObjectCreationOperation or IObjectOrCollectionInitializerOperation or IArrayInitializerOperation
                    or IArrayCreationOperation or IMemberInitializerOperation or IInvocationOperation or IWithOperation:
                    break;
                default:
                    return parent.Kind == (OperationKind)Values.Containers.CollectionExpression ? Of(parent, locals, cancellationToken) : null;
            }
        }

        return null;
    }

    private (ClientText Text, IOperation Place)? OfLocal(ILocalSymbol local, IOperation from, int locals, CancellationToken cancellationToken) => from.MemberBody().Descendants()
        .OfType<ILocalReferenceOperation>()
        .Where(use => SymbolEqualityComparer.Default.Equals(use.Local, local) && use.Syntax.SpanStart > from.Syntax.SpanStart)
        .Select(use => Of(use, locals - 1, cancellationToken))
        .FirstOrDefault(found => found is not null);

    /// <summary>The variables that a tuple is taken apart into, in its order.</summary>
    private static IEnumerable<IOperation> TargetsOf(IDeconstructionAssignmentOperation taken) =>
        (taken.Target is IDeclarationExpressionOperation declared ? declared.Expression : taken.Target) is ITupleOperation targets
            ? targets.Elements.Select(element => element is IDeclarationExpressionOperation one ? one.Expression : element)
            : Enumerable.Empty<IOperation>();

    private static ClientText? SinkOf(IOperation taker)
    {
        if (Responses.Of(taker) is not null)
            return ClientText.Answer;
        var method = (taker as IInvocationOperation)?.TargetMethod;
        if (method is not null && Writers.Any(writer => method.ContainingType.Is(writer)))
            return ClientText.Answer;
        if (method is { Name: "Add" or "TryAdd" } && taker is IInvocationOperation { Instance: { } dictionary } && IsOfProblem(dictionary))
            return ClientText.Problem;
        if (method is { Name: "AddModelError" or "TryAddModelError" } && method.ContainingType.Is("Microsoft.AspNetCore.Mvc.ModelBinding.ModelStateDictionary"))
            return ClientText.Form;
        if (method is { Name: "SetMessage" } && method.ContainingType.OutermostNamespace() == "HotChocolate")
            return ClientText.RemoteError;
        return taker is IObjectCreationOperation && taker.Type is { } type
            ? type.Is("Grpc.Core.Status") || type.Is("Grpc.Core.RpcException") || type.IsOrInherits("Microsoft.AspNetCore.SignalR.HubException") ? ClientText.RemoteError : type.IsOrInherits(ProblemDetails) ? ClientText.Problem : null
            : null;
    }

    /// <summary>Texts made of texts, and objects made of them; what another method makes of a value is its business.</summary>
    private static bool Passes(IOperation taker) => taker switch
    {
        IObjectCreationOperation => true,
        // new List<string> { e.Message }
        IInvocationOperation { Parent: IObjectOrCollectionInitializerOperation } => true,
        IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_String } => true,
        IInvocationOperation { TargetMethod: { IsStatic: true, ReturnType: var result } method } => result.SpecialType == SpecialType.None && !method.ReturnsVoid && !method.IsExtensionMethod && method.Name is not ("FromException" or "CreateException"),
        IInvocationOperation { TargetMethod.Name: "ToString" or "Trim" or "Split" } => true,
        _ => false,
    };

    private static bool IsOfProblem(IOperation target) => target switch
    {
        IPropertyReferenceOperation { Property: { IsIndexer: true }, Instance: { } dictionary } => IsOfProblem(dictionary),
        IPropertyReferenceOperation { Property: { Name: "Detail" or "Title" or "Extensions" } property } => property.ContainingType.IsOrInherits(ProblemDetails),
        _ => false,
    };
}
