using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Messaging;

/// <summary>Who receives messages of Azure Service Bus in a way that removes them from the queue at once, and what becomes of them?</summary>
internal sealed class BusReceivers(SourceNames names, MessageWork work)
{
    public const string Mode = "Azure.Messaging.ServiceBus.ServiceBusReceiveMode";

    private static readonly string[] Receiving = ["ReceiveMessageAsync", "ReceiveMessagesAsync"];

    /// <summary><c>ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete</c>, seen from the member of the enum.</summary>
    public static ISimpleAssignmentOperation? RemovesAtOnce(IFieldReferenceOperation member) =>
        member.Field is { Name: "ReceiveAndDelete" } field && field.ContainingType.Is(Mode)
        && member.Ancestors().TakeWhile(outer => outer is not IBlockOperation).OfType<ISimpleAssignmentOperation>().FirstOrDefault() is { Target: IPropertyReferenceOperation { Property.Name: "ReceiveMode" } } assignment
            ? assignment
            : null;

    /// <summary>Whether a processor completes the message itself once it is asked not to remove it.</summary>
    public static bool CompletesItself(ISimpleAssignmentOperation assignment) =>
        assignment.Target is IPropertyReferenceOperation { Property.ContainingType.Name: "ServiceBusProcessorOptions" or "ServiceBusSessionProcessorOptions" }
        && MemberWrite.Of(assignment)?.Siblings().Any(sibling => sibling.Member.Name == "AutoCompleteMessages") == false;

    /// <summary>What the same class does with messages; whether it gets any at all.</summary>
    public (Work? Work, bool IsHere) WorkNear(IOperation operation, CancellationToken cancellationToken)
    {
        var tree = operation.Syntax.SyntaxTree;
        var around = operation.Syntax.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault() ?? tree.GetRoot(cancellationToken);
        var works = new List<Work?>();
        foreach (var name in names.FindIn(tree, "ProcessMessageAsync", cancellationToken).Where(name => around.Span.Contains(name.Span)))
        {
            if (name.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { } syntax && names.ModelOf(tree)?.GetOperation(syntax, cancellationToken) is IEventAssignmentOperation subscription && Processors.At(subscription) is var (function, _))
                works.Add(work.Of(function, cancellationToken));
        }

        foreach (var name in Receiving.SelectMany(method => names.FindIn(tree, method, cancellationToken)).Where(name => around.Span.Contains(name.Span)))
        {
            if (name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } syntax && names.ModelOf(tree)?.GetOperation(syntax, cancellationToken) is IInvocationOperation call)
                works.Add(work.Behind(call, cancellationToken));
        }

        return (works.OfType<Work>().OrderByDescending(found => found.IsCertain).FirstOrDefault(), works.Count > 0);
    }
}
