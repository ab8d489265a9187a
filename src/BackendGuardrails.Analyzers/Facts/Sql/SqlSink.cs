namespace BackendGuardrails.Facts.Sql;

/// <summary>The way a text becomes a command; the names are what a diagnostic tells its fix.</summary>
internal enum SqlSinkKind
{
    EfRaw,
    EfFormattable,
    Ef6,
    Migration,
    CommandText,
    CommandConstructor,
    CreateCommand,
    Adapter,
    Batch,
    Copy,
    Dapper,
    CommandDefinition,
    Configured,
}

/// <summary>A place where text becomes SQL.</summary>
/// <param name="Operation">The call, creation or assignment.</param>
/// <param name="Text">The expression with the SQL; of an addition, what is added.</param>
/// <param name="Name">What a reader calls the place: <c>FromSqlRaw</c>, <c>CommandText</c>.</param>
internal sealed record SqlSink(SqlSinkKind Kind, IOperation Operation, IOperation Text, string Name)
{
    private const int StoredProcedure = 4;

    /// <summary>The text is the name of a procedure, and sent as one: no SQL of its own.</summary>
    public bool IsProcedure => Operation switch
    {
        IInvocationOperation call => call.Argument("commandType") is { } type && IsStoredProcedure(type),
        ISimpleAssignmentOperation assignment => MemberWrite.Of(assignment) is { } write && write.Siblings().Any(sibling => sibling.Member.Name == "CommandType" && IsStoredProcedure(sibling.Value)),
        IObjectCreationOperation creation => creation.Arguments.Any(argument => argument.Parameter?.Name == "commandType" && IsStoredProcedure(argument.Value))
            || WritesTo(creation).Any(write => write.Member.Name == "CommandType" && IsStoredProcedure(write.Value)),
        _ => false,
    };

    private static bool IsStoredProcedure(IOperation value) => value.Unwrap().ConstantValue is { HasValue: true, Value: StoredProcedure };

    /// <summary>The initializer of a new command, and what its variable is given later.</summary>
    private static IEnumerable<MemberWrite> WritesTo(IObjectCreationOperation creation)
    {
        var initialized = creation.Initializer?.Initializers.Select(MemberWrite.Of).OfType<MemberWrite>() ?? Enumerable.Empty<MemberWrite>();
        if (creation.Ancestors().OfType<IVariableDeclaratorOperation>().FirstOrDefault()?.Symbol is not { } local)
            return initialized;
        return initialized.Concat(creation.MemberBody().Descendants().Select(MemberWrite.Of).OfType<MemberWrite>()
            .Where(write => write.Target.Instance is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local)));
    }
}
