namespace BackendGuardrails.Facts.Http;

/// <summary>CORS by hand: does a function answer whatever origin asks, unchecked, and with credentials?</summary>
internal sealed class OriginReflection(Functions functions)
{
    public const string Headers = "Microsoft.AspNetCore.Http.IHeaderDictionary";

    private const string HeaderNames = "Microsoft.Net.Http.Headers.HeaderNames";

    private const int MaxSteps = 8;

    private static readonly string[] HarmlessCalls =
    [
        "IsNullOrEmpty", "IsNullOrWhiteSpace", "IsOptions", "IsGet", "IsPost", "ContainsKey", "StartsWithSegments",
    ];

    /// <summary>The write of Access-Control-Allow-Credentials beside a write of the request's own origin; null when there is none or a check may stand between.</summary>
    public IOperation? CredentialsBeside(IOperation write, CancellationToken cancellationToken)
    {
        if (HeaderWrite(write) is not var (name, value) || !IsHeader(name, "AccessControlAllowOrigin") || !IsOrigin(value, cancellationToken))
            return null;
        var function = write.EnclosingFunction() ?? write.Ancestors().LastOrDefault();
        var around = function?.Descendants().ToList();
        var credentials = around?.FirstOrDefault(other => HeaderWrite(other) is var (otherName, allowed)
            && IsHeader(otherName, "AccessControlAllowCredentials")
            && functions.Resolve(allowed, cancellationToken).ConstantValue is { HasValue: true, Value: string text }
            && text.Equals("true", StringComparison.OrdinalIgnoreCase));
        return credentials is null || around!.Any(operation => MayCheck(operation, cancellationToken)) ? null : credentials;
    }

    private static (IOperation Name, IOperation Value)? HeaderWrite(IOperation operation) => operation switch
    {
        // The names come first: nearly every assignment has another one, and looking a type's interfaces through costs more.
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { IsIndexer: true } or { Name: "AccessControlAllowOrigin" or "AccessControlAllowCredentials" } } header } assignment
            when IsOnHeaders(header.Instance) =>
            (header.Property.IsIndexer ? header.Arguments[0].Value.Unwrap() : header, assignment.Value),
        IInvocationOperation { TargetMethod.Name: "Append" or "Add" or "TryAdd" } call when IsOnHeaders(call.Receiver()) && call.Arguments.Length >= 2 =>
            (call.Arguments[call.Arguments.Length - 2].Value.Unwrap(), call.Arguments[call.Arguments.Length - 1].Value),
        _ => null,
    };

    private static bool IsOnHeaders(IOperation? receiver) => receiver?.Unwrap().Type.IsOrInherits(Headers) ?? false;

    private static bool IsHeader(IOperation name, string header) => name switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => text.Replace("-", "").Equals(header, StringComparison.OrdinalIgnoreCase),
        IFieldReferenceOperation { Field: var field } => field.Name == header && field.IsMemberOf(HeaderNames),
        IPropertyReferenceOperation { Property: var property } => property.Name == header,
        _ => false,
    };

    private bool IsOrigin(IOperation value, CancellationToken cancellationToken)
    {
        for (var steps = 0; steps < MaxSteps; steps++)
        {
            value = functions.Resolve(value, cancellationToken);
            switch (value)
            {
                case IInvocationOperation { TargetMethod.Name: "ToString" or "FirstOrDefault" or "First" or "Single" } call when call.Receiver() is { } receiver:
                    value = receiver;
                    break;
                case IPropertyReferenceOperation header when IsOnHeaders(header.Instance):
                    return IsHeader(header.Property.IsIndexer ? header.Arguments[0].Value.Unwrap() : header, "Origin");
                case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } values }:
                    value = values;
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>The origin is given to something that may judge it, or a condition asks something that may have judged it.</summary>
    private bool MayCheck(IOperation operation, CancellationToken cancellationToken) => operation switch
    {
        _ when HeaderWrite(operation) is not null => false,
        IInvocationOperation call when Array.IndexOf(HarmlessCalls, call.TargetMethod.Name) >= 0 || call.TargetMethod.Name.StartsWith("Log", StringComparison.Ordinal) => false,
        IInvocationOperation { TargetMethod.Name: not ("ToString" or "FirstOrDefault" or "First" or "Single") } call =>
            call.Arguments.Any(argument => IsOrigin(argument.Value, cancellationToken))
            || call.Receiver() is { } receiver && IsOrigin(receiver, cancellationToken)
            || call.Type?.SpecialType == SpecialType.System_Boolean,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison =>
            IsOrigin(comparison.LeftOperand, cancellationToken) && !IsNothing(comparison.RightOperand),
        IIsPatternOperation pattern => IsOrigin(pattern.Value, cancellationToken),
        ISwitchOperation choice => IsOrigin(choice.Value, cancellationToken),
        ISwitchExpressionOperation choice => IsOrigin(choice.Value, cancellationToken),
        _ => false,
    };

    private static bool IsNothing(IOperation value) => value.Unwrap().ConstantValue is { HasValue: true, Value: null or "" };
}
