using BackendGuardrails.Facts.Migrations;

namespace BackendGuardrails.Migrations;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.DataCustodian, "A default that your machine has computed is the same for every row there will ever be. Ask the database, which computes it anew each time.")]
public sealed class BG6011MachineDefaultAnalyzer() : MigrationGuardrail(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG6011",
        title: "Default value is computed once on the developer's machine",
        messageFormat: "'{0}' is computed {1}; {2}",
        category: Categories.Migrations,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A default value is written into the schema as it is. DateTime.UtcNow or Guid.NewGuid() there is one moment and one Guid, shared by all rows; in HasDefaultValue and HasData it is another one each time the model is built, "
            + "so that each migration changes it again, and since EF Core 9 Migrate refuses because the model has changed.");

    /// <summary>The function of the database that computes the value for each row.</summary>
    internal const string FunctionKey = "Function";

    private protected override void Judge(SchemaMigration migration, MigrationContext context) => context.ReportEach(
        from operation in migration.Up
        from column in operation.Name == "CreateTable" ? operation.Parts.Where(part => part.Name == "Column") : operation.Name is "AddColumn" or "AlterColumn" ? new[] { operation } : []
        let value = column.Place is null ? null : column.Value("defaultValue")
        let found = value is null ? null : MachineValues.In(value, context.Facts.Names, context.CancellationToken)
        where found is not null
        select Diagnostic.Create(
            Descriptor,
            column.PlaceOf("defaultValue"),
            column.IsHere() ? With(FunctionFor(value, found, column.Text("type"), migration.ProvidersOf(operation))) : ImmutableDictionary<string, string?>.Empty,
            found.Name,
            $"once, when the migration runs or its script is written: all rows of '{column.TableName()}' get that one value, those to come as well",
            "have the database compute it, with 'defaultValueSql'"));

    private protected override void JudgeOther(INamedTypeSymbol type, MigrationContext context)
    {
        foreach (var call in ModelCalls.In(type, context.Facts.Names, context.CancellationToken))
        {
            if (call.TargetMethod.Name == "HasDefaultValue")
                JudgeDefault(call, context);
            else
                JudgeRows(call, context);
        }
    }

    private static void JudgeDefault(IInvocationOperation call, MigrationContext context)
    {
        if (call.Argument("value") is not { } argument || Origins.Of(argument, context.Facts.Names, context.CancellationToken) is not { } value || MachineValues.In(value, context.Facts.Names, context.CancellationToken) is not { } found)
            return;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            argument.Syntax.GetLocation(),
            With(FunctionFor(value, found, null, ProviderSigns.Referenced(context.Facts.Types))),
            found.Name,
            "once for each start of the program: the migration writes one value for all rows into the schema, and each further migration another one",
            "have the database compute it, with 'HasDefaultValueSql'"));
    }

    private static void JudgeRows(IInvocationOperation call, MigrationContext context)
    {
        var found = call.Arguments
            .SelectMany(argument => MachineValues.All(argument.Value, context.Facts.Names, MachineValues.Hops, context.CancellationToken))
            .Where(value => value.Operation.Syntax.SyntaxTree == call.Syntax.SyntaxTree)
            .ToList();
        if (found.Count == 0)
            return;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            found[0].Operation.Syntax.GetLocation(),
            additionalLocations: found.Skip(1).Select(value => value.Operation.Syntax.GetLocation()).Prepend(call.NameLocation()),
            properties: null,
            found[0].Name,
            "anew each time the model is built: each migration changes the row again, and since EF Core 9 Migrate refuses because the model has changed",
            "write the value down as a constant"));
    }

    private static ImmutableDictionary<string, string?> With(string? function) =>
        function is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(FunctionKey, function);

    private static string? FunctionFor(IOperation? value, MachineValue found, string? storeType, DatabaseProviders provider) =>
        value is null || !MachineValues.IsWhole(value, found) ? null
        : found.Kind == MachineValueKind.Time ? DatabaseFunctions.Now(value.Type, storeType, provider)
        : found.Kind == MachineValueKind.Guid ? DatabaseFunctions.NewGuid(provider)
        : null;
}
