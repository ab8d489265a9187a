using System.Globalization;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.Text;
using Unprotected = BackendGuardrails.Integrity.BG2001IdempotencyKeyAnalyzer;

namespace BackendGuardrails.Integrity;

/// <summary>
/// Asks for the key and refuses a request without one; or, as a second action, keeps the first answer and gives it again, with code that is written into the project.
/// Both change what clients have to send, so there is no Fix All.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG2001IdempotencyKeyCodeFix))]
public sealed partial class BG2001IdempotencyKeyCodeFix() : GuardrailCodeFix(Unprotected.Descriptor)
{
    /// <summary>The action that writes a store and what uses it.</summary>
    internal const string Replay = "Replay";

    /// <summary>Of the files and of their namespace.</summary>
    private const string Folder = "Idempotency";

    private const string Mvc = "Microsoft.AspNetCore.Mvc";
    private const string Http = "Microsoft.AspNetCore.Http";

    /// <inheritdoc />
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        var solution = context.Document.Project.Solution;
        if (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model || FunctionOf(diagnostic, model.SyntaxTree) is not { } function)
            return;
        if (await WithGuardAsync(context.Document, diagnostic, function, model, context.CancellationToken).ConfigureAwait(false) is { } guarded)
            Register(context, diagnostic, "Require the Idempotency-Key header and refuse a request without it", _ => Task.FromResult(guarded));
        if (await PlanAsync(context.Document, diagnostic, function, context.CancellationToken).ConfigureAwait(false) is { } plan)
            context.RegisterCodeFix(CodeAction.Create("Keep the first answer with its Idempotency-Key and give it again; writes a filter and a store", cancellationToken => plan.ApplyAsync(solution, cancellationToken), $"{GetType().Name}.{Replay}"), diagnostic);
    }

    private static SyntaxNode? FunctionOf(Diagnostic diagnostic, SyntaxTree tree)
    {
        if (!diagnostic.Properties.ContainsKey(Unprotected.Mappings) || diagnostic.AdditionalLocations.FirstOrDefault() is not { } place || place.SourceTree != tree)
            return null;
        var found = tree.GetRoot().FindNode(place.SourceSpan, getInnermostNodeForTie: true);
        return found.AncestorsAndSelf().FirstOrDefault(node => node.Span == place.SourceSpan && node is MethodDeclarationSyntax or LocalFunctionStatementSyntax or LambdaExpressionSyntax);
    }

    /// <summary>The document with the parameter and the guard; null where that would not compile.</summary>
    private static async Task<Document?> WithGuardAsync(Document document, Diagnostic diagnostic, SyntaxNode function, SemanticModel model, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(Unprotected.Answer, out var answer) || answer is null || FunctionEdits.ParametersOf(function) is not { } parameters || parameters.Parameters.Any(parameter => parameter.Type is null))
            return null;
        var name = function.FreeLocal("idempotencyKey");
        var type = IsSet(diagnostic, Unprotected.Nullable) ? "string?" : "string";
        var problem = $"{answer}(statusCode: StatusCodes.Status400BadRequest, title: \"The Idempotency-Key header is missing.\")";
        if (diagnostic.Properties.TryGetValue(Unprotected.TaskOf, out var result) && result is not null)
            problem = $"Task.FromResult<{result}>({problem})";
        if (FunctionEdits.AddFirst(function, function.Guard($"string.IsNullOrWhiteSpace({name})", $"return {problem};")) is not { } added)
            return null;
        var changes = added.Append(FunctionEdits.AddParameter(parameters, $"[FromHeader(Name = \"Idempotency-Key\")] {type} {name}"));
        if (IsSet(diagnostic, Unprotected.WidensUnion) && UnionOf(function) is { } union)
            changes = changes.Append(new(new(union.GreaterThanToken.SpanStart, 0), ", ProblemHttpResult"));
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var changed = await WithUsingsAsync(document.WithText(text.WithChanges(changes.OrderBy(change => change.Span.Start))), Missing(model, function), cancellationToken).ConfigureAwait(false);
        return await changed.ErrorsAsync(cancellationToken).ConfigureAwait(false) > await document.ErrorsAsync(cancellationToken).ConfigureAwait(false) ? null : changed;
    }

    private static TypeArgumentListSyntax? UnionOf(SyntaxNode function) =>
        FunctionEdits.ReturnTypeOf(function)?.DescendantNodesAndSelf().OfType<GenericNameSyntax>().FirstOrDefault(name => name.Identifier.ValueText == "Results")?.TypeArgumentList;

    private static bool IsSet(Diagnostic diagnostic, string property) => diagnostic.Properties.TryGetValue(property, out var value) && value is not null;

    private static IEnumerable<string> Missing(SemanticModel model, SyntaxNode place)
    {
        if (model.LookupNamespacesAndTypes(place.SpanStart, name: "FromHeaderAttribute").IsEmpty)
            yield return Mvc;
        if (model.LookupNamespacesAndTypes(place.SpanStart, name: "StatusCodes").IsEmpty)
            yield return Http;
    }

    private static async Task<Document> WithUsingsAsync(Document document, IEnumerable<string> namespaces, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return document.WithSyntaxRoot(namespaces.Aggregate(root!, (current, one) => current.WithUsing(one)));
    }

    /// <summary>Where the second action writes; null where the endpoint cannot be marked, or there is no place to register the store.</summary>
    private static async Task<ReplayPlan?> PlanAsync(Document document, Diagnostic diagnostic, SyntaxNode function, CancellationToken cancellationToken)
    {
        var project = document.Project;
        var edits = new List<(DocumentId Document, TextChange Change)>();
        var isAction = IsSet(diagnostic, Unprotected.Action);
        if (isAction && function is MethodDeclarationSyntax method)
            edits.Add((document.Id, Attribute(method)));
        var count = int.Parse(diagnostic.Properties[Unprotected.Mappings]!, CultureInfo.InvariantCulture);
        foreach (var mapping in diagnostic.AdditionalLocations.Skip(1).Take(count))
        {
            if (mapping.SourceTree is not { } tree || project.GetDocument(tree) is not { } mapped)
                return null;
            edits.Add((mapped.Id, new(new(mapping.SourceSpan.End, 0), ".RequireIdempotencyKey()")));
        }

        if (edits.Count == 0)
            return null;
        var files = FilesFor(isAction).Where(file => !project.Documents.Any(existing => existing.Name == $"{file.Type}.cs" && existing.Folders.LastOrDefault() == Folder)).ToList();
        if (files.Any(file => file.Type == "IIdempotencyStore"))
        {
            if (await RegistrationAsync(project, cancellationToken).ConfigureAwait(false) is not { } registration)
                return null;
            edits.Add(registration);
        }

        return new(project.Id, $"{NamespaceOf(project)}.{Folder}", edits, files);
    }

    private static TextChange Attribute(MethodDeclarationSyntax method)
    {
        var first = method.AttributeLists.Count == 0 ? method.GetFirstToken() : method.AttributeLists.Last().GetLastToken().GetNextToken();
        var lines = method.SyntaxTree.GetText().Lines;
        var sharesItsLine = method.AttributeLists.Count > 0 && lines.GetLineFromPosition(first.SpanStart).LineNumber == lines.GetLineFromPosition(method.AttributeLists.Last().Span.End).LineNumber;
        return new(new(first.SpanStart, 0), $"[Idempotent]{(sharesItsLine ? " " : method.SyntaxTree.GetRoot().EndOfLine().ToString() + method.Indentation())}");
    }

    private static string NamespaceOf(Project project)
    {
        var name = project.DefaultNamespace is { Length: > 0 } given ? given : project.AssemblyName;
        return string.Join(".", name.Split('.').Select(part => new string(part.Select(character => char.IsLetterOrDigit(character) ? character : '_').ToArray())).Select(part => part.Length == 0 || char.IsDigit(part[0]) ? "_" + part : part));
    }
}
