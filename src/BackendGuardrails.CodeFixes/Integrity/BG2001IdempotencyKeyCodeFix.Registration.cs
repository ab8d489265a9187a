using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Integrity;

/// <summary>Where does the project say which services there are?</summary>
public sealed partial class BG2001IdempotencyKeyCodeFix
{
    private static readonly string[] Builders = ["CreateBuilder", "CreateSlimBuilder"];

    /// <summary>Behind <c>var builder = WebApplication.CreateBuilder(args);</c>, or first in <c>ConfigureServices</c>.</summary>
    private static async Task<(DocumentId, TextChange)?> RegistrationAsync(Project project, CancellationToken cancellationToken)
    {
        foreach (var document in project.Documents)
        {
            if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root && (AtBuilder(root) ?? InStartup(root)) is { } change)
                return (document.Id, change);
        }

        return null;
    }

    private static TextChange? AtBuilder(SyntaxNode root)
    {
        foreach (var declaration in root.DescendantNodes().OfType<LocalDeclarationStatementSyntax>())
        {
            if (declaration.Declaration.Variables.First() is { Initializer.Value: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var owner, Name.Identifier.ValueText: var method } } } variable
                && Builders.Contains(method) && owner.ToString().Split('.').Last() == "WebApplication")
                return Behind(declaration, $"{variable.Identifier.Text}.Services.{Added}");
        }

        return null;
    }

    private const string Added = "AddSingleton<IIdempotencyStore, MemoryIdempotencyStore>();";

    private static TextChange? InStartup(SyntaxNode root)
    {
        foreach (var method in root.DescendantNodes().OfType<MethodDeclarationSyntax>())
        {
            if (method is { Identifier.ValueText: "ConfigureServices", Body: { } body } && method.ParameterList.Parameters.FirstOrDefault(parameter => parameter.Type?.ToString().EndsWith("IServiceCollection", StringComparison.Ordinal) == true) is { } services
                && FunctionEdits.AddFirst(method, $"{services.Identifier.Text}.{Added}") is { } changes)
                return changes.First();
        }

        return null;
    }

    private static TextChange Behind(StatementSyntax statement, string added)
    {
        var lineEnd = statement.SyntaxTree.GetRoot().EndOfLine().ToString();
        return new(new(statement.Span.End, 0), statement.SharesItsLine() ? " " + added : lineEnd + statement.Indentation() + added);
    }

    /// <summary>All edits and the files, in one go.</summary>
    private sealed class ReplayPlan(ProjectId project, string space, IReadOnlyCollection<(DocumentId Document, TextChange Change)> edits, IReadOnlyCollection<(string Type, string Text)> files)
    {
        public async Task<Solution> ApplyAsync(Solution solution, CancellationToken cancellationToken)
        {
            var lineEnd = "\n";
            foreach (var group in edits.GroupBy(edit => edit.Document).ToList())
            {
                var document = solution.GetDocument(group.Key)!;
                var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
                lineEnd = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!.EndOfLine().ToString();
                var changed = document.WithText(text.WithChanges(group.Select(edit => edit.Change).OrderBy(change => change.Span.Start)));
                solution = (await WithUsingsAsync(changed, new[] { space }, cancellationToken).ConfigureAwait(false)).Project.Solution;
            }

            foreach (var (type, text) in files)
            {
                var content = $"{text.Replace("NAMESPACE", space)}\n".Replace("\r\n", "\n").Replace("\n", lineEnd);
                solution = solution.AddDocument(DocumentId.CreateNewId(project), $"{type}.cs", SourceText.From(content, System.Text.Encoding.UTF8), new[] { Folder });
            }

            return solution;
        }
    }
}
