namespace BackendGuardrails.Options;

/// <summary>Every option of the package, declared once. The configuration page is generated from this list.</summary>
internal static class GuardrailOptions
{
    public const string Prefix = "backend_guardrails.";

    public static readonly SwitchOption AnalyzeTestProjects = new(
        "analyze_test_projects", false,
        "Whether projects of tests are analyzed as well: those that reference xunit, NUnit, MSTest or TUnit, and libraries for tests, which reference a library of mocks, assertions or test hosts, or are named so. Set it in a global config.");

    public static readonly WordListOption DevelopmentGuards = new(
        "development_guards", "IsDevelopment, IsDev, IsLocal, IsDebug, IsDevelopmentMode",
        "Names of Boolean methods, properties, fields, parameters and locals that mean \"not in production\", beside the checks on IHostEnvironment that are always understood.",
        "BG4004", "BG4005", "BG4007", "BG4011", "BG6017");

    public static readonly NumberOption DefaultTimeoutSeconds = new(
        "default_timeout_seconds", 30,
        "The timeout that the fix writes, in seconds.",
        "BG5003");

    public static readonly NumberOption DefaultCacheMinutes = new(
        "default_cache_minutes", 5,
        "The lifetime of a cache entry that the fix writes, in minutes.",
        "BG5004");

    public static readonly SwitchOption RedisIsDataStore = new(
        "redis_is_data_store", false,
        "Whether Redis is used as a database, so that keys without an expiry are intended.",
        "BG5004");

    public static readonly MemberListOption SqlSinks = new(
        "sql_sinks",
        "Your own methods and constructors whose first text argument is SQL, as Type.Method or Namespace.Type.Method (Type.Type for a constructor).",
        "BG4001");

    public static readonly MemberListOption SqlSanitizers = new(
        "sql_sanitizers",
        "Your own methods, as Type.Method, whose result is safe inside SQL, and checks of yours that throw or answer false for an unsafe text.",
        "BG4001");

    public static readonly MemberListOption SqlSources = new(
        "sql_sources",
        "Your own methods and properties, as Type.Member, whose value comes from outside, beside the requests, messages, files and rows that are always understood.",
        "BG4001");

    public static readonly WordListOption RoundTripMethods = new(
        "round_trip_methods", "",
        "Your own or a library's methods, as Type.Method, each call of which goes to a database or another service, beside EF Core, Dapper, ADO.NET and the others that are always understood.",
        "BG1001");

    public static readonly WordListOption SmallEntities = new(
        "small_entities", "",
        "Entity types of which there are few rows and always will be, such as Country, Currency: reading all of them, searching them without an index, or going through them one by one is fine.",
        "BG1001", "BG1004", "BG1006", "BG1007", "BG1011", "BG1012", "BG1016", "BG1019", "BG3009", "BG3010");

    public static readonly NumberOption DefaultPageSize = new(
        "default_page_size", 100,
        "How many rows the fix takes, and how many a client may ask for at most behind it.",
        "BG1004", "BG3009", "BG3010");

    public static readonly SwitchOption UnpagedSignatures = new(
        "unpaged_signatures", false,
        "Whether list endpoints without a page are reported by their signature alone, where the code that brings the list is in another project.",
        "BG3009");

    public static readonly WordListOption AllowedExceptionTypes = new(
        "allowed_exception_types", "ValidationException, FormatException, JsonException, ArgumentException",
        "Exception types whose message is written for the client, beside those of your own that are always understood.",
        "BG3001");

    public static readonly WordListOption ErrorEnvelopeTypes = new(
        "error_envelope_types", "",
        "Your own types of error bodies, such as ApiError, that clients know beside ProblemDetails.",
        "BG3005");

    public static readonly SwitchOption AllowEntityResponses = new(
        "allow_entity_responses", false,
        "Whether endpoints may answer with entities as they are stored.",
        "BG3008");

    public static readonly WordListOption AuthorizeAttributes = new(
        "additional_authorize_attributes", "",
        "Names of your own attributes, filters and mapping conventions that decide who may call an endpoint, beside those that are understood by their interface or name.",
        "BG4002");

    public static readonly WordListOption CriticalOperations = new(
        "critical_operations", "pay, payment, charge, refund, payout, transfer, withdraw, withdrawal, deposit, order, checkout, invoice, subscription, purchase, topup, redeem, credit",
        "What must not be done twice: words in the names of actions, routes, request types and entities whose creation has to be idempotent.",
        "BG2001");

    public static readonly WordListOption SafeGetWrites = new(
        "safe_get_writes", "Audit, Log, Visit, View, History, Activity, Seen, LastSeen, LastLogin, LastAccess, LastUsed, Accessed, Hit, Counter, Download, Downloads, ReadAt, IsRead, Viewed, Visited, Metric, Telemetry",
        "Words in the names of what a GET may write, because it only notes that somebody was there: entities, their properties, methods and types on the way.",
        "BG3011");

    public static readonly SwitchOption RateLimitedByGateway = new(
        "rate_limited_by_gateway", false,
        "Whether something in front of the service limits how often it can be called.",
        "BG4003");

    public static readonly WordListOption MessageHandlers = new(
        "message_handlers", "IIntegrationEventHandler, IMessageHandler, IEventHandler, IMessageConsumer, IEventConsumer",
        "Names of interfaces whose methods a broker calls, beside those of MassTransit, NServiceBus, Rebus and CAP that are always understood.",
        "BG2003", "BG2005");

    public static readonly MigrationIdOption MigrationsStartAfter = new(
        "migrations_start_after",
        "The last migration that is left as it is: rules look at those whose id comes after it.",
        "BG6001", "BG6002", "BG6003", "BG6004", "BG6005", "BG6006", "BG6007", "BG6008", "BG6009", "BG6010", "BG6011", "BG6012", "BG6013", "BG6014", "BG6015");

    public static readonly WordListOption SmallTables = new(
        "small_tables", "",
        "Tables of which there are few rows and always will be, such as Countries: a lock on them is over before anybody waits.",
        "BG6008", "BG6009", "BG6010", "BG6012");

    public static readonly ImmutableArray<GuardrailOption> All = ImmutableArray.Create<GuardrailOption>(
        AnalyzeTestProjects,
        DevelopmentGuards,
        DefaultTimeoutSeconds,
        DefaultCacheMinutes,
        RedisIsDataStore,
        SqlSinks,
        SqlSanitizers,
        SqlSources,
        RoundTripMethods,
        SmallEntities,
        DefaultPageSize,
        UnpagedSignatures,
        AllowedExceptionTypes,
        ErrorEnvelopeTypes,
        AllowEntityResponses,
        AuthorizeAttributes,
        CriticalOperations,
        SafeGetWrites,
        RateLimitedByGateway,
        MessageHandlers,
        MigrationsStartAfter,
        SmallTables);
}
