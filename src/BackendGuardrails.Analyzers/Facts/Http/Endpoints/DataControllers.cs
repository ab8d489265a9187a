using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Is this controller one of an API: does it answer with data, at addresses of its own, and neither with pages nor for forms?</summary>
internal sealed class DataControllers(SourceNames names)
{
    private const string IgnoredApi = "Microsoft.AspNetCore.Mvc.ApiExplorerSettingsAttribute";
    private const string Source = "Microsoft.AspNetCore.Mvc.ModelBinding.IBindingSourceMetadata";

    /// <summary>What sends a browser elsewhere, signs it in, or shows it something.</summary>
    private static readonly string[] ForBrowsers = ["Redirect", "LocalRedirect", "Challenge", "SignIn", "SignOut", "View", "PartialView", "Page", "ViewComponent"];

    private static readonly string[] Services = ["Microsoft.AspNetCore.Http.Metadata.IFromServiceMetadata", "Microsoft.Extensions.DependencyInjection.FromKeyedServicesAttribute"];

    private static readonly string[] Filters = new[] { "IExceptionFilter", "IActionFilter", "IResultFilter" }.SelectMany(name => new[] { name, $"IAsync{name.Substring(1)}" }).Select(name => $"Microsoft.AspNetCore.Mvc.Filters.{name}").ToArray();

    public bool Is(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        type.TypeKind == TypeKind.Class && !Controllers.IsBase(type) && Controllers.IsController(type) && IsPlain(type) && !IsHidden(type) && !HasOwnFilter(type)
        && ActionsOf(type).ToList() is { Count: > 0 } actions && actions.Any(action => !Controllers.VerbsOf(action).IsEmpty) && actions.All(action => (Controllers.HasRoute(type) || Controllers.RouteOf(action) is not null) && AnswersWithData(action, cancellationToken));

    /// <summary>What the attribute would read from elsewhere than it is read from now: objects without a word on where they come from.</summary>
    public static bool BindsByGuess(INamedTypeSymbol type) => ActionsOf(type).SelectMany(action => action.Parameters).Any(IsGuessed);

    /// <summary>An action that changes something and takes an object without a word reads it from a form, or from the query: it is none of an API.</summary>
    public static bool TakesForms(INamedTypeSymbol type) => ActionsOf(type)
        .Where(action => Controllers.VerbsOf(action).Any(verb => verb is "POST" or "PUT" or "PATCH"))
        .SelectMany(action => action.Parameters)
        .Any(IsGuessed);

    /// <summary>Whether any action takes something of the request that may be wrong: a route value, a query, a header, a body; also into a property of the controller.</summary>
    public static bool TakesInput(INamedTypeSymbol type) =>
        ActionsOf(type).SelectMany(action => action.Parameters).Any(parameter => !IsGiven(parameter) && (IsMarked(parameter) || Bindings.IsSimple(parameter.Type) || IsGuessed(parameter)))
        || Controllers.Lineage(type).SelectMany(one => one.GetMembers()).OfType<IPropertySymbol>().Any(property => !IsGiven(property) && IsMarked(property));

    /// <summary>Those that it has itself, and those of classes of this program that it derives from.</summary>
    public static IEnumerable<IMethodSymbol> ActionsOf(INamedTypeSymbol type) => Controllers.Lineage(type).SelectMany(one => one.GetMembers()).OfType<IMethodSymbol>().Where(Controllers.IsAction);

    /// <summary>Derived from the base class of controllers without views, by classes of this program only: other frameworks have ideas of their own.</summary>
    private bool IsPlain(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.Is(Controllers.ControllerBase))
                return true;
            if (!names.IsHere(current))
                return false;
        }

        return false;
    }

    private static bool IsHidden(INamedTypeSymbol type) => Controllers.Lineage(type).SelectMany(one => one.GetAttributes())
        .Any(attribute => attribute.AttributeClass.IsOrInherits(IgnoredApi) && attribute.NamedArguments.Any(argument => argument is { Key: "IgnoreApi", Value.Value: true }));

    /// <summary>A filter of the team's own on the whole controller decides what errors look like: an older contract, which the attribute would break.</summary>
    private static bool HasOwnFilter(INamedTypeSymbol type) => Controllers.Lineage(type).SelectMany(one => one.GetAttributes())
        .Any(attribute => attribute.AttributeClass is { } filter && filter.OutermostNamespace() != "Microsoft" && Filters.Any(kind => filter.IsOrInherits(kind)));

    private static bool IsMarked(ISymbol bound) => bound.GetAttributes().Any(attribute => attribute.AttributeClass.IsOrInherits(Source));

    /// <summary>By the framework, or the container of services.</summary>
    private static bool IsGiven(ISymbol bound) =>
        bound is IParameterSymbol parameter && parameter.Type.Is("System.Threading.CancellationToken") || bound.GetAttributes().Any(attribute => Services.Any(mark => attribute.AttributeClass.IsOrInherits(mark)));

    private static bool IsGuessed(IParameterSymbol parameter) =>
        !Bindings.IsSimple(parameter.Type) && parameter.Type.TypeKind != TypeKind.Interface && !parameter.Type.Is("System.Threading.CancellationToken")
        && !IsMarked(parameter)
        && !(parameter.Type is INamedTypeSymbol named && named.GetAttributes().Any(attribute => attribute.AttributeClass.IsOrInherits(Source)));

    private bool AnswersWithData(IMethodSymbol action, CancellationToken cancellationToken) =>
        !MaySpeakToBrowsers(action, cancellationToken) || Bodies.CodeOf(action.PartialImplementationPart ?? action, names, cancellationToken) is not { } body || !IsForBrowsers(body);

    /// <summary>A question that binds nothing: is any such method named?</summary>
    private static bool MaySpeakToBrowsers(IMethodSymbol action, CancellationToken cancellationToken) =>
        (action.PartialImplementationPart ?? action).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is { } syntax
        && syntax.DescendantNodes().OfType<SimpleNameSyntax>().Any(name => IsForBrowsers(name.Identifier.ValueText) || name.Identifier.ValueText == "Content");

    private static bool IsForBrowsers(string method) => ForBrowsers.Any(word => method.StartsWith(word, StringComparison.Ordinal));

    private static bool IsForBrowsers(IOperation body) => body.Descendants().OfType<IInvocationOperation>().Any(call =>
        IsForBrowsers(call.TargetMethod.Name) && call.Type?.ContainingNamespace?.ToDisplayString() == "Microsoft.AspNetCore.Mvc"
        || call.TargetMethod.Name == "Content" && call.Arguments.Any(argument => argument.Value.ConstantValue.Value is string text && text.StartsWith("text/html", StringComparison.Ordinal)));
}
