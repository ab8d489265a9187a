namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>What an answer with success tells after something has failed.</summary>
internal enum Success
{
    /// <summary>Nothing but that it worked.</summary>
    Plain,

    /// <summary>In the body stands that it did not, or something that may say so.</summary>
    Explained,

    /// <summary>The handler got the answer from somewhere else.</summary>
    Fallback,
}

/// <summary>How successful is an answer that a handler gives?</summary>
internal static class Successes
{
    private static readonly string[] Answers = ["Ok", "NoContent", "Accepted", "AcceptedAtAction", "AcceptedAtRoute", "Created", "CreatedAtAction", "CreatedAtRoute", "Json", "StatusCode", "Object", "Status"];

    private static readonly string[] Texts = ["Content", "Text"];

    private static readonly string[] Words = ["Error", "Fail", "Success", "Succeeded", "Message", "Problem", "Exception", "Reason", "Status", "IsOk", "Result", "Code", "Valid", "Warning"];

    /// <summary>Null for what is made to be looked at, since a page shows what happened, and for a body that says no.</summary>
    public static Success? Of(Response answer, ICatchClauseOperation clause)
    {
        if (Texts.Contains(answer.Name))
            return Success.Explained;
        if (!Answers.Contains(answer.Name))
            return null;
        if (answer.Body is not { } body || IsEmpty(body.Unwrap()) || body.Unwrap().ConstantValue.Value is true)
            return IsFalse(answer.Body) ? Success.Explained : Success.Plain;
        if (SaysNo(body))
            return null;
        return IsFetched(body, clause) ? Success.Fallback : Success.Explained;
    }

    /// <summary><c>false</c>, <c>null</c>, <c>[]</c>, <c>new OrderList()</c>: a value that nobody had to find out.</summary>
    public static bool IsEmpty(IOperation value) => value switch
    {
        IDefaultValueOperation => true,
        IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: null } creation => Responses.Of(creation) is null && creation.Type?.Name.EndsWith("Result", StringComparison.Ordinal) == false,
        IArrayCreationOperation { Initializer: null, DimensionSizes: { Length: 1 } sizes } => sizes[0].IsConstant(0),
        IArrayCreationOperation { Initializer.ElementValues.IsEmpty: true } => true,
        IInvocationOperation { TargetMethod: { Name: "Empty", IsStatic: true, Parameters.IsEmpty: true } } => true,
        { ConstantValue.HasValue: true } => value.ConstantValue.Value is null or bool or 0 or -1 or "",
        _ => (int)value.Kind == Values.Containers.CollectionExpression && !value.ChildOperations.Any(),
    };

    /// <summary>Names and texts that can say that it did not work.</summary>
    public static bool TellsFailure(IOperation value) => value.DescendantsAndSelf().Any(operation => operation switch
    {
        ILiteralOperation { ConstantValue.Value: string { Length: > 0 } } => true,
        IPropertyReferenceOperation property => IsNamed(property.Property.Name),
        IFieldReferenceOperation field => IsNamed(field.Field.Name),
        IInvocationOperation call => IsNamed(call.TargetMethod.Name),
        IObjectCreationOperation creation => IsNamed(creation.Type?.Name ?? ""),
        _ => false,
    });

    private static bool IsNamed(string name) => Words.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary><c>new { success = false }</c></summary>
    private static bool SaysNo(IOperation body) =>
        body.Descendants().OfType<ISimpleAssignmentOperation>().Any(member => member.Parent is IAnonymousObjectCreationOperation or IObjectOrCollectionInitializerOperation && IsFalse(member.Value));

    private static bool IsFalse(IOperation? body) => body?.Unwrap().ConstantValue.Value is false;

    /// <summary>The handler asks somebody else: a cache, a second provider.</summary>
    private static bool IsFetched(IOperation body, ICatchClauseOperation clause) => body.DescendantsAndSelf().Any(operation => operation switch
    {
        IAwaitOperation => true,
        IInvocationOperation { Instance: not null, TargetMethod.Name: var name } => !IsNamed(name) && name is not ("ToString" or "Append"),
        ILocalReferenceOperation { Local: var local } => clause.Handler.Descendants().Any(inner =>
            inner is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local) && declarator.GetVariableInitializer()?.Value.DescendantsAndSelf().Any(IsAsked) == true
            || inner is ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment && SymbolEqualityComparer.Default.Equals(target.Local, local) && assignment.Value.DescendantsAndSelf().Any(IsAsked)),
        _ => false,
    });

    private static bool IsAsked(IOperation operation) => operation is IAwaitOperation or IInvocationOperation { Instance: not null };
}
