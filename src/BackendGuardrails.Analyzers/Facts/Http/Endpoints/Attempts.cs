namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>What can go wrong in this try block: only what was handed in, or also what the program stands on?</summary>
internal static class Attempts
{
    /// <summary>How methods begin that read a text, a token or a body of the request.</summary>
    private static readonly string[] Reading =
        ["Parse", "TryParse", "Deserialize", "Decode", "TryDecode", "Decrypt", "Unprotect", "Verify", "Validate", "Convert", "FromBase", "FromHex", "FromJson", "FromXml", "ReadJwtToken", "ReadToken", "ReadForm", "ReadFromJson", "ReadToEnd", "Import", "Unescape", "Populate", "ToObject"];

    private static readonly string[] Cleaning = ["Delete", "Dispose", "Close", "Cancel", "Abort", "Kill", "Release", "Rollback", "Unsubscribe", "Disconnect"];

    /// <summary>Whose methods only work on what they are given.</summary>
    private static readonly string[] Pure =
    [
        "System", "System.Linq", "System.Text", "System.Text.Json", "System.Text.Json.Nodes", "System.Text.RegularExpressions", "System.Collections.Generic", "System.Globalization", "System.Xml", "System.Xml.Linq",
        "System.Xml.Serialization", "System.Security.Cryptography", "System.Security.Cryptography.X509Certificates", "System.Net.Mail", "System.Numerics", "Newtonsoft.Json", "Newtonsoft.Json.Linq",
        "Microsoft.AspNetCore.WebUtilities", "Microsoft.AspNetCore.Http",
    ];

    /// <summary>The try block reads what came in, and does nothing else: whatever it throws is about that.</summary>
    public static bool OnlyReads(ITryOperation attempt)
    {
        var calls = Calls(attempt);
        return calls.Any(IsReading) && calls.All(call => IsReading(call) || IsPure(call)) && !IsWaitingForMore(attempt);
    }

    /// <summary>The try block lets something go that nobody needs any more.</summary>
    public static bool OnlyCleansUp(ITryOperation attempt)
    {
        var calls = Calls(attempt);
        return calls.Any(IsCleaning) && calls.All(call => IsCleaning(call) || IsPure(call));
    }

    /// <summary>Whether it waits for something, or asks a service, a file or a database: then there is more to fail than what was handed in.</summary>
    public static bool ReachesOut(ITryOperation attempt) => attempt.Body.Executed().Any(operation => operation is IAwaitOperation || operation is IInvocationOperation call && IsOutside(call));

    private static bool IsOutside(IInvocationOperation call) =>
        !IsPure(call) && (call.Instance is { Type.TypeKind: TypeKind.Interface } or IFieldReferenceOperation or IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } }
            || call.TargetMethod.ContainingNamespace?.ToDisplayString() is "System.IO" or "System.Net.Http" or "Dapper"
            || call.Receiver()?.Type is { } type && (type.IsOrInherits("Microsoft.EntityFrameworkCore.DbContext") || type.IsOrInherits("System.Linq.IQueryable") || type.IsOrInherits("System.Data.IDbConnection") || type.IsOrInherits("System.Data.IDbCommand")));

    private static List<IOperation> Calls(ITryOperation attempt) =>
        attempt.Body.Descendants().Where(operation => operation is IInvocationOperation or IObjectCreationOperation && Responses.Of(operation) is null).ToList();

    private static bool IsReading(IOperation call) => call switch
    {
        IInvocationOperation { TargetMethod: var method } =>
            Reading.Any(word => method.Name.StartsWith(word, StringComparison.Ordinal)) && (method.DeclaringSyntaxReferences.IsEmpty || method.IsStatic || !method.Name.EndsWith("Async", StringComparison.Ordinal)),
        // new Uri(text), new MailAddress(text), new X509Certificate2(bytes)
        IObjectCreationOperation { Arguments.Length: > 0, Type: { } type } => IsPure(type),
        _ => false,
    };

    /// <summary>Of files, sockets and processes; what a service deletes is the work itself.</summary>
    private static bool IsCleaning(IOperation call) => call is IInvocationOperation { TargetMethod: var method } && method.ContainingType.OutermostNamespace() == "System" && Cleaning.Any(word => method.Name.StartsWith(word, StringComparison.Ordinal));

    private static bool IsPure(IOperation call) => call switch
    {
        IInvocationOperation { TargetMethod: var method } => IsPure(method.ContainingType) || method.Name.StartsWith("Log", StringComparison.Ordinal),
        IObjectCreationOperation { Type: { } type } => IsPure(type) || type.Name is "StreamReader" or "MemoryStream" || !type.DeclaringSyntaxReferences.IsEmpty,
        _ => false,
    };

    private static bool IsPure(ITypeSymbol type) => type.ContainingNamespace?.ToDisplayString() is { } space && Pure.Contains(space);

    private static bool IsWaitingForMore(ITryOperation attempt) =>
        attempt.Body.Descendants().OfType<IAwaitOperation>().Any(wait => wait.Operation.Unwrap() is not IInvocationOperation call || !IsReading(call) && !IsPure(call));
}
