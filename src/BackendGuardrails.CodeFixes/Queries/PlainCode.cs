using BackendGuardrails.Facts;

namespace BackendGuardrails.Queries;

/// <summary>Code that only makes a value of others: it may run earlier, once for several, or for nothing, and nobody notices.</summary>
internal static class PlainCode
{
    private static readonly string[] Sequences = ["Select", "Where", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "ToList", "ToArray", "Count", "Any", "All", "Sum", "Distinct", "Contains"];

    private static readonly string[] Texts = ["Trim", "ToUpperInvariant", "ToLowerInvariant", "ToUpper", "ToLower", "IsNullOrEmpty", "IsNullOrWhiteSpace", "Concat"];

    /// <param name="known">What is not looked into.</param>
    public static bool Is(SyntaxNode code, SyntaxNode known, SemanticModel model, CancellationToken cancellationToken) =>
        code.DescendantNodesAndSelf(node => node != known).All(node => node == known || node switch
        {
            BlockSyntax or ReturnStatementSyntax or IfStatementSyntax or ElseClauseSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, AwaitKeyword.RawKind: 0 } => true,
            VariableDeclarationSyntax or VariableDeclaratorSyntax or EqualsValueClauseSyntax or ArrowExpressionClauseSyntax => true,
            TypeSyntax name => IsSteady(name, model, cancellationToken),
            LiteralExpressionSyntax or ParenthesizedExpressionSyntax or ConditionalExpressionSyntax or ConditionalAccessExpressionSyntax or MemberBindingExpressionSyntax => true,
            MemberAccessExpressionSyntax access => model.GetSymbolInfo(access, cancellationToken).Symbol is not IPropertySymbol { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T },
            InterpolatedStringExpressionSyntax or InterpolationSyntax or InterpolatedStringTextSyntax or InterpolationFormatClauseSyntax => true,
            LambdaExpressionSyntax { AsyncKeyword.RawKind: 0, Body: ExpressionSyntax } or ParameterListSyntax or ParameterSyntax => true,
            ArgumentListSyntax or ArgumentSyntax { RefKindKeyword.RawKind: 0 } or NameColonSyntax => true,
            BinaryExpressionSyntax calculated => IsHarmless(calculated, model, cancellationToken),
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression or (int)SyntaxKind.UnaryMinusExpression } => true,
            IsPatternExpressionSyntax or PatternSyntax or SubpatternSyntax or PropertyPatternClauseSyntax or SingleVariableDesignationSyntax => true,
            InvocationExpressionSyntax call => model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method && IsPlain(method),
            BaseObjectCreationExpressionSyntax creation => model.GetSymbolInfo(creation, cancellationToken).Symbol is IMethodSymbol constructor && OnlyKeeps(constructor),
            InitializerExpressionSyntax => true,
            AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } => true,
            _ => false,
        });

    /// <summary>Without a division, which fails for zero.</summary>
    private static bool IsHarmless(BinaryExpressionSyntax calculated, SemanticModel model, CancellationToken cancellationToken) =>
        calculated.Kind() is not (SyntaxKind.AsExpression or SyntaxKind.DivideExpression or SyntaxKind.ModuloExpression)
        || calculated.IsKind(SyntaxKind.DivideExpression) && model.GetConstantValue(calculated.Right, cancellationToken) is { HasValue: true, Value: not 0 and not 0L and not 0m };

    /// <summary>A name of something that is the same whenever it is read: no field or property of the object that others may set.</summary>
    private static bool IsSteady(TypeSyntax name, SemanticModel model, CancellationToken cancellationToken) => model.GetSymbolInfo(name, cancellationToken).Symbol switch
    {
        IFieldSymbol field => field.IsConst || field.IsReadOnly || IsOfAnother(name),
        IPropertySymbol property => IsOfAnother(name) && !property.IsStatic,
        IEventSymbol => false,
        _ => true,
    };

    private static bool IsOfAnother(TypeSyntax name) => name.Parent is MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax } access && access.Name == name || name.Parent is MemberBindingExpressionSyntax or NameColonSyntax
        || name.Parent is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment && assignment.Left == name;

    private static bool IsPlain(IMethodSymbol method) => method.ContainingType.Is("System.Linq.Enumerable") && Sequences.Contains(method.Name)
        || method.ContainingType.SpecialType == SpecialType.System_String && Texts.Contains(method.Name)
        || method.ContainingType.Is("System.Math") && method.Name is "Round" or "Max" or "Min";

    /// <summary>A record, or a class that writes no constructor.</summary>
    public static bool OnlyKeeps(IMethodSymbol constructor) => constructor.IsImplicitlyDeclared
        || constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is TypeDeclarationSyntax { BaseList: null };
}
