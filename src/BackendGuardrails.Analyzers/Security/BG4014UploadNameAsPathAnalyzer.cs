using BackendGuardrails.Facts.Http;
using BackendGuardrails.Facts.Http.Endpoints;

namespace BackendGuardrails.Security;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.SecuritySentinel, "Never trust a name that a client sent: '../' in it writes where you did not mean to.", Essential = true)]
public sealed class BG4014UploadNameAsPathAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG4014",
        title: "Upload file name used as a path",
        messageFormat: "'{0}' comes from the client and may hold directories such as '../'; take Path.GetFileName of it, or a name of your own",
        category: Categories.Security,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "The file name of an upload is whatever the client wrote. In a path, '../' and an absolute name lead out of the directory that the files belong in, and over files that exist.");

    private const string Upload = "Microsoft.AspNetCore.Http.IFormFile";

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (!facts.Types.Has(Upload))
            return;
        var paths = new UploadPaths(facts.Names, facts.CalledMethods);
        context.RegisterOperations(facts, operation => AnalyzeUpload(operation, paths), OperationKind.PropertyReference);
        context.RegisterEndpoints(facts, block => AnalyzeEndpoints(block, facts, paths));
    }

    private static void AnalyzeUpload(OperationContext context, UploadPaths paths)
    {
        if (context.Operation is IPropertyReferenceOperation { Property: { Name: "FileName" } property } name && property.ContainingType.IsOrInherits(Upload)
            && PathOf(name, paths, mustOpen: false, context.CancellationToken) is { } path)
            context.ReportDiagnostic(DiagnosticFor(name, path));
    }

    /// <summary>Texts of the request: of the body, the form, the query or a header. What stands between two slashes of the address has none itself.</summary>
    private static void AnalyzeEndpoints(BodyContext context, CompilationFacts facts, UploadPaths paths)
    {
        foreach (var endpoint in facts.Endpoints.In(context.OwningSymbol, context.OperationBlocks, context.CancellationToken))
        {
            var texts = endpoint.Body.Descendants().Where(operation => IsText(operation, endpoint)).ToList();
            var replaced = texts.Where(UploadPaths.IsReplaced).Select(SymbolOf).ToImmutableHashSet(SymbolEqualityComparer.Default);
            var reported = new HashSet<SyntaxNode>();
            foreach (var text in texts.Where(one => !replaced.Contains(SymbolOf(one))))
            {
                if (facts.Bindings.Of(ParameterOf(text)!.Parameter, endpoint, context.CancellationToken) is not (BindingSource.Body or BindingSource.Form or BindingSource.Query or BindingSource.Header or BindingSource.Members))
                    continue;
                if (IsCalledFile(SymbolOf(text)!.Name))
                    ReportOnce(text, mustOpen: false);
                else if (!texts.Any(other => SymbolEqualityComparer.Default.Equals(SymbolOf(other), SymbolOf(text)) && UploadPaths.IsUsedOtherwise(other)))
                    ReportOnce(text, mustOpen: true);
            }

            // Folder and name of one file are one mistake.
            void ReportOnce(IOperation text, bool mustOpen)
            {
                if (PathOf(text, paths, mustOpen, context.CancellationToken) is { } path && reported.Add(path.Place.Syntax))
                    context.ReportDiagnostic(DiagnosticFor(text, path));
            }
        }
    }

    private static bool IsText(IOperation operation, Endpoint endpoint) =>
        operation.Kind is OperationKind.ParameterReference or OperationKind.PropertyReference && operation.Type?.SpecialType == SpecialType.System_String
        && !(operation is IPropertyReferenceOperation { Property.ContainingType: var owner } && owner.IsOrInherits(Upload))
        && ParameterOf(operation) is { Parameter: { } of } && SymbolEqualityComparer.Default.Equals(of.ContainingSymbol, endpoint.Function);

    private static ISymbol? SymbolOf(IOperation text) => text is IPropertyReferenceOperation property ? property.Property : (text as IParameterReferenceOperation)?.Parameter;

    private static bool IsCalledFile(string name) => name.EndsWith("fileName", StringComparison.OrdinalIgnoreCase) || name.EndsWith("filePath", StringComparison.OrdinalIgnoreCase) || name.Equals("file", StringComparison.OrdinalIgnoreCase);

    private static IParameterReferenceOperation? ParameterOf(IOperation operation) => operation switch
    {
        IParameterReferenceOperation parameter => parameter,
        IPropertyReferenceOperation { Instance: { } instance } => instance.Unwrap() as IParameterReferenceOperation,
        _ => null,
    };

    private static UploadPath? PathOf(IOperation name, UploadPaths paths, bool mustOpen, CancellationToken cancellationToken) =>
        paths.Of(name, cancellationToken) is { } path && (!mustOpen || path is { OpensFile: true, IsWithin: true }) ? path : null;

    private static Diagnostic DiagnosticFor(IOperation name, UploadPath path) => Diagnostic.Create(
        Descriptor, name.Syntax.GetLocation(), path.OpensFile ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info, new[] { path.Place.Syntax.GetLocation() }, properties: null, name.Syntax.ToString());
}
