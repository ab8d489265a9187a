using BackendGuardrails.Evidence.BG4001.AdoNet;

namespace BackendGuardrails.Evidence.BG4001.Trials;

public static class AdoNetTrials
{
    private static readonly string[] Queries = ["' OR '1'='1", "' UNION SELECT secret FROM secrets --", "nobody' OR name <> '"];

    public static IReadOnlyList<Trial> All { get; } =
    [
        Trial<string>("ADO.NET: new NpgsqlCommand → AddWithValue · interpolated", (people, name) => people.Named(name)) with
        {
            Honest = [.. Inputs.Names, .. Inputs.Braces],
            Broken = [.. Inputs.Apostrophes.Select(name => (name, name))],
            Payloads = Queries,
        },
        Trial<string>("ADO.NET: CommandText → AddWithValue · =", (people, city) => people.LivingIn(city, null, 50)) with
        {
            Honest = Inputs.Cities,
            Broken = [("O'Fallon", Inputs.NamesIn("O'Fallon"))],
            Payloads = ["' OR '1'='1' OR city = '", "' UNION SELECT secret FROM secrets --", "nowhere' OR TRUE --"],
        },
        Trial<string?>("ADO.NET: CommandText → AddWithValue · += under a condition", (people, nick) => people.LivingIn("London", nick, 50)) with
        {
            Honest = [.. Inputs.Names, .. Inputs.Braces, null],
            Payloads = ["' OR '1'='1", "' UNION SELECT secret FROM secrets --"],
        },
        Trial<string?>("ADO.NET: CommandText of DbCommand → CreateParameter · SELECT", (people, nick) => people.Nicked(nick)) with
        {
            Honest = [.. Inputs.Names, .. Inputs.Braces, null],
            Payloads = ["' OR '1'='1", "' UNION SELECT secret FROM secrets --"],
        },
        Trial<string>("ADO.NET: NpgsqlDataSource.CreateCommand → AddWithValue · interpolated", (people, name) => people.FromSource(name)) with
        {
            Honest = [.. Inputs.Names, .. Inputs.Braces],
            Broken = [.. Inputs.Apostrophes.Select(name => (name, name))],
            Payloads = Queries,
        },
        Trial<string>("ADO.NET: LIKE '%x%' → \"%\" + x + \"%\" · anywhere", (people, part) => people.Containing(part)) with
        {
            Honest = [.. Inputs.Names, .. Inputs.Braces],
            Broken = [("s O'B", "Miles O'Brien")],
            Payloads = ["nobody' OR '1%' LIKE '", "nobody' UNION SELECT secret FROM secrets --"],
        },
        Trial<string[]>("ADO.NET: IN → = ANY, NOT IN → <> ALL · sequence", (people, cities) => people.LivingInOneOf(cities)) with
        {
            Honest = Inputs.Lists,
            Broken = [(["O'Fallon"], Inputs.NamesIn("O'Fallon")), (["London", "O'Fallon"], Inputs.NamesIn("London", "O'Fallon"))],
            Payloads = [["nowhere') OR ('1'='1"], ["') UNION SELECT secret FROM secrets --"]],
        },
        Trial<string[]>("ADO.NET: IN → = ANY, NOT IN → <> ALL · not in an array", (people, cities) => people.LivingInNoneOf(cities)) with
        {
            Honest = Inputs.Lists,
            Broken = [(["O'Fallon"], Inputs.NamesIn("London", "New York")), (["London", "O'Fallon"], Inputs.NamesIn("New York"))],
            IsPublic = true,
            Payloads = [["London') UNION SELECT secret FROM secrets --"], ["London", "') UNION SELECT secret FROM secrets --"]],
        },
        Trial<string>("ADO.NET: CommandText of DbCommand → CreateParameter · UPDATE", (people, name) => people.Move(name, "Dublin")) with
        {
            Honest = [.. Inputs.Names, .. Inputs.Braces],
            Broken = [.. Inputs.Apostrophes.Select(name => (name, "1 rows"))],
            Payloads = ["' OR '1'='1", "'; DELETE FROM people; --"],
        },
        Trial<string>("ADO.NET: CommandText → AddWithValue · in a loop", (people, name) => people.MoveEach(["Ada", name, "nobody"], "Dublin")) with
        {
            Honest = [.. Inputs.Names, .. Inputs.Braces],
            Broken = [.. Inputs.Apostrophes.Select(name => (name, "2 rows"))],
            WrittenPayloads = ["' OR '1'='1", "'; DELETE FROM people; --"],
        },
        Trial<string>("ADO.NET: NpgsqlBatchCommand → Parameters · one more", (people, name) => people.Add(99, name)) with
        {
            Honest = [.. Inputs.Names, .. Inputs.Braces],
            Broken = [.. Inputs.Apostrophes.Select(name => (name, "2 rows"))],
            WrittenPayloads = ["' || (SELECT secret FROM secrets) || '"],
        },
        Trial<string>("ADO.NET: NpgsqlBatchCommand → Parameters · new", (people, name) => people.MoveAndRenameAsync(name, "Dublin")) with
        {
            Honest = [.. Inputs.Names, .. Inputs.Braces],
            Broken = [.. Inputs.Apostrophes.Select(name => (name, "2 rows"))],
            Payloads = ["' OR '1'='1", "nobody' OR name <> '"],
        },
    ];

    private static Trial<IPeople, TInput> Trial<TInput>(string fix, Func<IPeople, TInput, object> query) =>
        new(fix, database => (new AdoNet.Before.People(database.Connection, database.Source), new AdoNet.After.People(database.Connection, database.Source)), query);
}
