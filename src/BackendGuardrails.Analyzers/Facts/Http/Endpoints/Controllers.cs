using System.Runtime.CompilerServices;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>What makes a method an action of a controller or a handler of a page, and what its attributes say of verbs and routes.</summary>
internal static class Controllers
{
    public const string ControllerBase = "Microsoft.AspNetCore.Mvc.ControllerBase";
    public const string ApiController = "Microsoft.AspNetCore.Mvc.Infrastructure.IApiBehaviorMetadata";

    private const string PageModel = "Microsoft.AspNetCore.Mvc.RazorPages.PageModel";
    private const string Verbs = "Microsoft.AspNetCore.Mvc.Routing.IActionHttpMethodProvider";
    private const string Template = "Microsoft.AspNetCore.Mvc.Routing.IRouteTemplateProvider";
    private const string AcceptVerbs = "Microsoft.AspNetCore.Mvc.AcceptVerbsAttribute";
    private const string Controller = "Microsoft.AspNetCore.Mvc.ControllerAttribute";
    private const string NotController = "Microsoft.AspNetCore.Mvc.NonControllerAttribute";
    private const string NotAction = "Microsoft.AspNetCore.Mvc.NonActionAttribute";
    private const string NotHandler = "Microsoft.AspNetCore.Mvc.RazorPages.NonHandlerAttribute";

    private static readonly ConditionalWeakTable<INamedTypeSymbol, StrongBox<bool>> Known = new();

    public static bool IsController(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsStatic: false } && (Known.TryGetValue(type, out var known) ? known : Known.GetValue(type, one => new(IsMarked(one)))).Value;

    private static bool IsMarked(INamedTypeSymbol type) =>
        (type.IsOrInherits(ControllerBase) || Lineage(type).Any(one => Has(one, Controller)) || type.Name.EndsWith("Controller", StringComparison.Ordinal) && type.GetMembers().OfType<IMethodSymbol>().Any(HasVerb))
        && !Lineage(type).Any(one => Has(one, NotController));

    /// <summary>What the framework makes no controller of: the actions of an abstract or a generic class are those of what derives from it.</summary>
    public static bool IsBase(INamedTypeSymbol type) => type.IsAbstract || type.IsGenericType;

    /// <summary>Whether the framework answers for it as for an API: by an attribute on it, on what it derives from, or on the assembly.</summary>
    public static bool IsApi(INamedTypeSymbol type, Compilation compilation) =>
        Lineage(type).Any(one => Has(one, ApiController)) || Has(compilation.Assembly, ApiController);

    /// <summary>Actions of an abstract base class are actions of what derives from it.</summary>
    public static bool IsAction(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsAbstract: false, IsGenericMethod: false, ContainingType: { } type }
        && IsController(type)
        && !Definitions(method).Any(one => Has(one, NotAction))
        && !Definitions(method).Any(one => one.ContainingType.OutermostNamespace() is "Microsoft" or "System")
        && !IsDispose(method);

    public static bool IsPage(INamedTypeSymbol type) => type.IsOrInherits(PageModel);

    public static bool IsPageHandler(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public, IsStatic: false, ContainingType: { } type }
        && PageVerb(method.Name) is not null && IsPage(type) && !Has(method, NotHandler);

    /// <summary>Empty when the attributes name none: the action answers all.</summary>
    public static ImmutableArray<string> VerbsOf(IMethodSymbol method) => Definitions(method)
        .SelectMany(one => one.GetAttributes())
        .Where(attribute => attribute.AttributeClass.IsOrInherits(Verbs))
        .SelectMany(VerbsOf)
        .Distinct()
        .ToImmutableArray();

    /// <summary><c>OnPostDeleteAsync</c> answers POST; null when the name is not that of a handler.</summary>
    public static string? PageVerb(string name)
    {
        foreach (var verb in new[] { "Get", "Post", "Put", "Delete", "Patch", "Head", "Options" })
        {
            var prefix = "On" + verb;
            if (name.StartsWith(prefix, StringComparison.Ordinal) && (name.Length == prefix.Length || char.IsUpper(name[prefix.Length])))
                return verb.ToUpperInvariant();
        }

        return null;
    }

    /// <summary>The template with the tokens filled in, the first where there are several; null for an action that conventional routes find.</summary>
    public static string? RouteOf(IMethodSymbol method) => RoutesOf(method, method.ContainingType).FirstOrDefault();

