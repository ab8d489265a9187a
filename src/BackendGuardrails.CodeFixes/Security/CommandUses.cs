namespace BackendGuardrails.Security;

/// <summary>What else happens to a command around the place where it gets its text, in the order of the source.</summary>
internal sealed class CommandUses
{
    private readonly List<CommandUse> _before;
    private readonly List<CommandUse> _after;
    private readonly SyntaxNode _place;
    private readonly SyntaxNode _scope;

    private CommandUses(IEnumerable<CommandUse> uses, SyntaxNode place, SyntaxNode scope)
    {
        var others = uses.Where(use => !place.Contains(use.Node) && !AreAlternatives(use.Node, place)).OrderBy(use => use.Position).ToList();
        (_before, _after) = (others.Where(use => use.Position < place.SpanStart).ToList(), others.Where(use => use.Position > place.SpanStart).ToList());
        (_place, _scope) = (place, scope);
    }

    public bool BindsByName => All.Any(use => use.Kind == CommandUseKind.BindByName);

    public bool HasParameters => All.Any(use => use.Kind == CommandUseKind.Parameters);

    /// <summary>What is added must still be there when the command is executed, and nothing must be prepared before.</summary>
    public bool KeepsParameters =>
        All.All(use => use.Kind != CommandUseKind.Prepare)
        && _after.FirstOrDefault(use => use.Kind is CommandUseKind.Clear or CommandUseKind.Execute or CommandUseKind.Made or CommandUseKind.Text && !IsAddition(use))?.Kind != CommandUseKind.Clear;

    private IEnumerable<CommandUse> All => _before.Concat(_after);

    /// <summary>What happens since the command has no parameters; null when one does not know, or the same happens again.</summary>
    private List<CommandUse>? SinceEmpty
    {
        get
        {
            var index = _before.FindLastIndex(use => use.Kind is CommandUseKind.Made or CommandUseKind.Clear && Precedes(use.Node));
            return index < 0 ? null : _before.Skip(index).ToList();
        }
    }

    /// <param name="isNew">Whether the command is made at the place: what came before is about another one.</param>
    public static CommandUses Of(SqlSite site, ExpressionSyntax variable, SyntaxNode place, bool isNew)
    {
        var name = Plain(variable);
        var declaration = Root(variable) is IdentifierNameSyntax { Identifier.ValueText: var root }
            && site.Model.LookupSymbols(site.Sql.SpanStart, name: root).FirstOrDefault(symbol => symbol is ILocalSymbol or IParameterSymbol) is { DeclaringSyntaxReferences: { IsEmpty: false } found }
            ? found[0].GetSyntax(site.CancellationToken)
            : null;
        var declarator = declaration as VariableDeclaratorSyntax;
        var scope = ScopeOf(declaration) ?? MemberAround(place);
        var uses = scope.DescendantNodes().OfType<ExpressionSyntax>().Where(mention => Plain(mention) == name).Select(CommandUse.Of).OfType<CommandUse>();
        if (declarator is { Initializer.Value: { } made } && CommandUse.IsNew(made))
            uses = uses.Append(new(CommandUseKind.Made, declarator, CommandUse.TextOf(made)));
        return new(isNew ? uses.Where(use => use.Position > place.SpanStart) : uses, place, scope);
    }

    /// <summary>Whether the command may have parameters of another text. Null when one cannot know what they are for.</summary>
    public bool? MustClear(bool isAddition, bool hasPlaceholders)
    {
        var since = SinceEmpty;
        if (isAddition)
            return since is null || since.Any(use => use.Kind == CommandUseKind.Execute) ? null : false;
        if (since is not null && !since.Any(use => use.Kind == CommandUseKind.Execute || HasText(use)))
            return false;
        return hasPlaceholders || MayNeedParameters() ? null : true;
    }

    /// <summary>The texts that the command had before, in order.</summary>
    public IEnumerable<(ExpressionSyntax Text, bool IsAddition)> EarlierTexts => _before.Where(HasText).Select(use => (use.Value!, IsAddition(use)));

    /// <summary>Names that the command's parameters have.</summary>
    public IEnumerable<string> Names()
    {
        var until = _after.FindIndex(use => use.Kind is CommandUseKind.Made or CommandUseKind.Clear || use.Kind == CommandUseKind.Text && !IsAddition(use));
        var relevant = (SinceEmpty ?? _before).Concat(until < 0 ? _after : _after.Take(until)).ToList();
        return relevant.Where(use => use.Kind == CommandUseKind.Parameters).SelectMany(NamesIn);
    }

    private static SyntaxNode MemberAround(SyntaxNode place) =>
        place.Ancestors().FirstOrDefault(ancestor => ancestor is MemberDeclarationSyntax and not GlobalStatementSyntax) ?? place.SyntaxTree.GetRoot();

