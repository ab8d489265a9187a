namespace BackendGuardrails.Facts.Migrations;

/// <summary>When does the code run?</summary>
internal enum SchemaMoment
{
    /// <summary>Whenever an instance of the service starts.</summary>
    Start,

    /// <summary>While somebody waits for an answer.</summary>
    Request,

    /// <summary>Whenever a context is made.</summary>
    Context,
}

/// <summary>A call by which a running application changes the schema of its database.</summary>
internal sealed record SchemaStart(IInvocationOperation Call, SchemaMoment Moment)
{
    public bool IsCreation => Call.TargetMethod.Name.StartsWith("EnsureCreated", StringComparison.Ordinal);

    /// <summary>The compilation has migrations, of which the tables that are created this way know nothing.</summary>
    public bool HasMigrations { get; init; }

    /// <summary>A condition of the code's own comes first, such as a flag that it happened already.</summary>
    public bool IsConditional { get; init; }
}
