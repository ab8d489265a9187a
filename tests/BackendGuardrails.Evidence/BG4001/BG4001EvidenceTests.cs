using BackendGuardrails.Evidence.Infrastructure;
using Npgsql;
using Xunit;

namespace BackendGuardrails.Evidence.BG4001;

[Collection(PostgresCollection.Name)]
public class BG4001EvidenceTests(PostgresCluster postgres)
{
    private const string Hostile = "nobody' OR '1' = '1";

    [PostgresFact]
    public void Honest_values_find_the_same_before_and_after() => Both(
        before =>
        [
            before.Named("Ada"), before.NamedLike("m", 1), before.NamedOneOf(["Ada", "Grace"]), [before.Move("Miles O'Brien", "Dublin")], before.LivingIn("London", "Ada"),
            before.BornSince("1901-01-01", "r"), before.NamedNoneOf(["Ada", "Grace"]), [before.Add(9, "Joan", "Paris")], before.Sorted("name", "desc"), before.Sorted("city", ""),
        ],
        after =>
        [
            after.Named("Ada"), after.NamedLike("m", 1), after.NamedOneOf(["Ada", "Grace"]), [after.Move("Miles O'Brien", "Dublin")], after.LivingIn("London", "Ada"),
            after.BornSince("1901-01-01", "r"), after.NamedNoneOf(["Ada", "Grace"]), [after.Add(9, "Joan", "Paris")], after.Sorted("name", "desc"), after.Sorted("city", ""),
        ],
        (before, after) =>
        {
            Assert.All(before, found => Assert.NotEmpty(found));
            Assert.Equal(before, after);
        });

    [PostgresFact]
    public void A_hostile_value_finds_everybody_before_and_nobody_after() => Both(
        before => [before.Named(Hostile), before.LivingIn(Hostile, ""), before.NamedOneOf(["nobody') OR ('1' = '1"]), [before.Move("Ada", "Turin' --")]],
        after => [after.Named(Hostile), after.LivingIn(Hostile, ""), after.NamedOneOf(["nobody') OR ('1' = '1"]), [after.Move("Ada", "Turin' --")]],
        (before, after) =>
        {
            Assert.Equal([4], before[3]);
            Assert.Equal([4, 4, 4], before.Take(3).Select(found => found.Count));
            Assert.Equal([0, 0, 0], after.Take(3).Select(found => found.Count));
            Assert.Equal([1], after[3]);
        });

    [PostgresFact]
    public void A_name_with_an_apostrophe_breaks_the_query_before_and_is_found_after() => Both(
        before => [[Assert.Throws<PostgresException>(() => before.Named("Miles O'Brien")).SqlState == PostgresErrorCodes.SyntaxError ? 1 : 0]],
        after => [after.Named("Miles O'Brien")],
        (before, after) =>
        {
            Assert.Equal([[1]], before);
            Assert.Equal([[4]], after);
        });

    [PostgresFact]
    public void Only_columns_of_the_query_can_be_sorted_by_after() => Both(
        before => [before.Sorted("(SELECT count(*) FROM pg_user)", "")],
        after => [[Assert.Throws<ArgumentOutOfRangeException>(() => after.Sorted("(SELECT count(*) FROM pg_user)", "")).ActualValue is null ? 0 : 1]],
        (before, after) =>
        {
            Assert.Equal(4, before[0].Count);
            Assert.Equal([[1]], after);
        });

    private void Both(Func<Before.PeopleQueries, List<List<int>>> before, Func<After.PeopleQueries, List<List<int>>> after, Action<List<List<int>>, List<List<int>>> verify) => verify(
        Run((db, connection) => before(new Before.PeopleQueries(db, connection))),
        Run((db, connection) => after(new After.PeopleQueries(db, connection))));

    private List<List<int>> Run(Func<PeopleContext, NpgsqlConnection, List<List<int>>> queries)
    {
        var database = postgres.CreateDatabase();
        using var db = new PeopleContext(database);
        db.Database.EnsureCreated();
        using var connection = new NpgsqlConnection(database);
        return queries(db, connection);
    }
}
