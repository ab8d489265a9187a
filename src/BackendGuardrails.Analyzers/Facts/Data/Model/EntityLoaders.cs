using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Model;

/// <summary>Does an entity load a navigation itself, by a loader that EF Core hands to its constructor?</summary>
internal static class EntityLoaders
{
    private const string Loader = "Microsoft.EntityFrameworkCore.Infrastructure.ILazyLoader";
    private const string LoaderName = "ILazyLoader";
    private const string LoaderAssembly = "Microsoft.EntityFrameworkCore.Abstractions";
    private const string LoaderParameter = "lazyLoader";

    /// <summary>Whether anything here, or in a project that this one refers to, speaks of loaders at all: asked before a model is read for it.</summary>
    public static bool AreAround(Compilation compilation, SourceNames names, CancellationToken cancellationToken) =>
        names.Trees.Any(tree => IsIn(tree, cancellationToken))
        || compilation.SourceModule.ReferencedAssemblySymbols.Any(assembly => !ReferencedTypes.IsLibrary(assembly.Name) && assembly.Modules.Any(module => module.ReferencedAssemblies.Any(identity => identity.Name == LoaderAssembly)));

    private static bool IsIn(SyntaxTree tree, CancellationToken cancellationToken) =>
        SourceNames.Mentions(tree, LoaderName, cancellationToken) || SourceNames.Mentions(tree, LoaderParameter, cancellationToken);

    public static bool Uses(IPropertySymbol navigation, SourceNames names, CancellationToken cancellationToken)
    {
        if (!HasLoader(navigation.ContainingType))
            return false;
        var getter = navigation.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellationToken)).OfType<PropertyDeclarationSyntax>().FirstOrDefault();
        // Of another assembly nothing more can be said than that the entity has a loader.
        return getter is null || names.ModelOf(getter.SyntaxTree) is null || HasBody(getter);
    }

    private static bool HasLoader(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.InstanceConstructors.SelectMany(constructor => constructor.Parameters).Any(IsLoader)
                || type.GetMembers().Any(member => member is IFieldSymbol { Type: var field } && field.Is(Loader) || member is IPropertySymbol { Type: var property } && property.Is(Loader)))
                return true;
        }

        return false;
    }

    /// <summary>The interface, or the delegate by the name that EF Core knows it by.</summary>
    private static bool IsLoader(IParameterSymbol parameter) =>
        parameter.Type.Is(Loader) || parameter.Name == LoaderParameter && parameter.Type.Is("System.Action`2");

    private static bool HasBody(PropertyDeclarationSyntax property) =>
        property.ExpressionBody is not null || property.AccessorList?.Accessors.Any(accessor => accessor.Body is not null || accessor.ExpressionBody is not null) is true;
}
