using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Security;

/// <summary>Stands in until the rule itself is there: it reports SQL that is no constant at the calls the remedies know.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.SecuritySentinel, "How do I prevent SQL injection here?", Essential = true)]
public sealed class BG4001SqlFromTextAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG4001",
        title: "SQL is built from text",
        messageFormat: "SQL is built from text",
        category: Categories.Security,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "SQL is built from text.");

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        context.RegisterOperationAction(c => Arguments(c, ((IInvocationOperation)c.Operation).TargetMethod, ((IInvocationOperation)c.Operation).Arguments), OperationKind.Invocation);
        context.RegisterOperationAction(c => Arguments(c, ((IObjectCreationOperation)c.Operation).Constructor!, ((IObjectCreationOperation)c.Operation).Arguments), OperationKind.ObjectCreation);
        context.RegisterOperationAction(Assignment, OperationKind.SimpleAssignment);
    }

    private static void Assignment(OperationAnalysisContext context)
    {
        var assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is IPropertyReferenceOperation { Property.Name: "CommandText" })
            Report(context, assignment.Value, "CommandText");
    }

    private static void Arguments(OperationAnalysisContext context, IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments.Where(a => a.Parameter?.Type.SpecialType == SpecialType.System_String && a.Parameter.Name is "sql" or "commandText" or "cmdText"))
        {
            var type = method.ContainingType;
            var sink = type.ToDisplayString() switch
            {
                "Dapper.SqlMapper" => "Dapper",
                "Dapper.CommandDefinition" => "CommandDefinition",
                "Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder" => "Migration",
                var name when name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) => "EfRaw",
                var name when name.StartsWith("System.Data.Entity", StringComparison.Ordinal) => "Ef6",
                _ when method.Name == "CreateCommand" => "CreateCommand",
                _ when type.IsOrInherits("System.Data.IDbCommand") => "CommandConstructor",
                _ => null,
            };
            if (sink is not null)
                Report(context, argument.Value, sink);
        }
    }

    private static void Report(OperationAnalysisContext context, IOperation value, string sink)
    {
        if (!IsSafe(value.Unwrap(), context.Operation.SemanticModel!, 8))
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, value.Syntax.GetLocation(), ImmutableDictionary<string, string?>.Empty.Add("Sink", sink)));
    }

    private static bool IsSafe(IOperation value, SemanticModel model, int depth) => depth >= 0 && value switch
    {
        { ConstantValue.HasValue: true } => true,
        ILocalReferenceOperation local => Written(local, model).All(part => IsSafe(part.Unwrap(), model, depth - 1)),
        IBinaryOperation sum => IsSafe(sum.LeftOperand.Unwrap(), model, depth - 1) && IsSafe(sum.RightOperand.Unwrap(), model, depth - 1),
        IInterpolatedStringOperation text => text.Parts.OfType<IInterpolationOperation>().All(hole => IsSafe(hole.Expression.Unwrap(), model, depth - 1)),
        IConditionalOperation choice => IsSafe(choice.WhenTrue.Unwrap(), model, depth - 1) && IsSafe(choice.WhenFalse!.Unwrap(), model, depth - 1),
        ISwitchExpressionOperation choice => choice.Arms.All(arm => arm.Value.Unwrap() is IThrowOperation || IsSafe(arm.Value.Unwrap(), model, depth - 1)),
        _ => value.Type is { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 },
    };

    private static IEnumerable<IOperation> Written(ILocalReferenceOperation local, SemanticModel model)
    {
        if (Origins.InitialValue(local) is { } initial)
            yield return initial;
        foreach (var assignment in local.Syntax.SyntaxTree.GetRoot().DescendantNodes().OfType<AssignmentExpressionSyntax>())
        {
            if (SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(assignment.Left).Symbol, local.Local) && model.GetOperation(assignment.Right) is { } value)
                yield return value;
        }
    }
}
