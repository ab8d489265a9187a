namespace BackendGuardrails.Security;

/// <summary>The command that gets a SQL text, and where its parameters can be added.</summary>
/// <param name="Command">The type that the parameters belong to.</param>
internal sealed record AdoTarget(ITypeSymbol Command)
{
    /// <summary>How the code behind speaks of the command, or of the adapter's command; null when only the creation itself can be extended.</summary>
    public ExpressionSyntax? Variable { get; init; }

    /// <summary>What is written in front of <c>.Parameters</c>.</summary>
    public string Receiver { get; init; } = "";

    /// <summary>The statement behind which parameters can be added.</summary>
    public StatementSyntax? After { get; init; }

    /// <summary>The statement in front of which they can be added: the first one of a <c>using</c>.</summary>
    public StatementSyntax? Before { get; init; }

    /// <summary>The creation of the command, when that is where it gets its text.</summary>
    public BaseObjectCreationExpressionSyntax? Creation { get; init; }

    /// <summary>The text extends what the command has.</summary>
    public bool IsAddition { get; init; }

    /// <summary>The command is new, so it has no parameters but those of its initializer.</summary>
    public bool IsNew { get; init; }

    /// <summary>Null where the text is no command of ADO.NET, or nobody can say which.</summary>
    public static AdoTarget? Of(SqlSite site) => site.Sql.Parent switch
    {
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax creation } } => OfMade(site, creation),
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax access, Parent: ExpressionStatementSyntax statement } assignment
            when assignment.Right == site.Sql && IsPath(access.Expression) && HasRoom(statement) && site.TypeOf(access.Expression) is { } type =>
            new(type)
            {
                Variable = access.Expression,
                Receiver = access.Expression.WithoutTrivia().ToString(),
                After = statement,
                IsAddition = assignment.IsKind(SyntaxKind.AddAssignmentExpression),
            },
        ArgumentSyntax { Parent: ArgumentListSyntax { Parent: ExpressionSyntax made } } => OfMade(site, made),
        _ => null,
    };

    /// <summary>A command that is created or comes from a factory together with its text.</summary>
    private static AdoTarget? OfMade(SqlSite site, ExpressionSyntax made)
    {
        if (site.TypeOf(made) is not { } type)
            return null;
        var isAdapter = site.Sink == "Adapter";
        var property = isAdapter ? PropertyOf(type, "SelectCommand") : null;
        if (isAdapter && property is null)
            return null;
        var creation = isAdapter ? null : made as BaseObjectCreationExpressionSyntax;
        var alone = new AdoTarget(property?.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) ?? type) { Creation = creation, IsNew = true };
        if (ParametersOf(creation) is null && alone.OfVariable(site, made) is { } target)
            return property is null ? target : target.OfProperty(property, site);
        return creation is null ? null : alone;
    }

    private AdoTarget? OfVariable(SqlSite site, ExpressionSyntax made)
    {
        var value = made;
        while (value.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
            value = (ExpressionSyntax)value.Parent;
        switch (value.Parent)
        {
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: var left, Parent: ExpressionStatementSyntax statement }
                when IsPath(left) && HasRoom(statement):
                return this with { Variable = left, Receiver = left.WithoutTrivia().ToString(), After = statement };
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } declaration } variable }
                when site.Model.GetDeclaredSymbol(variable, site.CancellationToken) is ILocalSymbol:
                var name = SyntaxFactory.IdentifierName(variable.Identifier.WithoutTrivia());
                var target = this with { Variable = name, Receiver = name.ToString() };
                return declaration.Parent switch
                {
                    LocalDeclarationStatementSyntax statement when HasRoom(statement) => target with { After = statement },
                    UsingStatementSyntax { Statement: BlockSyntax { Statements.Count: > 0 } block } when block.OpenBraceToken.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia) =>
                        target with { Before = block.Statements[0] },
                    _ => null,
                };
            default:
                return null;
        }
    }

    private AdoTarget OfProperty(IPropertySymbol property, SqlSite site)
    {
        var mayBeNull = property.NullableAnnotation == NullableAnnotation.Annotated && site.Model.GetNullableContext(site.Sql.SpanStart).WarningsEnabled();
        return this with { Variable = SyntaxFactory.ParseExpression($"{Receiver}.{property.Name}"), Receiver = $"{Receiver}.{property.Name}{(mayBeNull ? "!" : "")}" };
    }

    /// <summary>The values that an initializer gives to <c>Parameters</c>.</summary>
    public static InitializerExpressionSyntax? ParametersOf(BaseObjectCreationExpressionSyntax? creation) => creation?.Initializer?.Expressions
        .OfType<AssignmentExpressionSyntax>()
        .Where(member => member.Left is IdentifierNameSyntax { Identifier.ValueText: "Parameters" })
        .Select(member => member.Right)
        .OfType<InitializerExpressionSyntax>()
        .FirstOrDefault();

    public static IPropertySymbol? PropertyOf(ITypeSymbol type, string name) =>
        InheritanceOf(type).SelectMany(declaring => declaring.GetMembers(name)).OfType<IPropertySymbol>().FirstOrDefault();

    public static IEnumerable<ITypeSymbol> InheritanceOf(ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
            yield return current;
        foreach (var implemented in type.AllInterfaces)
            yield return implemented;
    }

    /// <summary>Something that is the same object each time it is read.</summary>
    private static bool IsPath(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax or ThisExpressionSyntax => true,
        MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression } access => IsPath(access.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } forgiving => IsPath(forgiving.Operand),
        _ => false,
    };

    private static bool HasRoom(StatementSyntax statement) => statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax;
}
