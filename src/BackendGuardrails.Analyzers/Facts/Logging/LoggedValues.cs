namespace BackendGuardrails.Facts.Logging;

/// <summary>A value that a call writes to a log.</summary>
/// <param name="IsDestructured">Whether the members of the object are written one by one: <c>{@Order}</c>.</param>
internal readonly record struct LoggedValue(IOperation Operation, bool IsDestructured);

/// <summary>Which values does this call write to a log: the arguments of the template, and what is put into the text itself?</summary>
internal static class LoggedValues
{
    /// <summary>What writes logs, by the beginnings of its methods.</summary>
    private static readonly (string Type, string[] Methods)[] Writers =
    [
        ("Microsoft.Extensions.Logging.LoggerExtensions", ["Log", "BeginScope"]),
        ("Serilog.ILogger", ["Verbose", "Debug", "Information", "Warning", "Error", "Fatal", "Write", "ForContext"]),
        ("Serilog.Log", ["Verbose", "Debug", "Information", "Warning", "Error", "Fatal", "Write", "ForContext"]),
        ("NLog.ILogger", ["Trace", "Debug", "Info", "Warn", "Error", "Fatal", "Log"]), ("NLog.Logger", ["Trace", "Debug", "Info", "Warn", "Error", "Fatal", "Log"]),
        ("log4net.ILog", ["Debug", "Info", "Warn", "Error", "Fatal"]),
    ];

    /// <summary>The beginnings, once each.</summary>
    private static readonly string[] Words = [.. Writers.SelectMany(writer => writer.Methods).Distinct()];

    public static bool ArePossible(KnownTypes types) => Writers.Any(writer => types.Has(writer.Type));

    public static IEnumerable<LoggedValue> Of(IInvocationOperation call)
    {
        var isGenerated = IsGenerated(call.TargetMethod);
        return isGenerated || IsOfWriter(call.TargetMethod) ? In(call, isGenerated) : [];
    }

    private static bool IsOfWriter(IMethodSymbol method)
    {
        foreach (var word in Words)
        {
            if (method.Name.StartsWith(word, StringComparison.Ordinal))
                return IsWriter(method);
        }

        return false;
    }

    private static bool IsWriter(IMethodSymbol method) => Writers.Any(writer => writer.Methods.Any(name => method.Name.StartsWith(name, StringComparison.Ordinal)) && method.ContainingType.IsOrInherits(writer.Type));

    private static IEnumerable<LoggedValue> In(IInvocationOperation call, bool isGenerated)
    {
        var template = call.Arguments.Select(argument => argument.Value.ConstantValue.Value as string).FirstOrDefault(text => text?.Contains('{') == true);
        var destructured = template is null ? new List<bool>() : Holes(template).ToList();
        var index = 0;
        foreach (var argument in call.Arguments.Where(argument => argument.IsWritten() || argument.ArgumentKind == ArgumentKind.ParamArray))
        {
            if (argument.Value.ConstantValue.HasValue || IsOfLogging(argument.Parameter?.Type) || argument.Value == call.Receiver())
                continue;
            if (argument.Value.Unwrap() is IArrayCreationOperation { Initializer: { } elements })
            {
                foreach (var value in elements.ElementValues.SelectMany(element => Values(element, index < destructured.Count && destructured[index++])))
                    yield return value;
            }
            else if (argument.Value.Unwrap().Type?.SpecialType == SpecialType.System_String && !isGenerated && template is null)
            {
                foreach (var part in Parts(argument.Value))
                    yield return new(part, false);
            }
            else
            {
                foreach (var value in Values(argument.Value, index < destructured.Count && destructured[index++]))
                    yield return value;
            }
        }
    }

    /// <summary>What fills one hole: of a text that is made on the spot, what it is made of.</summary>
    private static IEnumerable<LoggedValue> Values(IOperation filling, bool isDestructured) => filling.Unwrap() is IInterpolatedStringOperation or IBinaryOperation { Type.SpecialType: SpecialType.System_String }
        ? Parts(filling).Select(part => new LoggedValue(part, false))
        : [new(filling.Unwrap(), isDestructured)];

    /// <summary>A partial method that the framework's generator writes; it takes none that returns anything.</summary>
    private static bool IsGenerated(IMethodSymbol method) => method is { ReturnsVoid: true, MethodKind: MethodKind.Ordinary or MethodKind.ReducedExtension } && method.GetAttributes().Any(attribute => attribute.AttributeClass.Is("Microsoft.Extensions.Logging.LoggerMessageAttribute"));

    private static bool IsOfLogging(ITypeSymbol? type) =>
        type.IsOrInherits("System.Exception") || type.IsOrInherits("Microsoft.Extensions.Logging.ILogger") || type.Is("Microsoft.Extensions.Logging.LogLevel") || type.Is("Microsoft.Extensions.Logging.EventId") || type.Is("Serilog.Events.LogEventLevel");

    /// <summary>The holes of a text, and what is added up to it.</summary>
    private static IEnumerable<IOperation> Parts(IOperation text) => text.Unwrap() switch
    {
        IInterpolatedStringOperation interpolated => interpolated.Parts.OfType<IInterpolationOperation>().Select(hole => hole.Expression.Unwrap()),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => Parts(sum.LeftOperand).Concat(Parts(sum.RightOperand)),
        IInvocationOperation { TargetMethod: { Name: "Format" or "Concat", ContainingType.SpecialType: SpecialType.System_String } } format => format.Arguments
            .SelectMany(argument => argument.Value.Unwrap() is IArrayCreationOperation { Initializer: { } elements } ? elements.ElementValues : ImmutableArray.Create(argument.Value))
            .Select(value => value.Unwrap()),
        var value => new[] { value },
    };

    /// <summary>For each hole of a template whether it starts with an @.</summary>
    private static IEnumerable<bool> Holes(string template)
    {
        for (var at = template.IndexOf('{'); at >= 0 && at + 1 < template.Length; at = template.IndexOf('{', at + 1))
        {
            if (template[at + 1] == '{')
                at++;
            else
                yield return template[at + 1] == '@';
        }
    }
}
