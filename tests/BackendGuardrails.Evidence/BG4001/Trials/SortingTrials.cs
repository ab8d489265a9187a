using BackendGuardrails.Evidence.BG4001.Sorting;

namespace BackendGuardrails.Evidence.BG4001.Trials;

/// <summary>A payload of these asks the database yes or no: the order is the answer, and all rows come back.</summary>
public static class SortingTrials
{
    private static readonly string[] Columns =
    [
        "(CASE WHEN (SELECT secret FROM secrets) LIKE 'p%' THEN name ELSE city END)", "(SELECT secret FROM secrets)", "(SELECT count(*) FROM pg_user)", "name; DELETE FROM people; --",
    ];

    private static readonly string[] Directions = ["", "asc", "ASC", "desc", "DESC", "Desc"];

    private static readonly string[] OtherDirections = [", (SELECT secret::int FROM secrets)", "; DELETE FROM people; --", "; UPDATE people SET city = ''; --"];

    public static IReadOnlyList<Trial> All { get; } =
    [
        Trial<string>("ORDER BY column → switch · Dapper", (people, sort) => people.WithDapper(sort, "")) with
        {
            Honest = ["id", "name", "city", "NAME"],
            Different = ["born", "2"],
            Payloads = Columns,
        },
        Trial<string>("ORDER BY column → switch · EF Core", (people, sort) => people.WithEfCore(sort)) with
        {
            Honest = ["id", "name", "city", "nick", "born", "Born"],
            Payloads = Columns,
        },
        Trial<string>("ORDER BY direction → ASC or DESC · Dapper", (people, direction) => people.WithDapper("city", direction)) with
        {
            Honest = Directions,
            IsPublic = true,
            Payloads = OtherDirections,
        },
        Trial<string>("ORDER BY direction → ASC or DESC · ADO.NET", (people, direction) => people.WithAdoNet(direction)) with
        {
            Honest = Directions,
            IsPublic = true,
            Payloads = OtherDirections,
        },
    ];

    private static Trial<IPeople, TInput> Trial<TInput>(string fix, Func<IPeople, TInput, object> query) =>
        new(fix, database => (new Sorting.Before.People(database.Db, database.Connection), new Sorting.After.People(database.Db, database.Connection)), query);
}
