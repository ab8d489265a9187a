using BackendGuardrails.Evidence.BG4001.Trials;
using BackendGuardrails.Evidence.Infrastructure;
using Xunit;

namespace BackendGuardrails.Evidence.BG4001;

/// <summary>Where honest input does not get the same: what the fix changes, and nobody should be surprised by. And where one might expect it.</summary>
[Collection(PostgresCollection.Name)]
public class BG4001DifferenceTests(PeopleDatabase database) : IClassFixture<PeopleDatabase>
{
    [PostgresFact]
    public void An_empty_list_was_a_list_of_one_empty_text()
    {
        Assert.Equal([""], new EfCore.Before.People(database.Db).NamedOneOf([]));
        Assert.Empty(new EfCore.After.People(database.Db).NamedOneOf([]));
    }

    [PostgresFact]
    public void Null_was_an_empty_text_and_stays_one()
    {
        var emptyNicks = new AdoNet.Before.People(database.Connection, database.Source).Nicked(null);

        Assert.Contains("Grace", emptyNicks);
        Assert.Equal(emptyNicks, new AdoNet.Before.People(database.Connection, database.Source).Nicked(""));
        Assert.Equal(emptyNicks, new Dapper.After.People(database.Connection).Nicked(null));
        Assert.Equal(emptyNicks, new AdoNet.After.People(database.Connection, database.Source).Nicked(null));
    }

    [PostgresFact]
    public void A_column_in_capital_letters_is_found_before_and_after()
    {
        var before = new Sorting.Before.People(database.Db, database.Connection);

        Assert.Equal(before.WithDapper("name", ""), before.WithDapper("NAME", ""));
        Assert.Equal(before.WithDapper("name", ""), new Sorting.After.People(database.Db, database.Connection).WithDapper("NAME", ""));
    }

    [PostgresTheory]
    [InlineData("born")]
    [InlineData("2")]
    public void A_column_that_the_query_does_not_select_and_the_number_of_one_are_not_on_the_whitelist(string sort)
    {
        Assert.NotEmpty(new Sorting.Before.People(database.Db, database.Connection).WithDapper(sort, ""));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sorting.After.People(database.Db, database.Connection).WithDapper(sort, ""));
    }
}
