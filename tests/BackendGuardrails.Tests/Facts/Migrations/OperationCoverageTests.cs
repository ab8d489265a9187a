using System.Reflection;
using BackendGuardrails.Tests.House;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BackendGuardrails.Tests.Facts.Migrations;

/// <summary>Every operation that EF Core's MigrationBuilder has is judged by a rule or is safe for a reason. A new operation of EF Core fails here until somebody has thought about it.</summary>
public class OperationCoverageTests
{
    private static readonly Dictionary<string, string[]> Judged = new()
    {
        ["AddColumn"] = ["BG6006", "BG6007", "BG6011"],
        ["AddForeignKey"] = ["BG6010"],
        ["AddCheckConstraint"] = ["BG6010"],
        ["CreateCheckConstraint"] = ["BG6010"],
        ["AddUniqueConstraint"] = ["BG6009"],
        ["AddPrimaryKey"] = ["BG6009"],
        ["AlterColumn"] = ["BG6004", "BG6005"],
        ["CreateIndex"] = ["BG6008", "BG6009"],
        ["DropColumn"] = ["BG6001", "BG6003"],
        ["DropTable"] = ["BG6001"],
        ["DropSchema"] = ["BG6001"],
        ["RenameColumn"] = ["BG6002"],
        ["RenameTable"] = ["BG6002"],
        ["Sql"] = ["BG6012", "BG6013"],
    };

    private static readonly Dictionary<string, string> Safe = new()
    {
        ["AlterDatabase"] = "changes extensions, collation and enums of the catalog; no row is touched, and no table is locked",
        ["AlterSequence"] = "changes how the next values are made; values that exist stay, and the lock is on the sequence only",
        ["AlterTable"] = "changes comments and annotations of the catalog only",
        ["CreateSequence"] = "nobody uses the sequence yet",
        ["CreateTable"] = "nobody uses the table yet",
        ["EnsureSchema"] = "does nothing to a schema that exists",
        ["InsertData"] = "adds rows that are written out in the migration, so they are few, and takes no lock that anybody waits for",
        ["UpdateData"] = "changes rows by their key that are written out in the migration, so they are few",
        ["DeleteData"] = "deletes rows by their key that the model itself has seeded, and that are written out in the migration",
        ["DropCheckConstraint"] = "only loosens what may be written, and changes the catalog only",
        ["DropForeignKey"] = "only loosens what may be written, and changes the catalog only",
        ["DropIndex"] = "loses no data; the index can be made again",
        ["DropPrimaryKey"] = "loses no data; what takes its place is judged by itself",
        ["DropUniqueConstraint"] = "only loosens what may be written, and changes the catalog only",
        ["DropSequence"] = "numbers are made by columns, whose change is judged by itself",
        ["RenameIndex"] = "no query names an index",
        ["RenameSequence"] = "EF Core asks for values by the column's default, which follows the sequence; code that names a sequence is rare and fails at once",
        ["RestartSequence"] = "changes the next value, which the migration writes out",
    };

    private static IEnumerable<string> Operations => typeof(MigrationBuilder)
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(method => !method.IsSpecialName && method.GetBaseDefinition().DeclaringType == typeof(MigrationBuilder))
        .Select(method => method.Name)
        .Distinct();

    [Fact]
    public void Every_operation_is_judged_or_safe() =>
        Assert.Equal([], Operations.Where(name => !Judged.ContainsKey(name) && !Safe.ContainsKey(name)));

    [Fact]
    public void Nothing_is_listed_that_is_no_operation_or_twice()
    {
        Assert.True(Operations.Count() > 25);
        Assert.Equal([], Judged.Keys.Concat(Safe.Keys).Except(Operations));
        Assert.Equal([], Judged.Keys.Intersect(Safe.Keys));
    }

    [Fact]
    public void Safe_operations_have_a_reason() => Assert.All(Safe, entry => Assert.True(entry.Value.Length > 20, entry.Key));

    /// <summary>To be judged by a rule is to be in its tests.</summary>
    [Fact]
    public void Rules_that_judge_an_operation_have_tests_of_it()
    {
        var missing = from entry in Judged
                      from id in entry.Value
                      join rule in Registry.Rules on id equals rule.Id
                      where !RuleContracts.TestsOf(rule, House.House.Current).Any(test => test.Contains($"migrationBuilder.{entry.Key}", StringComparison.Ordinal))
                      select $"{id} judges {entry.Key} and has no test of it";

        Assert.Equal([], missing);
    }
}