    /// <summary>All of them, as those of the given class, which may derive from that of the action.</summary>
    public static IEnumerable<string> RoutesOf(IMethodSymbol method, INamedTypeSymbol type)
    {
        var own = TemplatesOf(Definitions(method)).DefaultIfEmpty(null);
        var outer = TemplatesOf(Lineage(type)).DefaultIfEmpty(null).ToList();
        return own.SelectMany(template => outer.Where(prefix => prefix is not null || template is not null).Select(prefix => Composed(template, prefix, method, type))).Distinct();
    }

    private static string Composed(string? own, string? outer, IMethodSymbol method, INamedTypeSymbol type)
    {
        var route = own is not null && (own.StartsWith("/", StringComparison.Ordinal) || own.StartsWith("~/", StringComparison.Ordinal)) ? own.TrimStart('~') : $"{outer}/{own}";
        return route.Replace("[controller]", NameOf(type)).Replace("[action]", ActionName(method)).Trim('/');
    }

    /// <summary>Whether all its actions have an address by an attribute of the class.</summary>
    public static bool HasRoute(INamedTypeSymbol type) => TemplatesOf(Lineage(type)).Any();

    /// <summary>The class and what it derives from, nearest first.</summary>
    public static IEnumerable<INamedTypeSymbol> Lineage(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
            yield return current;
    }

    /// <summary>The method and what it overrides.</summary>
    public static IEnumerable<IMethodSymbol> Definitions(IMethodSymbol method)
    {
        for (var current = method; current is not null; current = current.OverriddenMethod)
            yield return current;
    }

    /// <summary>Of the nearest that has any: routes of a base class count only where a class has none.</summary>
    private static IEnumerable<string?> TemplatesOf(IEnumerable<ISymbol> symbols) => symbols.Select(symbol => symbol.GetAttributes()
        .Where(attribute => attribute.AttributeClass.IsOrInherits(Template))
        .Select(TemplateOf)
        .Where(text => text is not null)
        .ToList()).FirstOrDefault(templates => templates.Count > 0) ?? Enumerable.Empty<string?>();

    /// <summary>What AcceptVerbs is made of are verbs.</summary>
    private static string? TemplateOf(AttributeData attribute) =>
        (attribute.AttributeClass.IsOrInherits(AcceptVerbs) ? attribute.NamedArguments.Where(named => named.Key == "Route").Select(named => named.Value) : attribute.ConstructorArguments)
            .Select(argument => argument.Kind == TypedConstantKind.Primitive ? argument.Value as string : null)
            .FirstOrDefault(text => text is not null);

    private static IEnumerable<string> VerbsOf(AttributeData attribute)
    {
        for (var type = attribute.AttributeClass; type is not null; type = type.BaseType)
        {
            if (type.Name is { } name && name.StartsWith("Http", StringComparison.Ordinal) && name.EndsWith("Attribute", StringComparison.Ordinal) && type.Is("Microsoft.AspNetCore.Mvc." + name))
                return new[] { name.Substring(4, name.Length - 13).ToUpperInvariant() };
        }

        return attribute.ConstructorArguments
            .SelectMany(argument => argument.Kind == TypedConstantKind.Array ? argument.Values : ImmutableArray.Create(argument))
            .Select(argument => argument.Value as string)
            .OfType<string>()
            .Select(verb => verb.ToUpperInvariant());
    }

    private static bool HasVerb(IMethodSymbol method) => method.GetAttributes().Any(attribute => attribute.AttributeClass.IsOrInherits(Verbs));

    private static string ActionName(IMethodSymbol method) => method.Name.EndsWith("Async", StringComparison.Ordinal) ? method.Name.Substring(0, method.Name.Length - 5) : method.Name;

    private static string NameOf(INamedTypeSymbol type) => type.Name.EndsWith("Controller", StringComparison.Ordinal) ? type.Name.Substring(0, type.Name.Length - 10) : type.Name;

    private static bool IsDispose(IMethodSymbol method) => method.Name is "Dispose" or "DisposeAsync" && method.Parameters.IsEmpty;

    private static bool Has(ISymbol symbol, string attribute)
    {
        foreach (var data in symbol.GetAttributes())
        {
            if (data.AttributeClass.IsOrInherits(attribute))
                return true;
        }

        return false;
    }
}
