using BackendGuardrails.Evidence.BG4001.Dapper;

namespace BackendGuardrails.Evidence.BG4001.Trials;

public static class DapperTrials
{
    private static readonly string[] Queries = ["' OR '1'='1", "' UNION SELECT secret FROM secrets --", "nobody' OR name <> '"];

    public static IReadOnlyList<Trial> All { get; } =
    [
        Trial<string>("Dapper: Query → new { name } · interpolated", (people, name) => people.Named(name)) with
        {
            Honest = [.. Inputs.Names, .. Inputs.Braces],
            Broken = [.. Inputs.Apostrophes.Select(name => (name, name))],
            Payloads = Queries,
        },
        Trial<string>("Dapper: Query → new { name } · a local with +=", (people, city) => people.LivingIn(city, "Grace")) with
        {
            Honest = Inputs.Cities,
            Broken = [("O'Fallon", Inputs.NamesIn("O'Fallon"))],
            Payloads = ["' OR '1'='1' OR city = '", "' UNION SELECT id, secret, '' FROM secrets --", "nowhere' OR TRUE --"],
        },
        Trial<string?>("Dapper: Query → new { name } · null too", (people, nick) => people.Nicked(nick)) with
        {
            Honest = [.. Inputs.Names, .. Inputs.Braces, null],
            Payloads = ["' OR '1'='1", "' UNION SELECT secret FROM secrets --"],
        },
        Trial<string>("Dapper: CommandDefinition → new { name } · interpolated", (people, name) => people.Defined(name)) with
        {
            Honest = [.. Inputs.Names, .. Inputs.Braces],
            Broken = [.. Inputs.Apostrophes.Select(name => (name, name))],
            Payloads = ["' OR '1'='1", "' UNION SELECT secret FROM secrets --"],
        },
        Trial<string>("Dapper: Query → new { name } · ExecuteScalarAsync", (people, name) => people.CountAsync(name)) with
        {
            Honest = [.. Inputs.Names, .. Inputs.Braces],
            Broken = [.. Inputs.Apostrophes.Where(name => name != "''").Select(name => (name, "1 rows"))],
            Payloads = ["'; DELETE FROM people; --", "'; UPDATE people SET name = 'x' WHERE id = 2; --"],
        },
        Trial<string>("Dapper: DynamicParameters → one more · Query", (people, name) => people.Found(name, 1)) with
        {
            Honest = [.. Inputs.Names, .. Inputs.Braces],
            Broken = [.. Inputs.Apostrophes.Select(name => (name, name))],
            Payloads = ["' OR '1'='1", "' UNION SELECT secret FROM secrets --"],
        },
        Trial<string>("Dapper: LIKE '%x%' → new { name = \"%\" + x + \"%\" } · the start", (people, name) => people.StartingWith(name)) with
        {
            Honest = [.. Inputs.Names, .. Inputs.Braces],
            Broken = [("Miles O'B", "Miles O'Brien"), ("'T", "'tis")],
            Payloads = ["nobody%' OR '1' LIKE '", "' AND 1 = 0 UNION SELECT secret FROM secrets --"],
        },
        Trial<string>("Dapper: LIKE '%x%' → new { name = \"%\" + x + \"%\" } · anywhere", (people, part) => people.Containing(part)) with
        {
            Honest = [.. Inputs.Names, .. Inputs.Braces],
            Broken = [("s O'B", "Miles O'Brien")],
            Payloads = ["nobody' OR '1%' LIKE '", "nobody' UNION SELECT secret FROM secrets --"],
        },
        Trial<string>("Dapper: Query → new { name } · date", (people, day) => people.BornSince(day)) with
        {
            Honest = ["1901-01-01", "2 Jan 1910", "19200101", "infinity", "-infinity"],
            Payloads = ["infinity'::date OR TRUE --"],
        },
        Trial<string[]>("Dapper: IN → = ANY, NOT IN → <> ALL · sequence", (people, cities) => people.LivingInOneOf(cities)) with
        {
            Honest = Inputs.Lists,
            Broken = [(["O'Fallon"], Inputs.NamesIn("O'Fallon")), (["London", "O'Fallon"], Inputs.NamesIn("London", "O'Fallon"))],
            Payloads = [["nowhere') OR ('1'='1"], ["') UNION SELECT secret FROM secrets --"]],
        },
        Trial<string[]>("Dapper: IN → = ANY, NOT IN → <> ALL · not in a list", (people, cities) => people.LivingInNoneOf([.. cities])) with
        {
            Honest = Inputs.Lists,
            Broken = [(["O'Fallon"], Inputs.NamesIn("London", "New York")), (["London", "O'Fallon"], Inputs.NamesIn("New York"))],
            IsPublic = true,
            Payloads = [["London') UNION SELECT secret FROM secrets --"], ["London", "') UNION SELECT secret FROM secrets --"]],
        },
        Trial<string>("Dapper: Execute with new { born } → new { born, name } · INSERT", (people, name) => people.Add(99, name, "Paris")) with
        {
            Honest = [.. Inputs.Names, .. Inputs.Braces],
            Broken = [.. Inputs.Apostrophes.Select(name => (name, "1 rows"))],
            WrittenPayloads = ["x', '', '2000-01-01'), (98, (SELECT secret FROM secrets), '', '2000-01-01'); --", "x', '', @born); DELETE FROM people WHERE id < 3; --"],
        },
        Trial<string>("Dapper: Execute → new { city, name } · UPDATE", (people, name) => people.Move(name, "Dublin")) with
        {
            Honest = [.. Inputs.Names, .. Inputs.Braces],
            Broken = [.. Inputs.Apostrophes.Select(name => (name, "1 rows"))],
            Payloads = ["' OR '1'='1", "'; DELETE FROM people; --"],
        },
    ];

    private static Trial<IPeople, TInput> Trial<TInput>(string fix, Func<IPeople, TInput, object> query) =>
        new(fix, database => (new Dapper.Before.People(database.Connection), new Dapper.After.People(database.Connection)), query);
}
