using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Flow;

/// <summary>A thing that fixes like to use, and how to get at it from what usually carries it.</summary>
internal sealed class Wanted
{
    private const string Builder = "Microsoft.Extensions.Hosting.IHostApplicationBuilder";
    private const string WebBuilder = "Microsoft.AspNetCore.Builder.WebApplicationBuilder";
    private const string Application = "Microsoft.AspNetCore.Builder.WebApplication";
    private const string WebContext = "Microsoft.AspNetCore.Hosting.WebHostBuilderContext";
    private const string HostContext = "Microsoft.Extensions.Hosting.HostBuilderContext";
    private const string HttpContext = "Microsoft.AspNetCore.Http.HttpContext";

    public static readonly Wanted Logger = new("Microsoft.Extensions.Logging.ILogger", (Application, "Logger"));
    public static readonly Wanted Configuration = new(
        "Microsoft.Extensions.Configuration.IConfiguration",
        (WebBuilder, "Configuration"), (Builder, "Configuration"), (Application, "Configuration"), (WebContext, "Configuration"), (HostContext, "Configuration"));
    public static readonly Wanted HostEnvironment = new(
        "Microsoft.Extensions.Hosting.IHostEnvironment",
        (WebBuilder, "Environment"), (Builder, "Environment"), (Application, "Environment"), (WebContext, "HostingEnvironment"), (HostContext, "HostingEnvironment"));
    public static readonly Wanted TimeProvider = new("System.TimeProvider");
    public static readonly Wanted CancellationToken = new("System.Threading.CancellationToken", (HttpContext, "RequestAborted"));
    public static readonly Wanted HttpClientFactory = new("System.Net.Http.IHttpClientFactory");

    private Wanted(string typeName, params (string Type, string Member)[] carriers)
    {
        TypeName = typeName;
        Carriers = carriers;
    }

    public string TypeName { get; }

    public IReadOnlyList<(string Type, string Member)> Carriers { get; }
}

/// <summary>What may a fix write at this place to get at a logger, the configuration, the environment …? Local names win over fields, direct ones over carriers.</summary>
internal static class InScope
{
    /// <summary>The expression, such as <c>_logger</c>, <c>environment</c> or <c>builder.Configuration</c>; null when there is nothing in scope.</summary>
    public static string? Find(IOperation at, Wanted wanted)
    {
        if (at.SemanticModel is not { } model)
            return null;
        var position = at.Syntax.SpanStart;
        var staticFunction = at.Syntax.Ancestors().FirstOrDefault(IsStaticFunction);
        var candidates = model.LookupSymbols(position)
            .Where(symbol => IsUsable(symbol, position, at.Syntax.SyntaxTree) && !(staticFunction is not null && NeedsCapture(symbol, staticFunction)))
            .OrderBy(Distance)
            .ThenBy(symbol => symbol.Name, StringComparer.Ordinal)
            .ToList();
        foreach (var symbol in candidates)
        {
            if (TypeOf(symbol).IsOrInherits(wanted.TypeName))
                return symbol.Name;
        }

        foreach (var symbol in candidates)
        {
            foreach (var (carrier, member) in wanted.Carriers)
            {
                if (TypeOf(symbol).IsOrInherits(carrier))
                    return $"{symbol.Name}.{member}";
            }
        }

        return null;
    }

    private static bool IsUsable(ISymbol symbol, int position, SyntaxTree tree) => symbol switch
    {
        IParameterSymbol => true,
        // A local counts once its declaration is complete; before that it is not assigned.
        ILocalSymbol local => local.DeclaringSyntaxReferences.FirstOrDefault() is { } declaration && declaration.SyntaxTree == tree
            && (declaration.GetSyntax().FirstAncestorOrSelf<StatementSyntax>()?.Span.End ?? declaration.Span.End) <= position,
        IFieldSymbol { CanBeReferencedByName: true } => true,
        IPropertySymbol { IsIndexer: false, GetMethod: not null } => true,
        _ => false,
    };

    private static bool IsStaticFunction(SyntaxNode node) => node switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.Modifiers.Any(SyntaxKind.StaticKeyword),
        LocalFunctionStatementSyntax function => function.Modifiers.Any(SyntaxKind.StaticKeyword),
        _ => false,
    };

    /// <summary>Inside a static lambda or local function only what it declares itself, and static members, can be named.</summary>
    private static bool NeedsCapture(ISymbol symbol, SyntaxNode staticFunction) =>
        !symbol.IsStatic
        && !symbol.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == staticFunction.SyntaxTree && staticFunction.Span.Contains(reference.Span));

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        IParameterSymbol parameter => parameter.Type,
        ILocalSymbol local => local.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    private static int Distance(ISymbol symbol) => symbol switch
    {
        ILocalSymbol => 0,
        IParameterSymbol => 1,
        IFieldSymbol => 2,
        _ => 3,
    };
}
