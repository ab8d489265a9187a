using System.Runtime.CompilerServices;
using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Blocking;
using BackendGuardrails.Facts.Data.BulkWrites;
using BackendGuardrails.Facts.Data.Concurrency;
using BackendGuardrails.Facts.Data.Indexes;
using BackendGuardrails.Facts.Data.Lifetimes;
using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Navigations;
using BackendGuardrails.Facts.Data.Queries;
using BackendGuardrails.Facts.Data.Queries.Bounds;
using BackendGuardrails.Facts.Data.Queries.Columns;
using BackendGuardrails.Facts.Data.Queries.Entities;
using BackendGuardrails.Facts.Data.Queries.Filters;
using BackendGuardrails.Facts.Data.Queries.Idle;
using BackendGuardrails.Facts.Data.Queries.Memory;
using BackendGuardrails.Facts.Data.Queries.Pages;
using BackendGuardrails.Facts.Data.Queries.Products;
using BackendGuardrails.Facts.Data.Queries.Reruns;
using BackendGuardrails.Facts.Data.Queries.Translation;
using BackendGuardrails.Facts.Data.Queries.Untracked;
using BackendGuardrails.Facts.Data.Repeats;
using BackendGuardrails.Facts.Hosting;
using BackendGuardrails.Facts.Http;
using BackendGuardrails.Facts.Http.Endpoints;
using BackendGuardrails.Facts.Http.Idempotency;
using BackendGuardrails.Facts.Http.Validation;
using BackendGuardrails.Facts.Keys;
using BackendGuardrails.Facts.Loops;
using BackendGuardrails.Facts.Messaging;
using BackendGuardrails.Facts.Payments;
using BackendGuardrails.Facts.Migrations;
using BackendGuardrails.Facts.Sql;
using BackendGuardrails.Facts.Values;
using BackendGuardrails.Options;

namespace BackendGuardrails.Facts;

/// <summary>
/// What is true of one compilation. All rules of a pass share one instance. Making a fact costs nothing: each computes what it is asked for,
/// when it is first asked, and remembers it. Facts know Roslyn and other facts, never a rule.
/// </summary>
internal sealed partial class CompilationFacts
{
    private static readonly ConditionalWeakTable<Compilation, CompilationFacts> Known = new();

    private static readonly string[] TestFrameworks =
    [
        "Xunit.FactAttribute", "NUnit.Framework.TestAttribute", "Microsoft.VisualStudio.TestTools.UnitTesting.TestMethodAttribute", "TUnit.Core.TestAttribute",
    ];

    private readonly Lazy<bool> _isTestProject;

