using Microsoft.CodeAnalysis.Text;
using Unhandled = BackendGuardrails.Api.BG3016NoExceptionHandlingAnalyzer;

namespace BackendGuardrails.Api;

/// <summary>Puts the framework's handler first in the pipeline, and registers what it answers with.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG3016NoExceptionHandlingCodeFix))]
public sealed class BG3016NoExceptionHandlingCodeFix() : HostCodeFix(Unhandled.Descriptor)
{
    private protected override string Title => "Handle exceptions: add 'UseExceptionHandler()' with ProblemDetails";

    private protected override async Task<Project?> FixedAsync(Project project, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(Unhandled.Application, out var application) || application is null
            || await diagnostic.PlaceAsync(project, 0, cancellationToken).ConfigureAwait(false) is not var (services, registration)
            || await diagnostic.PlaceAsync(project, 1, cancellationToken).ConfigureAwait(false) is not var (pipeline, start))
            return null;
        IEnumerable<TextChange> added = Array.Empty<TextChange>();
        if (diagnostic.Properties.ContainsKey(Unhandled.Registration))
        {
            if (diagnostic.Registered(registration, "AddProblemDetails()") is not { } changes)
                return null;
            added = changes;
        }

        if (HandlerIn(diagnostic, start, $"{application}.UseExceptionHandler();") is not { } handler)
            return null;
        if (services.Id == pipeline.Id)
            return (await pipeline.WithChangesAsync(added.Concat(handler).Distinct(), cancellationToken).ConfigureAwait(false)).Project;
        var changed = await services.WithChangesAsync(added, cancellationToken).ConfigureAwait(false);
        return (await changed.Project.GetDocument(pipeline.Id)!.WithChangesAsync(handler, cancellationToken).ConfigureAwait(false)).Project;
    }

    private static IEnumerable<TextChange>? HandlerIn(Diagnostic diagnostic, SyntaxNode start, string statement)
    {
        diagnostic.Properties.TryGetValue(Unhandled.ApplicationImport, out var import);
        var change = start switch
        {
            StatementSyntax build => AddedStatements.After(build, new[] { statement }),
            MethodDeclarationSyntax => FunctionEdits.AddFirst(start, statement)?.First(),
            _ => (TextChange?)null,
        };
        return change is { } added ? start.SyntaxTree.Import(import).Append(added) : null;
    }
}
