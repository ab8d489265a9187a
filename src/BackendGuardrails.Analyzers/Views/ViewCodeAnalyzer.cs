using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Views;

/// <summary>
/// Lets the rules see the code in views and components. The compiler takes all of it for generated code, which the rules leave alone, and it cannot tell it from the models that EF Core's designer writes:
/// those would be bound for nothing. So one analyzer goes through the trees of views by itself, and shows each member to the rules as the compiler does elsewhere.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ViewCodeAnalyzer : DiagnosticAnalyzer
{
    private static readonly ImmutableArray<GuardrailAnalyzer> Rules = typeof(ViewCodeAnalyzer).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && typeof(GuardrailAnalyzer).IsAssignableFrom(type))
        .Select(type => (GuardrailAnalyzer)Activator.CreateInstance(type))
        .Where(rule => rule.SeesViews)
        .OrderBy(rule => rule.SupportedDiagnostics[0].Id, StringComparer.Ordinal)
        .ToImmutableArray();

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Rules.SelectMany(rule => rule.SupportedDiagnostics).ToImmutableArray();

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(start =>
        {
            if (!start.Compilation.SyntaxTrees.Any(ViewTrees.IsView))
                return;
            var facts = CompilationFacts.For(start.Compilation, start.Options);
            if (facts.IsTestProject)
                return;
            var actions = new ViewActions(start.Compilation, start.Options, start.CancellationToken);
            foreach (var rule in Rules)
                rule.Judge(actions, facts);
            if (!actions.OfBodies.IsEmpty)
                start.RegisterSemanticModelAction(tree => Analyze(tree, actions));
        });
    }

    private static void Analyze(SemanticModelAnalysisContext context, ViewActions actions)
    {
        if (!ViewTrees.IsView(context.SemanticModel.SyntaxTree))
            return;
        foreach (var member in context.SemanticModel.SyntaxTree.GetRoot(context.CancellationToken).DescendantNodes(node => node is not BlockSyntax).OfType<MemberDeclarationSyntax>())
        {
            foreach (var (symbol, body) in BodiesOf(member, context.SemanticModel, context.CancellationToken))
            {
                var block = new OperationBlockAnalysisContext(
                    ImmutableArray.Create(body), symbol, context.SemanticModel.Compilation, context.Options, report => Report(context, report), _ => true, context.CancellationToken);
                foreach (var action in actions.OfBodies)
                    action(block);
            }
        }
    }

    private static void Report(SemanticModelAnalysisContext context, Diagnostic report)
    {
        if (ViewTrees.IsWritten(report.Location))
            context.ReportDiagnostic(report);
    }

    /// <summary>The code of methods and accessors, and the values of fields and properties.</summary>
    private static IEnumerable<(ISymbol Symbol, IOperation Body)> BodiesOf(MemberDeclarationSyntax member, SemanticModel model, CancellationToken cancellationToken)
    {
        var codes = member switch
        {
            BaseMethodDeclarationSyntax method => [(method, (SyntaxNode?)method.Body ?? method.ExpressionBody)],
            PropertyDeclarationSyntax property => AccessorsOf(property.AccessorList).Append((property, property.ExpressionBody)).Append((property, property.Initializer)),
            BaseFieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => ((SyntaxNode)variable, (SyntaxNode?)variable.Initializer)),
            _ => Enumerable.Empty<(SyntaxNode, SyntaxNode?)>(),
        };
        foreach (var (declaration, code) in codes)
        {
            if (code is not null && model.GetDeclaredSymbol(declaration, cancellationToken) is { } symbol && model.GetOperation(code, cancellationToken) is { } body)
                yield return (symbol is IPropertySymbol { GetMethod: { } getter } && code is ArrowExpressionClauseSyntax ? getter : symbol, body.Parent is IMethodBodyOperation or IConstructorBodyOperation ? body.Parent : body);
        }
    }

    private static IEnumerable<(SyntaxNode, SyntaxNode?)> AccessorsOf(AccessorListSyntax? list) =>
        list is null ? [] : list.Accessors.Select(accessor => ((SyntaxNode)accessor, (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody));
}
