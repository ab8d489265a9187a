using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Model;

/// <summary>What this compilation writes about its model: sets, configuration classes and fluent calls, as they are found by their names.</summary>
internal sealed class ModelConfiguration
{
    private const string DbSet = "Microsoft.EntityFrameworkCore.DbSet`1";
    private const string EntityConfiguration = "Microsoft.EntityFrameworkCore.IEntityTypeConfiguration`1";
    private const string ModelBuilder = "Microsoft.EntityFrameworkCore.ModelBuilder";

    private static readonly string[] FluentNames =
    [
        "HasOne", "HasMany", "HasKey", "HasNoKey", "HasAlternateKey", "HasIndex", "HasQueryFilter", "Navigation", "Ignore", "OwnsOne", "OwnsMany", "ComplexProperty", "Property", "HasData",
        "HasPrincipalKey", "UsingEntity", "ToView", "ToSqlQuery", "ToFunction", "ExcludeFromMigrations",
    ];

    private static readonly string[] WordsOfModels = ["ModelBuilder", "EntityTypeBuilder", "IEntityTypeConfiguration", "OwnedNavigationBuilder", "EntityFrameworkCore"];
    private static readonly string[] WordsOfSnapshots = ["ModelSnapshot", "BuildTargetModel"];

    private readonly ILookup<ISymbol, FluentCall> _calls;

    private ModelConfiguration(HashSet<INamedTypeSymbol> declared, HashSet<ITypeSymbol> owned, IReadOnlyCollection<IInvocationOperation> found, bool isComplete)
    {
        Declared = declared;
        Owned = owned;
        IsComplete = isComplete;
        _calls = found.Select(FluentCall.Of).OfType<FluentCall>().ToLookup<FluentCall, ISymbol>(call => call.Entity, SymbolEqualityComparer.Default);
        OfAny = found.Where(FluentCall.IsOfTypeParameter).Select(call => (call.TargetMethod.Name, FluentCall.MembersOf(call))).ToImmutableArray();
    }

    /// <summary>The types that a context has a set of, or that are configured as entities.</summary>
    public IReadOnlyCollection<INamedTypeSymbol> Declared { get; }

    /// <summary>Types that come with their owner, and types that are ignored.</summary>
    public HashSet<ITypeSymbol> Owned { get; }

    /// <summary>Whether all that configures the model is code of this compilation.</summary>
    public bool IsComplete { get; }

    public IEnumerable<FluentCall> Of(ITypeSymbol entity) => _calls[entity];

    public IEnumerable<FluentCall> All => _calls.SelectMany(calls => calls);

    /// <summary>Calls in generic code, which may speak of any entity.</summary>
    public ImmutableArray<(string Name, ImmutableArray<string> Members)> OfAny { get; }

    public static ModelConfiguration Read(Compilation compilation, SourceNames names, CancellationToken cancellationToken)
    {
        var declared = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var owned = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        var calls = new List<IInvocationOperation>();
        var files = names.Trees.Where(tree => ConfiguresModels(tree, cancellationToken)).ToArray();
        var isComplete = !FromSets(compilation, names, declared, cancellationToken);
        isComplete &= FromConfigurations(names, declared, cancellationToken);
        foreach (var call in CallsIn(files, "Entity").Concat(CallsIn(files, "Owned")).Where(call => call.Instance?.Type.IsOrInherits(ModelBuilder) ?? false))
        {
            if (call.TargetMethod.TypeArguments.FirstOrDefault() is INamedTypeSymbol type)
                _ = call.TargetMethod.Name == "Owned" ? owned.Add(type) : declared.Add(type);
            else
                isComplete = false;
        }

        foreach (var call in FluentNames.SelectMany(name => CallsIn(files, name)))
        {
            calls.Add(call);
            AddOwned(call, owned);
        }

        isComplete &= AppliesOnlyVisibleAssemblies(compilation, names, cancellationToken) && names.Find("SetIsEagerLoaded", cancellationToken).IsEmpty;
        return new(declared, owned, calls, isComplete);

        IEnumerable<IInvocationOperation> CallsIn(IEnumerable<SyntaxTree> trees, string name) =>
            CallsBy(trees.SelectMany(tree => names.FindIn(tree, name, cancellationToken)), names, cancellationToken);
    }

    /// <summary>Not the snapshots that migrations keep: they name entities as texts, and say nothing that the code they were made from does not say.</summary>
    private static bool ConfiguresModels(SyntaxTree tree, CancellationToken cancellationToken) =>
        WordsOfModels.Any(word => SourceNames.Mentions(tree, word, cancellationToken)) && !WordsOfSnapshots.Any(word => SourceNames.Mentions(tree, word, cancellationToken));

