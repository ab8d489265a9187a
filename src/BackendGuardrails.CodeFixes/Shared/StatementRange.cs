namespace BackendGuardrails.Shared;

/// <summary>Neighboring statements of a block, and whether they can move into a lambda that is called on the spot.</summary>
internal sealed class StatementRange
{
    private readonly SemanticModel _model;
    private readonly ControlFlowAnalysis _control;
    private readonly DataFlowAnalysis _data;

    private StatementRange(SemanticModel model, BlockSyntax block, int first, int last)
    {
        _model = model;
        (Block, First, Last) = (block, first, last);
        Statements = block.Statements.Skip(first).Take(last - first + 1).ToList();
        _control = model.AnalyzeControlFlow(Statements[0], Statements[Statements.Count - 1])!;
        _data = model.AnalyzeDataFlow(Statements[0], Statements[Statements.Count - 1])!;
    }

    public BlockSyntax Block { get; }

    public int First { get; }

    public int Last { get; }

    public IReadOnlyList<StatementSyntax> Statements { get; }

    /// <summary>Every way out of the statements returns a value, or throws.</summary>
    public bool Returns => !_control.EndPointIsReachable && Values.Any();

    public bool Awaits => OwnNodes.Any(node => node is AwaitExpressionSyntax
        or UsingStatementSyntax { AwaitKeyword.RawKind: (int)SyntaxKind.AwaitKeyword }
        or LocalDeclarationStatementSyntax { AwaitKeyword.RawKind: (int)SyntaxKind.AwaitKeyword }
        or CommonForEachStatementSyntax { AwaitKeyword.RawKind: (int)SyntaxKind.AwaitKeyword });

    private IEnumerable<SyntaxNode> OwnNodes => Statements.SelectMany(statement =>
        statement.DescendantNodesAndSelf(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)));

    private IEnumerable<ExpressionSyntax> Values => _control.ReturnStatements.OfType<ReturnStatementSyntax>().Select(exit => exit.Expression).OfType<ExpressionSyntax>();

    /// <summary>The range up to <paramref name="last"/>, or to the end of the block when something it declares is used behind it; null when it cannot move.</summary>
    public static StatementRange? Movable(SemanticModel model, BlockSyntax block, int first, int last)
    {
        var range = new StatementRange(model, block, first, last);
        if (range.IsAnalyzed && range.IsUsedOutside())
            range = new(model, block, first, block.Statements.Count - 1);
        return range.IsAnalyzed && range.LeavesLikeALambda() && range.IsSelfContained() ? range : null;
    }

    public bool Declares(string name) => _data.VariablesDeclared.Any(variable => variable.Name == name);

    /// <summary>The type argument a call needs for what the lambda returns: none when all returns agree; null when it cannot be written.</summary>
    public string? TypeArgument()
    {
        var types = Values.Select(value => _model.GetTypeInfo(value).Type).ToList();
        if (types[0] is { } first && types.All(type => SymbolEqualityComparer.Default.Equals(type, first)))
            return "";
        var result = ResultType();
        return result is null or { TypeKind: TypeKind.Error } or { IsAnonymousType: true } ? null : $"<{result.ToMinimalDisplayString(_model, Block.SpanStart)}>";
    }

    private bool IsAnalyzed => _control.Succeeded && _data.Succeeded;

    /// <summary>The disposal of a <c>using</c> declaration counts as a use at the end of the block.</summary>
    private bool IsUsedOutside()
    {
        if (Last == Block.Statements.Count - 1)
            return LocalFunctionsAreUsedOutside();
        var outside = new HashSet<ISymbol>(_data.ReadOutside.Concat(_data.WrittenOutside), SymbolEqualityComparer.Default);
        return _data.VariablesDeclared.Any(outside.Contains) || LocalFunctionsAreUsedOutside();
    }

    private bool LocalFunctionsAreUsedOutside()
    {
        var names = Statements.OfType<LocalFunctionStatementSyntax>().Select(function => function.Identifier.ValueText).ToList();
        return names.Count > 0 && Block.Statements.Except(Statements).SelectMany(statement => statement.DescendantNodes()).OfType<IdentifierNameSyntax>()
            .Any(name => names.Contains(name.Identifier.ValueText));
    }

    /// <summary>A lambda can be left by falling out of it, by returning and by throwing; what a return skips must be nothing but the end of the function.</summary>
    private bool LeavesLikeALambda()
    {
        if (!_control.EntryPoints.IsEmpty
            || _control.ExitPoints.Any(exit => exit is not ReturnStatementSyntax)
            || OwnNodes.Any(node => node is YieldStatementSyntax)
            || RethrowsOutside())
            return false;
        if (Values.Any())
            return !_control.EndPointIsReachable;
        return _control.ReturnStatements.IsEmpty
            || Last == Block.Statements.Count - 1 && Block.Parent is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax;
    }

    private bool RethrowsOutside() => OwnNodes.OfType<ThrowStatementSyntax>()
        .Where(statement => statement.Expression is null)
        .Select(rethrow => rethrow.FirstAncestorOrSelf<CatchClauseSyntax>())
        .Any(handler => handler is null || !Statements.Any(statement => statement.Span.Contains(handler.Span)));

    private bool IsSelfContained()
    {
        if (IsUsedOutside())
            return false;
        var outer = _data.ReadInside.Concat(_data.WrittenInside).Except(_data.VariablesDeclared, SymbolEqualityComparer.Default).ToList();
        return outer.All(CanBeCaptured)
            && _data.WrittenInside.Except(_data.VariablesDeclared, SymbolEqualityComparer.Default).All(variable => _data.DefinitelyAssignedOnEntry.Contains(variable, SymbolEqualityComparer.Default));
    }

    private static bool CanBeCaptured(ISymbol? variable) => variable switch
    {
        IParameterSymbol { IsThis: true } self => !self.ContainingType.IsValueType,
        IParameterSymbol parameter => parameter.RefKind == RefKind.None && !parameter.Type.IsRefLikeType,
        ILocalSymbol local => !local.IsRef && !local.Type.IsRefLikeType,
        _ => true,
    };

    private ITypeSymbol? ResultType()
    {
        if (_model.GetEnclosingSymbol(Statements[0].SpanStart) is not IMethodSymbol method)
            return null;
        return method.IsAsync ? (method.ReturnType as INamedTypeSymbol)?.TypeArguments.FirstOrDefault() : method.ReturnType;
    }
}
