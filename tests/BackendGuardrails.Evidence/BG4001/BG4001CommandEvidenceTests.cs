using BackendGuardrails.Evidence.Infrastructure;
using Npgsql;
using Xunit;

namespace BackendGuardrails.Evidence.BG4001;

/// <summary>The commands of ADO.NET.</summary>
[Collection(PostgresCollection.Name)]
public class BG4001CommandEvidenceTests(PostgresCluster postgres)
{
    private const string Hostile = "nobody' OR '1' = '1";

    [PostgresFact]
    public void Honest_values_find_the_same_before_and_after()
    {
        var before = Run(connection => new Before.PeopleCommands(connection), people =>
        [
            people.Named("Ada"), people.LivingIn("London", "a", 5), people.LivingIn("London", "", 1), people.NamedOneOf(["Ada", "Grace"]), [people.Move(["Ada", "Grace", "nobody"], "Rome")],
            people.LivingIn("ROME", "", 5), [people.Add(9, "Joan")], people.LivingIn("Rome", "", 5),
        ]);
        var after = Run(connection => new After.PeopleCommands(connection), people =>
        [
            people.Named("Ada"), people.LivingIn("London", "a", 5), people.LivingIn("London", "", 1), people.NamedOneOf(["Ada", "Grace"]), [people.Move(["Ada", "Grace", "nobody"], "Rome")],
            people.LivingIn("ROME", "", 5), [people.Add(9, "Joan")], people.LivingIn("Rome", "", 5),
        ]);

        Assert.All(before, found => Assert.NotEmpty(found));
        Assert.Equal(before, after);
    }

    [PostgresFact]
    public void A_hostile_value_finds_everybody_before_and_nobody_after()
    {
        var before = Run(connection => new Before.PeopleCommands(connection), people =>
            [people.Named(Hostile), people.LivingIn(Hostile, "", 9), people.NamedOneOf(["x') OR ('1' = '1"]), [people.Move([Hostile], "")]]);
        var after = Run(connection => new After.PeopleCommands(connection), people =>
            [people.Named(Hostile), people.LivingIn(Hostile, "", 9), people.NamedOneOf(["x') OR ('1' = '1"]), [people.Move([Hostile], "")]]);

        Assert.Equal([4, 4, 4], before.Take(3).Select(found => found.Count));
        Assert.Equal([4], before[3]);
        Assert.Equal([0, 0, 0], after.Take(3).Select(found => found.Count));
        Assert.Equal([0], after[3]);
    }

    [PostgresFact]
    public void No_value_is_the_null_of_the_database_after() =>
        Assert.Empty(Run(connection => new After.PeopleCommands(connection), people => [people.LivingIn(null, "", 9)])[0]);

    private List<List<int>> Run<TPeople>(Func<NpgsqlConnection, TPeople> create, Func<TPeople, List<List<int>>> run)
    {
        var database = postgres.CreateDatabase();
        using var db = new PeopleContext(database);
        db.Database.EnsureCreated();
        using var connection = new NpgsqlConnection(database);
        connection.Open();
        return run(create(connection));
    }
}
