namespace BackendGuardrails.Facts.Logging;

internal enum LogUrgency
{
    Detail,
    Warning,
    Error,
}

/// <summary>A call that writes to a log: of Microsoft.Extensions.Logging, Serilog or NLog.</summary>
/// <param name="Call">The call.</param>
/// <param name="Urgency">How bad it is said to be.</param>
/// <param name="Message">The text or template.</param>
/// <param name="Exception">What is handed over as the exception; null when nothing is.</param>
/// <param name="Values">What fills the template.</param>
internal sealed record LogCall(IInvocationOperation Call, LogUrgency Urgency, IArgumentOperation Message, IOperation? Exception, ImmutableArray<IOperation> Values)
{
    private const string Extensions = "Microsoft.Extensions.Logging.LoggerExtensions";

    public static readonly string[] Loggers = [Extensions, "Serilog.ILogger", "NLog.ILogger"];

    private static readonly string[] Types = [Extensions, "Serilog.ILogger", "NLog.ILogger", "Serilog.Log", "NLog.Logger"];

    private static readonly ImmutableDictionary<string, LogUrgency> Methods = ImmutableDictionary.CreateRange(new KeyValuePair<string, LogUrgency>[]
    {
        new("LogTrace", LogUrgency.Detail), new("LogDebug", LogUrgency.Detail), new("LogInformation", LogUrgency.Detail), new("LogWarning", LogUrgency.Warning), new("LogError", LogUrgency.Error), new("LogCritical", LogUrgency.Error),
        new("Verbose", LogUrgency.Detail), new("Trace", LogUrgency.Detail), new("Debug", LogUrgency.Detail), new("Information", LogUrgency.Detail), new("Info", LogUrgency.Detail),
        new("Warning", LogUrgency.Warning), new("Warn", LogUrgency.Warning), new("Error", LogUrgency.Error), new("Fatal", LogUrgency.Error), new("Log", LogUrgency.Detail), new("Write", LogUrgency.Detail),
    });

    /// <summary>Levels of <c>Log(level, …)</c> by the names of their members.</summary>
    private static readonly ImmutableDictionary<string, LogUrgency> Levels = ImmutableDictionary.CreateRange(new KeyValuePair<string, LogUrgency>[]
    {
        new("Warning", LogUrgency.Warning), new("Warn", LogUrgency.Warning), new("Error", LogUrgency.Error), new("Critical", LogUrgency.Error), new("Fatal", LogUrgency.Error),
    });

    /// <summary>Null for every other call.</summary>
    public static LogCall? At(IOperation operation)
    {
        if (operation is not IInvocationOperation { TargetMethod: { Name: var name } method } call || !Methods.TryGetValue(name, out var urgency) || !Types.Any(type => method.ContainingType.Is(type)))
            return null;
        IArgumentOperation? message = null;
        IOperation? exception = null;
        var values = ImmutableArray.CreateBuilder<IOperation>();
        foreach (var argument in call.Arguments)
        {
            switch (argument.Parameter)
            {
                case { Name: "message" or "messageTemplate", Type.SpecialType: SpecialType.System_String }:
                    message = argument;
                    break;
                case { Name: "exception" or "ex" } parameter when parameter.Type.IsOrInherits("System.Exception"):
                    exception = argument.Value;
                    break;
                case { Name: "logLevel" or "level" }:
                    urgency = LevelOf(argument.Value);
                    break;
                case { Name: "logger" or "eventId" or "formatProvider" }:
                    break;
                default:
                    values.AddRange(argument is { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation { Initializer: { } all } } ? all.ElementValues : ImmutableArray.Create(argument.Value));
                    break;
            }
        }

        return message is null ? null : new(call, urgency, message, exception, values.ToImmutable());
    }

    /// <summary>A level that is computed says nothing.</summary>
    private static LogUrgency LevelOf(IOperation level) =>
        level.Unwrap() is IFieldReferenceOperation { Field: { Name: var name } } && Levels.TryGetValue(name, out var urgency) ? urgency : LogUrgency.Detail;
}