    private static void AddOwned(IInvocationOperation call, HashSet<ITypeSymbol> owned)
    {
        if (call.TargetMethod.Name == "Ignore" && call.TargetMethod.TypeArguments.FirstOrDefault() is { } ignored && call.Instance?.Type.IsOrInherits(ModelBuilder) is true)
            owned.Add(ignored);
        if (call.TargetMethod.Name is "OwnsOne" or "OwnsMany" or "ComplexProperty" && FluentCall.Of(call) is not null && call.TargetMethod.TypeArguments.LastOrDefault() is { } type)
            owned.Add(type);
    }

    /// <summary>Whether a context of another assembly takes part, or only what stands for one is seen.</summary>
    private static bool FromSets(Compilation compilation, SourceNames names, HashSet<INamedTypeSymbol> declared, CancellationToken cancellationToken)
    {
        foreach (var name in names.Find("DbSet", cancellationToken).OfType<GenericNameSyntax>())
        {
            if (names.ModelOf(name.SyntaxTree)?.GetTypeInfo(name, cancellationToken).Type is INamedTypeSymbol set && set.Is(DbSet) && set.TypeArguments[0] is INamedTypeSymbol entity)
                declared.Add(entity);
        }

        foreach (var call in CallsBy(names.Find("Set", cancellationToken).OfType<GenericNameSyntax>(), names, cancellationToken))
        {
            if (EfCommands.IsContext(call.Instance?.Type) && call.TargetMethod.TypeArguments.FirstOrDefault() is INamedTypeSymbol entity)
                declared.Add(entity);
        }

        var contexts = ReferencedContexts.Of(compilation, cancellationToken);
        foreach (var entity in contexts.SelectMany(context => context.GetMembers().OfType<IPropertySymbol>()).Select(property => property.Type).OfType<INamedTypeSymbol>().Where(type => type.Is(DbSet)))
        {
            if (entity.TypeArguments[0] is INamedTypeSymbol type)
                declared.Add(type);
        }

        return contexts.Count > 0 || !HasContext(names, cancellationToken);
    }

    /// <summary>A project that sees an interface with sets knows nothing of how they are configured.</summary>
    public static bool HasContext(SourceNames names, CancellationToken cancellationToken) =>
        names.Find("DbSet", cancellationToken).Concat(names.Find("ModelBuilder", cancellationToken))
            .Select(name => name.FirstAncestorOrSelf<ClassDeclarationSyntax>())
            .Any(type => type is not null && names.ModelOf(type.SyntaxTree)?.GetDeclaredSymbol(type, cancellationToken) is INamedTypeSymbol symbol && symbol.IsOrInherits(EfCommands.DbContext));

    private static bool FromConfigurations(SourceNames names, HashSet<INamedTypeSymbol> declared, CancellationToken cancellationToken)
    {
        foreach (var name in names.Find("IEntityTypeConfiguration", cancellationToken).OfType<GenericNameSyntax>())
        {
            if (names.ModelOf(name.SyntaxTree)?.GetTypeInfo(name, cancellationToken).Type is INamedTypeSymbol type && type.Is(EntityConfiguration) && type.TypeArguments[0] is INamedTypeSymbol entity)
                declared.Add(entity);
        }

        return CallsOf("ApplyConfiguration", names, cancellationToken)
            .All(call => call.Arguments.FirstOrDefault()?.Value.Unwrap().Type is not { } applied || applied.DeclaringSyntaxReferences.Any(reference => names.ModelOf(reference.SyntaxTree) is not null));
    }

    /// <summary><c>typeof(X).Assembly</c> of a type of ours, or the assembly that runs.</summary>
    private static bool AppliesOnlyVisibleAssemblies(Compilation compilation, SourceNames names, CancellationToken cancellationToken) =>
        CallsOf("ApplyConfigurationsFromAssembly", names, cancellationToken).All(call => call.Arguments
            .Where(argument => argument.Parameter?.Name == "assembly")
            .Select(argument => argument.Value.Unwrap())
            .All(assembly => assembly switch
            {
                IPropertyReferenceOperation { Property.Name: "Assembly", Instance: ITypeOfOperation { TypeOperand: var type } } => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly),
                IPropertyReferenceOperation { Property.Name: "Assembly", Instance: IInvocationOperation { TargetMethod.Name: "GetType" } } => true,
                IInvocationOperation { TargetMethod.Name: "GetExecutingAssembly" } => true,
                _ => false,
            }));

    internal static IEnumerable<IInvocationOperation> CallsOf(string name, SourceNames names, CancellationToken cancellationToken) =>
        CallsBy(names.Find(name, cancellationToken), names, cancellationToken);

    private static IEnumerable<IInvocationOperation> CallsBy(IEnumerable<SimpleNameSyntax> found, SourceNames names, CancellationToken cancellationToken) =>
        found.Select(name => CallOf(name, names, cancellationToken)).OfType<IInvocationOperation>();

    private static IInvocationOperation? CallOf(SimpleNameSyntax name, SourceNames names, CancellationToken cancellationToken) =>
        name.CallOf() is { } call ? names.ModelOf(name.SyntaxTree)?.GetOperation(call, cancellationToken) as IInvocationOperation : null;
}
