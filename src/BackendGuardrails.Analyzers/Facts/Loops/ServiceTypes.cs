using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Loops;

/// <summary>Does an interface stand for something that the program does, of which there are as many as were registered, or for things that it does it with, of which there are as many as rows?</summary>
internal sealed class ServiceTypes(EntityModel model)
{
    /// <summary>What somebody does for others, whatever it can be asked about itself.</summary>
    private static readonly ImmutableHashSet<string> Workers = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "adapter", "channel", "checker", "consumer", "contributor", "executor", "extension", "factory", "gateway", "handler", "hook", "initializer", "listener", "manager", "middleware", "migrator", "notifier", "observer", "plugin",
        "processor", "provider", "publisher", "registrar", "repository", "resolver", "runner", "seeder", "sender", "service", "store", "strategy", "subscriber", "validator", "visitor", "worker", "writer");

    /// <summary>What one holds of such a type is a value, a row or a file. (What is itself a sequence needs no name.)</summary>
    private static readonly ImmutableHashSet<string> Data = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "System.IComparable", "System.IComparable`1", "System.IConvertible", "System.IEquatable`1", "System.IFormattable", "System.ISpanFormattable", "System.IParsable`1", "System.Runtime.CompilerServices.ITuple",
        "System.Collections.IStructuralComparable", "System.Collections.IStructuralEquatable", "System.Data.IDataRecord", "System.Data.IDataReader", "Microsoft.AspNetCore.Http.IFormFile", "Microsoft.Extensions.FileProviders.IFileInfo");

    /// <summary>Libraries that show documents, sheets and mails by interfaces.</summary>
    private static readonly string[] Documents = ["AngleSharp.Dom", "ClosedXML.Excel", "NPOI.SS.UserModel", "CsvHelper", "MailKit", "System.Numerics"];

    private volatile HashSet<ISymbol>? _ofEntities;

    public bool IsService(ITypeSymbol? type, CancellationToken cancellationToken) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Interface } element && Lineage(element).Any(HasMethods) && !IsData(element) && !OfEntities(cancellationToken).Contains(element.OriginalDefinition);

    private static bool IsData(INamedTypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_Collections_IEnumerable || type.AllInterfaces.Any(one => one.SpecialType == SpecialType.System_Collections_IEnumerable)
            || Data.Any(name => type.Is(name)) || Documents.Any(space => type.IsWithin(space)))
            return true;
        if (NameWords.Of(type.Name) is { IsEmpty: false } words && Workers.Contains(words[words.Length - 1]))
            return false;
        var members = Lineage(type).SelectMany(one => one.GetMembers()).ToList();
        return members.OfType<IPropertySymbol>().Any(IsKey) || members.OfType<IPropertySymbol>().Any(property => property.SetMethod is { IsInitOnly: false }) && !members.OfType<IMethodSymbol>().Any(Waits);
    }

    /// <summary>Id, CustomerId: it is a row, or belongs to one.</summary>
    private static bool IsKey(IPropertySymbol property) =>
        property.Name.EndsWith("Id", StringComparison.Ordinal)
        && (property.Type.SpecialType is SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64 || property.Type.Is("System.Guid"));

    private static bool Waits(IMethodSymbol method) =>
        method.ReturnType.Name is "Task" or "ValueTask" or "IAsyncEnumerable" || method.Parameters.Any(parameter => parameter.Type.Is("System.Threading.CancellationToken"));

    /// <summary>What mapped classes implement: <c>IDiscounted</c> stands for rows.</summary>
    private HashSet<ISymbol> OfEntities(CancellationToken cancellationToken) =>
        _ofEntities ??= new HashSet<ISymbol>(model.Types(cancellationToken).SelectMany(entity => entity.AllInterfaces).Select(implemented => implemented.OriginalDefinition), SymbolEqualityComparer.Default);

    private static IEnumerable<INamedTypeSymbol> Lineage(INamedTypeSymbol type) => type.AllInterfaces.Prepend(type);

    private static bool HasMethods(INamedTypeSymbol type) => type.GetMembers().Any(member => member is IMethodSymbol { MethodKind: MethodKind.Ordinary });
}