    /// <summary>Where a local or parameter can be used; null where that is the member, or unknown.</summary>
    private static SyntaxNode? ScopeOf(SyntaxNode? declaration) => declaration switch
    {
        ParameterSyntax parameter => parameter.Ancestors().FirstOrDefault(ancestor => ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax),
        VariableDeclaratorSyntax { Parent.Parent: UsingStatementSyntax @using } => @using,
        VariableDeclaratorSyntax variable => variable.FirstAncestorOrSelf<StatementSyntax>()?.Parent is { } around and not GlobalStatementSyntax ? around : null,
        _ => null,
    };

    /// <summary>Parameters of this command that are not of this text: clearing them is right when they were for one that is done.</summary>
    private bool MayNeedParameters()
    {
        var isAgain = _place.Ancestors().TakeWhile(ancestor => ancestor != _scope).Any(IsRepeated);
        for (var index = 0; index < _before.Count; index++)
        {
            if (_before[index].Kind == CommandUseKind.Parameters && (isAgain || !_before.Skip(index).Any(use => use.Kind == CommandUseKind.Execute)))
                return true;
        }

        for (var index = 0; index < _after.Count; index++)
        {
            var use = _after[index];
            if (use.Kind == CommandUseKind.Parameters && !_after.Take(index).Any(HasText)
                || HasText(use) && Placeholders.In(use.Value!).Any() && !_after.Skip(index).Any(later => later.Kind == CommandUseKind.Parameters))
                return true;
        }

        return false;
    }

    /// <summary>Whether the use always comes before the place, once for each time.</summary>
    private bool Precedes(SyntaxNode use)
    {
        var statement = use.FirstAncestorOrSelf<StatementSyntax>();
        if (statement is UsingStatementSyntax && statement.Contains(_place))
            return !_place.Ancestors().TakeWhile(ancestor => ancestor != statement).Any(IsRepeated);
        var around = statement?.Parent is GlobalStatementSyntax global ? global.Parent : statement?.Parent;
        return around is not null && around.Contains(_place) && !_place.Ancestors().TakeWhile(ancestor => ancestor != around).Any(IsRepeated);
    }

    private static bool IsRepeated(SyntaxNode node) => node is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax
        or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax;

    /// <summary>Of an if and its else, or of two sections of a switch, only one runs.</summary>
    private static bool AreAlternatives(SyntaxNode one, SyntaxNode other) => one.Ancestors().Any(ancestor => ancestor switch
    {
        ElseClauseSyntax { Parent: IfStatementSyntax branch } => branch.Statement.Contains(other),
        SwitchSectionSyntax { Parent: SwitchStatementSyntax choice } section => choice.Contains(other) && !section.Contains(other) && !choice.Expression.Contains(other),
        IfStatementSyntax { Else: { } alternative } branch => branch.Statement.Contains(one) && alternative.Contains(other),
        _ => false,
    });

    private static bool HasText(CommandUse use) =>
        use is { Kind: CommandUseKind.Text or CommandUseKind.Made, Value: { } value } && value is not LiteralExpressionSyntax { Token.ValueText: "" };

    private static bool IsAddition(CommandUse use) => use.Kind == CommandUseKind.Text && use.Node.IsKind(SyntaxKind.AddAssignmentExpression);

    /// <summary>Texts in the call, and those of a parameter that was made before it.</summary>
    private IEnumerable<string> NamesIn(CommandUse use)
    {
        var statement = use.Node.FirstAncestorOrSelf<StatementSyntax>() ?? use.Node;
        foreach (var literal in statement.DescendantTokens().Where(token => token.IsKind(SyntaxKind.StringLiteralToken)))
            yield return literal.ValueText.TrimStart('@', ':', '$');
        foreach (var added in statement.DescendantNodes().OfType<ArgumentSyntax>().Select(argument => argument.Expression).OfType<IdentifierNameSyntax>())
        {
            foreach (var literal in _scope.DescendantNodes().Where(node => IsAbout(node, added.Identifier.ValueText)).SelectMany(node => node.DescendantTokens()).Where(token => token.IsKind(SyntaxKind.StringLiteralToken)))
                yield return literal.ValueText.TrimStart('@', ':', '$');
        }
    }

    private static bool IsAbout(SyntaxNode node, string parameter) => node switch
    {
        VariableDeclaratorSyntax variable => variable.Identifier.ValueText == parameter,
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ParameterName", Expression: IdentifierNameSyntax name } } => name.Identifier.ValueText == parameter,
        _ => false,
    };

    private static ExpressionSyntax Root(ExpressionSyntax variable) => variable switch
    {
        MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax } access => Root(access.Expression),
        PostfixUnaryExpressionSyntax forgiving => Root(forgiving.Operand),
        _ => variable,
    };

    /// <summary>The name of a variable, however it is written.</summary>
    private static string? Plain(ExpressionSyntax variable) => variable switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        ThisExpressionSyntax => "",
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access => access.Name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => Plain(access.Expression) is { } owner ? $"{owner}.{access.Name.Identifier.ValueText}" : null,
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } forgiving => Plain(forgiving.Operand),
        _ => null,
    };
}