    private CompilationFacts(Compilation compilation, AnalyzerOptions options)
    {
        Compilation = compilation;
        Types = new KnownTypes(compilation);
        Options = new OptionReader(options);
        Names = new SourceNames(compilation);
        var uses = new SymbolUses(Names);
        Callers = new Callers(Names, uses);
        CallTargets = new CallTargets(Names);
        Implementations = new Implementations(Names);
        TypeArguments = new TypeArguments(Names);
        Functions = new Functions(Names);
        Bodies = new FileBodies(Names);
        Guards = new Guards(Callers, Options);
        DeveloperPlaces = new DeveloperPlaces(Names, Options);
        RetryingStrategies = new RetryingStrategies(Types, Names, Callers);
        StrategyScope = new StrategyScope(Callers, CallTargets);
        EfWork = new EfWork(CallTargets, Callers);
        EntityModel = new EntityModel(compilation, Names);
        QueryChains = new QueryChains(Names, Callers, uses, Implementations, EntityModel);
        QueryShapes = new QueryShapes(EntityModel);
        var mappings = new Mappings(Types, Names);
        var conventions = new MappingConventions(Callers, Names);
        Endpoints = new EndpointModel(Types, mappings, Functions);
        EndpointFiles = new EndpointFiles(Bodies, mappings, Names);
        EndpointDeclarations = new EndpointDeclarations(compilation, conventions, Implementations, Names);
        Probes = new Probes(Endpoints, EndpointDeclarations);
        Bindings = new Bindings(EndpointDeclarations);
        ClientTexts = new ClientTexts(Endpoints);
        BoundaryPlaces = new BoundaryPlaces(Endpoints, Callers);
        ThrownTypes = new ThrownTypes(Implementations, Names);
        Host = new HostSetup(Types, Names, conventions, TypeArguments);
        ErrorBodies = new ErrorBodies(Host, Options);
        BackgroundLoops = new BackgroundLoops(Names, Callers, Implementations);
        SchemaStarts = new SchemaStarts(compilation, Types, Names, Callers, Endpoints, Guards);
        Authorization = new Authorization(Types, Names, Host, EndpointDeclarations, CallTargets);
        RateLimits = new RateLimits(Types, Names, Host, EndpointDeclarations, CallTargets);
        var requests = new RequestCode(mappings);
        UntranslatableCode = new UntranslatableCode(EntityModel, new OwnTranslations(Names));
        TranslatedLambdas = new TranslatedLambdas(QueryChains, Names, uses, Callers, Implementations);
        var fates = new RowFates(Names, Callers, CallTargets, requests);
        UnstablePages = new UnstablePages(EntityModel, QueryChains, QueryShapes, fates, new PagingMethods(Names));
        RowProducts = new RowProducts(EntityModel, QueryChains, QueryShapes);
        IdleIncludes = new IdleIncludes(EntityModel, QueryChains, Names, new PlainResults(EntityModel, Names));
        var (bounds, small, foreign) = (new QueryBounds(EntityModel), new SmallEntities(Names, Options), new ForeignQueries(Names, Implementations));
        UnboundedReads = new UnboundedReads(EntityModel, QueryChains, QueryShapes, bounds, small, foreign, fates, requests, TypeArguments);
        UnpagedLists = new UnpagedLists(Endpoints, new PageRequests(EndpointDeclarations, Bindings), Callers, new UnseenLists(CallTargets, Names));
        var validators = new ReferencedValidators(compilation);
        var numbers = new RequestNumbers(Names, Callers, requests, new NumberLimits(Names, validators), Endpoints, Bindings);
        DeepPages = new DeepPages(QueryChains, QueryShapes, bounds, small, numbers, Names);
        OpenPages = new OpenPages(Endpoints, QueryChains, QueryShapes, bounds, small, foreign, numbers, fates, TypeArguments, Names);
        AnsweredEntities = new AnsweredEntities(EntityModel, TypeArguments, new ClientModels(compilation));
        MemoryReductions = new MemoryReductions(QueryChains, QueryShapes, bounds, small, foreign, EntityModel);
        SentBackKeys = new SentBackKeyLists(QueryChains, QueryShapes, bounds);
        var access = new DataAccess(Options);
        var services = new ServiceTypes(EntityModel);
        var sources = new Sources(services);
        var elements = new ElementFunctions(Names, sources);
        var assigned = new AssignedValues(Names, uses);
        var held = new HeldFunctions(assigned);
        var called = new CalledMethods(Names, Implementations, held, elements);
        CalledMethods = called;
        var loops = new Loops.Loops(elements, sources);
        RoundTrips = new RoundTrips(access.Of, called);
        var effects = new Effects(access, Types);
        Effects = new RoundTrips(effects.Of, called);
        var reached = new ReachedCode(called);
        PossibleValues = new PossibleValues(Names, assigned);
        PaymentKeys = new PaymentKeys(PossibleValues, Names);
        RepeatedEffects = new RepeatedEffects(effects, reached, EntityModel, PaymentKeys);
        DuplicateGuards = new DuplicateGuards(reached);
        Inboxes = new Inboxes(Host);
        HostPlaces = new HostPlaces(Names, Host);
        Pipelines = new Pipelines(compilation, HostPlaces, Callers, Implementations, Names);
        ExceptionHandling = new ExceptionHandling(Names, Host, Guards);
        DataControllers = new DataControllers(Names);
        RouteVersions = new RouteVersions(Names, EndpointDeclarations, conventions);
        RequestValidation = new RequestValidation(Names, Host, EndpointDeclarations, reached, validators);
        KeySinks = new KeySinks(EntityModel);
        Repetitions = new Repetitions(loops, Names, Callers, Options);
        MessageWork = new MessageWork(effects, reached, called);
        Acknowledgments = new Acknowledgments(MessageWork, called);
        RabbitConsumers = new RabbitConsumers(PossibleValues, held, uses, Names);
        RabbitQueues = new RabbitQueues(PossibleValues, Names);
        KafkaConsumers = new KafkaConsumers(PossibleValues, Names, MessageWork);
        BusReceivers = new BusReceivers(Names, MessageWork);
        IdempotencyMarkers = new IdempotencyMarkers(Names, reached, EndpointDeclarations, Host);
        BoundEntities = new BoundEntities(EntityModel, Bindings, called, TypeArguments, Names);
        MissingRows = new MissingRows(new RowLookups(Names, called), EndpointDeclarations, Host, Names);
        StateChanges = new StateChanges(Effects, Options);
        var steps = new WaySteps(Names);
        RepeatedTrips = new RepeatedTrips(access, RoundTrips, loops, sources, elements, new Recursions(Names), new ToldWays(RoundTrips, called, steps), new Ways(steps), Operations);
        FewRounds = new FewRounds(new FewElements(RoundTrips, called, EntityModel, services, Options), new OneOfKinds(RoundTrips, steps), steps, RoundTrips, called, Implementations, loops);
        PostponedSaves = new PostponedSaves(access, RoundTrips);
        SharedContexts = new SharedContexts(new ContextUses(Names, called), loops, sources, Names);
        AsyncPlaces = new AsyncPlaces(Callers, requests);
        BlockingCalls = new BlockingCalls(Types, Names, access, RoundTrips, QueryChains);
        var same = new SameAnswer(RoundTrips, Implementations);
        QueryRuns = new QueryRuns(QueryChains, same);
        RowLoads = new RowLoads(QueryChains, QueryShapes, same, Operations);
        var entityFates = new EntityFates(compilation, Types, Names, Callers, uses, Implementations, EntityModel, requests);
        UntouchedReads = new UntouchedReads(EntityModel, QueryChains, entityFates, RoundTrips);
        WholeReads = new WholeReads(Names, EntityModel, QueryShapes, small, UntouchedReads);
        UntrackedQueries = new UntrackedQueries(EntityModel, Names, Implementations, uses);
        LostChanges = new LostChanges(EntityModel, QueryChains, UntrackedQueries, entityFates, new ContextSaves(RoundTrips, Implementations), Callers, Operations);
        TwiceTracked = new TwiceTrackedEntities(EntityModel, QueryChains, QueryShapes, UntrackedQueries);
        LoadedWrites = new LoadedWrites(EntityModel, QueryChains, new SavingBehavior(Types, Names, Implementations, EntityModel), Callers, requests);
        var touches = new ContextTouches(Names, Callers, called, EntityModel);
        LazyLoads = new LazyLoads(EntityModel, new LazyReads(Names, called, EntityModel), QueryChains, loops, elements, touches);
        ExplicitLoads = new ExplicitLoads(EntityModel, QueryChains);
        UnloadedReads = new UnloadedReads(EntityModel, QueryChains, touches, Names);
        var indexes = new EntityIndexes(EntityModel, new ModelSnapshots(Names), Names);
        var scripts = new IndexScripts(Names);
        var needs = new IndexNeeds(indexes, scripts, Names);
        MissingIndexes = new MissingIndexes(QueryChains, QueryShapes, needs, Names);
        DefeatedIndexes = new DefeatedIndexes(QueryChains, QueryShapes, needs, indexes, scripts, Names);
        ColumnRewrites = new ColumnRewrites(EntityModel, Names);
        IndexPlaces = new IndexPlaces(EntityModel, Names);
        BulkWrites = new BulkWrites(EntityModel, QueryChains, Names);
        HttpClients = new HttpClientRegistrations(Names);
        Registrations = new ServiceRegistrations(Names);
        var (lives, contexts) = (new LongLives(Registrations), new HeldContexts(Registrations, Implementations, Names));
        KeptContexts = new KeptContexts(Names, Registrations, lives, contexts);
        KeptFunctions = new KeptFunctions(Names, contexts, lives);
        LateResults = new LateResults(contexts);
        SentRequests = new SentRequests(Names);
        SqlSinks = new SqlSinks(compilation, Options);
        PlainSelects = new PlainSelects(SqlSinks, Names, fates);
        SqlWrites = new SqlWrites(SqlSinks, Names);
        var flows = new ValueFlows(compilation, Names, Options, SqlSinks, new MemberConstants(Names, uses));
        flows.Searches = new ValueSearches(flows, Names, uses, Callers, new SiteTargets(Implementations, flows));
        SqlText = new SqlText(flows, flows.Searches, new DescribedCommands(Callers));
        Migrations = new SchemaMigrations(Types, Names, Options);
        UniqueClaims = new UniqueClaims(Migrations);
        _isTestProject = new(() => Types.HasAny(TestFrameworks) && !Options.AnalyzesTestProjects);
    }

    /// <summary>A project that references a test framework and does not ask to be analyzed all the same.</summary>
    public bool IsTestProject => _isTestProject.Value;

    public static CompilationFacts For(Compilation compilation, AnalyzerOptions options) =>
        Known.GetValue(compilation, key => new CompilationFacts(key, options));
}
