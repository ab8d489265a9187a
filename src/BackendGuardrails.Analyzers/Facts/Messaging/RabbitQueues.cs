using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Messaging;

/// <summary>Does a queue of RabbitMQ live only as long as the program that reads it, so that nothing of it can be read later?</summary>
internal sealed class RabbitQueues(PossibleValues values, SourceNames names)
{
    private const string DirectReplies = "amq.rabbitmq.reply-to";

    private static readonly string[] Declarations = ["QueueDeclare", "QueueDeclareAsync"];

    private static readonly ImmutableHashSet<string> Passing = ImmutableHashSet.Create(StringComparer.Ordinal, "callback", "reply", "replies", "response", "responses", "rpc", "temp", "temporary", "transient");

    /// <summary>By its declaration, by what the broker calls such queues, or by its name.</summary>
    public bool ArePassing(IOperation queue, CancellationToken cancellationToken) =>
        SymbolOf(queue) is { } variable && IsPassing(variable.Name)
        || values.Of(queue, cancellationToken, IsNameGivenByBroker).Any(name => name switch
        {
            { ConstantValue: { HasValue: true, Value: string constant } } => constant == DirectReplies || IsPassing(constant),
            IPropertyReferenceOperation { Instance: { } declared } property when IsNameGivenByBroker(property) => values.Of(declared, cancellationToken, IsDeclaration).Any(IsPassingDeclaration),
            _ => false,
        })
        || DeclarationsNear(queue, cancellationToken).Any(declaration => IsPassingDeclaration(declaration) && declaration.Argument("queue") is { } declared && IsSame(declared, queue));

    private static bool IsNameGivenByBroker(IOperation value) => value is IPropertyReferenceOperation { Property: { Name: "QueueName", ContainingType: { } type } } && type.Is("RabbitMQ.Client.QueueDeclareOk");

    private static bool IsPassing(string name) => NameWords.Of(name).Any(Passing.Contains) || MessageWork.IsAside(name);

    private static bool IsDeclaration(IOperation operation) => operation is IInvocationOperation call && Declarations.Contains(call.TargetMethod.Name);

    private static bool IsPassingDeclaration(IOperation operation) =>
        operation is IInvocationOperation call && IsDeclaration(call) && (call.Argument("exclusive")?.IsConstant(true) == true || call.Argument("autoDelete")?.IsConstant(true) == true);

    /// <summary>In the class that the operation is in: queues are often declared when it starts.</summary>
    private IEnumerable<IInvocationOperation> DeclarationsNear(IOperation operation, CancellationToken cancellationToken)
    {
        var tree = operation.Syntax.SyntaxTree;
        var around = operation.Syntax.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault() ?? tree.GetRoot(cancellationToken);
        return Declarations.SelectMany(name => names.FindIn(tree, name, cancellationToken))
            .Where(name => around.Span.Contains(name.Span))
            .Select(name => name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call ? names.ModelOf(tree)?.GetOperation(call, cancellationToken) : null)
            .OfType<IInvocationOperation>();
    }

    private static bool IsSame(IOperation one, IOperation other) =>
        one.ConstantValue is { HasValue: true, Value: string text } ? other.IsConstant(text) : SymbolOf(one) is { } symbol && SymbolEqualityComparer.Default.Equals(symbol, SymbolOf(other));

    private static ISymbol? SymbolOf(IOperation value) => value.Unwrap() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IMemberReferenceOperation member => member.Member,
        _ => null,
    };
}
