namespace BackendGuardrails.Security;

internal enum CommandUseKind
{
    /// <summary>The variable gets a new command, which has no parameters.</summary>
    Made,

    /// <summary>The command gets a text, or more of it.</summary>
    Text,
    Parameters,
    Clear,
    Prepare,
    BindByName,

    /// <summary>It is executed, or handed to code that may do so.</summary>
    Execute,
}

/// <summary>One thing that is done with a command.</summary>
/// <param name="Value">Of a text: what it is set to.</param>
internal sealed record CommandUse(CommandUseKind Kind, SyntaxNode Node, ExpressionSyntax? Value = null)
{
    public int Position => Node.SpanStart;

    /// <summary>A use of the command by this mention of it; null when it is of no interest here.</summary>
    public static CommandUse? Of(ExpressionSyntax mention) => mention.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Expression == mention => OfMember(access),
        PostfixUnaryExpressionSyntax { Parent: MemberAccessExpressionSyntax access } => OfMember(access),
        ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax, Arguments: var arguments } } argument
            when arguments.Any(other => other.Expression.IsKind(SyntaxKind.StringLiteralExpression)) => new(CommandUseKind.Parameters, argument),
        ArgumentSyntax argument => new(CommandUseKind.Execute, argument),
        AssignmentExpressionSyntax assignment when assignment.Left == mention && IsNew(assignment.Right) => new(CommandUseKind.Made, assignment, TextOf(assignment.Right)),
        _ => null,
    };

    /// <summary>Whether it is a creation, or a call that says it is one, such as <c>CreateCommand()</c>.</summary>
    public static bool IsNew(ExpressionSyntax made) => made switch
    {
        BaseObjectCreationExpressionSyntax => true,
        InvocationExpressionSyntax call => call.NameOf() is var name && (name.StartsWith("Create", StringComparison.Ordinal) || name.StartsWith("New", StringComparison.Ordinal)),
        CastExpressionSyntax cast => IsNew(cast.Expression),
        ParenthesizedExpressionSyntax parenthesized => IsNew(parenthesized.Expression),
        AwaitExpressionSyntax await => IsNew(await.Expression),
        PostfixUnaryExpressionSyntax forgiving => IsNew(forgiving.Operand),
        _ => false,
    };

    /// <summary>The text that a command is created with.</summary>
    public static ExpressionSyntax? TextOf(ExpressionSyntax? made) => made switch
    {
        BaseObjectCreationExpressionSyntax creation => creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(member => member.Left is IdentifierNameSyntax { Identifier.ValueText: "CommandText" })?.Right ?? First(creation.ArgumentList),
        InvocationExpressionSyntax call => First(call.ArgumentList),
        CastExpressionSyntax cast => TextOf(cast.Expression),
        ParenthesizedExpressionSyntax parenthesized => TextOf(parenthesized.Expression),
        _ => null,
    };

    private static ExpressionSyntax? First(ArgumentListSyntax? list) => list?.Arguments.FirstOrDefault()?.Expression;

    private static CommandUse? OfMember(MemberAccessExpressionSyntax access)
    {
        switch (access.Name.Identifier.ValueText)
        {
            case "CommandText" when access.Parent is AssignmentExpressionSyntax assignment && assignment.Left == access:
                return new(CommandUseKind.Text, assignment, assignment.Right);
            case "Parameters" when access.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Clear" }:
                return new(CommandUseKind.Clear, access);
            case "Parameters":
                return new(CommandUseKind.Parameters, access);
            case "Prepare" or "PrepareAsync":
                return new(CommandUseKind.Prepare, access);
            case "BindByName":
                return new(CommandUseKind.BindByName, access);
            case var name when name.StartsWith("Execute", StringComparison.Ordinal):
                return new(CommandUseKind.Execute, access);
            default:
                // A helper such as cmd.AddParameter("name", value).
                return access.Parent is InvocationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } ? new(CommandUseKind.Parameters, access) : null;
        }
    }
}
