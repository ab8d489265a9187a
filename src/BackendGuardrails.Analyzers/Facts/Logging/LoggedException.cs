using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Http.Endpoints;

namespace BackendGuardrails.Facts.Logging;

/// <summary>What a log is told of an exception that is not handed to it as one.</summary>
/// <param name="Exception">The exception: a variable, or a member such as <c>context.Exception</c>.</param>
/// <param name="Detail">What is written of it: its message, its stack trace, all of it as a text, or itself as a value.</param>
/// <param name="Author">Whose words these may be.</param>
internal sealed record LoggedException(IOperation Exception, IOperation Detail, Author Author)
{
    /// <summary>The text of an exception in the message or among the values: <c>LogError("failed: " + e.Message)</c>.</summary>
    public static LoggedException? TextIn(LogCall log)
    {
        var told = log.Values.Insert(0, log.Message.Value).SelectMany(value => value.DescendantsAndSelf()).ToList();
        foreach (var part in told.Concat(told.SelectMany(KeptIn)))
        {
            if (ExceptionDetail.At(part) is { } detail && RootOf(part) is { } root)
                return new(root, part, detail.Author);
        }

        return null;
    }

    /// <summary>Of a local text, what it was made of.</summary>
    private static IEnumerable<IOperation> KeptIn(IOperation part) =>
        part is ILocalReferenceOperation { Type.SpecialType: SpecialType.System_String } local && Origins.InitialValue(local) is { } text ? text.DescendantsAndSelf() : [];

    /// <summary>The exception itself among the values: <c>LogError("failed: {Error}", e)</c>.</summary>
    public static LoggedException? ValueIn(LogCall log) =>
        log.Values.FirstOrDefault(value => ExceptionDetail.IsException(value.Unwrap())) is { } found && VariableOf(found.Unwrap()) is not null ? new(found.Unwrap(), found.Unwrap(), Author.Anybody) : null;

    /// <summary>The local, parameter, property or field that holds an exception.</summary>
    public static ISymbol? VariableOf(IOperation exception) => exception switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IPropertyReferenceOperation property => property.Property,
        IFieldReferenceOperation field => field.Field,
        _ => null,
    };

    /// <summary>Of <c>e.InnerException?.Message</c>, e.</summary>
    private static IOperation? RootOf(IOperation detail)
    {
        var current = detail;
        while (true)
        {
            var inner = current switch
            {
                IPropertyReferenceOperation { Instance: { } owner, Property.Name: "Message" or "StackTrace" or "InnerException" } => owner,
                IInvocationOperation { Instance: { } owner, TargetMethod.Name: "ToString" or "GetBaseException" } => owner,
                IConditionalAccessInstanceOperation instance => instance.Ancestors().OfType<IConditionalAccessOperation>().FirstOrDefault(access => access.WhenNotNull.Syntax.Span.Contains(instance.Parent!.Syntax.Span))?.Operation,
                IConversionOperation or IParenthesizedOperation => current.Unwrap(),
                _ => null,
            };
            if (inner is null)
                return VariableOf(current) is not null && ExceptionDetail.IsException(current) ? current : null;
            current = inner;
        }
    }
}
