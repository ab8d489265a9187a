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
        var paths = new UploadPaths(facts.Names);
        context.RegisterOperations(facts, operation => AnalyzeUpload(operation, paths), OperationKind.PropertyReference);
        context.RegisterEndpoints(facts, block => AnalyzeEndpoints(block, facts, paths));
    }

    private static void AnalyzeUpload(OperationContext context, UploadPaths paths)
    {
        if (context.Operation is IPropertyReferenceOperation { Property: { Name: "FileName" } property } name && property.ContainingType.IsOrInherits(Upload))
            Report(name, context.ReportDiagnostic, paths, context.CancellationToken);
    }

    /// <summary>Texts of the request that are called a file: of the body, the form, the query or a header. What stands between two slashes of the address has none itself.</summary>
    private static void AnalyzeEndpoints(BodyContext context, CompilationFacts facts, UploadPaths paths)
    {
        foreach (var endpoint in facts.Endpoints.In(context.OwningSymbol, context.OperationBlocks, context.CancellationToken))
        {
            var texts = endpoint.Body.Descendants().Where(operation => IsTextCalledFile(operation, endpoint)).ToList();
            foreach (var name in texts.Any(UploadPaths.IsReplaced) ? [] : texts)
            {
                var parameter = ParameterOf(name)!.Parameter;
                if (facts.Bindings.Of(parameter, endpoint, context.CancellationToken) is BindingSource.Body or BindingSource.Form or BindingSource.Query or BindingSource.Header or BindingSource.Members)
                    Report(name, context.ReportDiagnostic, paths, context.CancellationToken);
            }
        }
    }

    private static bool IsTextCalledFile(IOperation operation, Endpoint endpoint) =>
        operation.Kind is OperationKind.ParameterReference or OperationKind.PropertyReference && operation.Type?.SpecialType == SpecialType.System_String
        && (operation is IParameterReferenceOperation { Parameter: var parameter } && IsCalledFile(parameter.Name) || operation is IPropertyReferenceOperation { Property: { Name: var name } property } && IsCalledFile(name) && !property.ContainingType.IsOrInherits(Upload))
        && ParameterOf(operation) is { Parameter: { } of } && SymbolEqualityComparer.Default.Equals(of.ContainingSymbol, endpoint.Function);

    private static bool IsCalledFile(string name) => name.EndsWith("fileName", StringComparison.OrdinalIgnoreCase) || name.EndsWith("filePath", StringComparison.OrdinalIgnoreCase) || name.Equals("file", StringComparison.OrdinalIgnoreCase);

    private static IParameterReferenceOperation? ParameterOf(IOperation operation) => operation switch
    {
        IParameterReferenceOperation parameter => parameter,
        IPropertyReferenceOperation { Instance: { } instance } => instance.Unwrap() as IParameterReferenceOperation,
        _ => null,
    };

    private static void Report(IOperation name, Action<Diagnostic> report, UploadPaths paths, CancellationToken cancellationToken)
    {
        if (paths.Of(name, cancellationToken) is not { } path)
            return;
        var severity = path.OpensFile ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info;
        report(Diagnostic.Create(Descriptor, name.Syntax.GetLocation(), severity, new[] { path.Place.Syntax.GetLocation() }, properties: null, name.Syntax.ToString()));
    }
}
