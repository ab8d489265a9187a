using BackendGuardrails.Evidence.BG4001.EfCore;

namespace BackendGuardrails.Evidence.BG4001.Trials;

public static class EfCoreTrials
{
    public static IReadOnlyList<Trial> All { get; } =
    [
        Trial<string>("EF Core: FromSqlRaw → FromSql · interpolated", (people, name) => people.Named(name)) with
        {
            Honest = Inputs.Names.Where(name => !name.Contains('\n')),
            // EF Core indents each line of a query that it composes upon, the line in the literal too.
            Broken = [("two\nlines", "two\nlines"), .. Inputs.Apostrophes.Concat(Inputs.Braces).Select(name => (name, name))],
            Payloads = ["' OR '1'='1", "' UNION SELECT id, secret, '', '', '2000-01-01' FROM secrets --", "nobody' OR name <> '"],
        },
        Trial<string>("EF Core: FromSqlRaw → FromSql · a local with +=", (people, city) => people.LivingIn(city, "Grace")) with
        {
            Honest = Inputs.Cities,
            Broken = [("O'Fallon", Inputs.NamesIn("O'Fallon"))],
            Payloads = ["' OR '1'='1' OR city = '", "' UNION SELECT id, secret, '', '', '2000-01-01' FROM secrets --", "nowhere' OR TRUE --"],
        },
        Trial<string?>("EF Core: SqlQueryRaw → SqlQuery · null too", (people, nick) => people.Nicked(nick)) with
        {
            Honest = [.. Inputs.Names, null],
            Payloads = ["' OR '1'='1", "' UNION SELECT secret FROM secrets --", "'; SELECT secret AS \"Value\" FROM secrets; --"],
        },
        Trial<string>("EF Core: LIKE '%x%' → LIKE {\"%\" + x + \"%\"} · the start", (people, name) => people.NamedLike(name, 50)) with
        {
            Honest = Inputs.Names,
            Broken = [("Miles O'B", "Miles O'Brien"), ("'T", "'tis"), ("{", "{0}|{|{name}")],
            Payloads = ["nobody%' OR '1' LIKE '", "' AND 1 = 0 UNION SELECT secret FROM secrets --"],
        },
        Trial<string>("EF Core: LIKE '%x%' → LIKE {\"%\" + x + \"%\"} · anywhere", (people, part) => people.Containing(part)) with
        {
            Honest = Inputs.Names,
            Broken = [("s O'B", "Miles O'Brien"), ("{n", "{name}")],
            Payloads = ["nobody' OR '1%' LIKE '", "nobody' UNION SELECT id, secret, '', '', '2000-01-01' FROM secrets --"],
        },
        Trial<string[]>("EF Core: IN → = ANY, NOT IN → <> ALL · array", (people, names) => people.NamedOneOf(names)) with
        {
            Honest = [.. Inputs.Names.Select(name => new[] { name }), ["Ada", "Grace", "名前"], [.. Inputs.Names]],
            Different = [[]],
            Broken = [(["Miles O'Brien"], "Miles O'Brien"), (["Ada", "'tis"], "Ada|'tis"), (["{0}", "Ada"], "Ada|{0}")],
            Payloads = [["nobody') OR ('1'='1"], ["nobody", "') UNION SELECT id, secret, '', '', '2000-01-01' FROM secrets --"]],
        },
        Trial<string[]>("EF Core: IN → = ANY, NOT IN → <> ALL · sequence", (people, cities) => people.LivingInOneOf(cities)) with
        {
            Honest = Inputs.Lists,
            Broken = [(["O'Fallon"], Inputs.NamesIn("O'Fallon")), (["London", "O'Fallon"], Inputs.NamesIn("London", "O'Fallon"))],
            Payloads = [["nowhere') OR ('1'='1"], ["') UNION SELECT secret FROM secrets --"]],
        },
        Trial<string[]>("EF Core: IN → = ANY, NOT IN → <> ALL · not in a list", (people, cities) => people.LivingInNoneOf([.. cities])) with
        {
            Honest = Inputs.Lists,
            Broken = [(["O'Fallon"], Inputs.NamesIn("London", "New York")), (["London", "O'Fallon"], Inputs.NamesIn("New York"))],
            IsPublic = true,
            Payloads = [["London') UNION SELECT secret FROM secrets --"], ["London", "') UNION SELECT secret FROM secrets --"]],
        },
        Trial<string>("EF Core: ExecuteSqlRaw → ExecuteSql · whose row", (people, name) => people.Move(name, "Dublin")) with
        {
            Honest = Inputs.Names,
            Broken = [.. Inputs.Apostrophes.Select(name => (name, "1 rows"))],
            Payloads = ["' OR '1'='1", "'; DELETE FROM people; --"],
        },
        Trial<string>("EF Core: ExecuteSqlRaw → ExecuteSql · value that is stored", (people, city) => people.Move("Ada", city)) with
        {
            Honest = Inputs.Names,
            Broken = [.. Inputs.Apostrophes.Select(city => (city, "1 rows"))],
            WrittenPayloads = ["Turin' --", "Turin', name = 'x' --"],
        },
        Trial<string>("EF Core: ExecuteSqlRawAsync → ExecuteSqlAsync · string.Format", (people, name) => people.MoveAsync(name, "Dublin")) with
        {
            Honest = Inputs.Names,
            Broken = [.. Inputs.Apostrophes.Select(name => (name, "1 rows"))],
            Payloads = ["' OR '1'='1", "'; DELETE FROM people; --"],
        },
        Trial<string?>("EF Core: ExecuteSqlRaw → ExecuteSql · null too", (people, nick) => people.Nick(1, nick)) with
        {
            Honest = [.. Inputs.Names, null],
            Broken = [.. Inputs.Apostrophes.Select(nick => ((string?)nick, "1 rows"))],
            WrittenPayloads = ["x' --", "x'; DELETE FROM people WHERE id > 3; --"],
        },
    ];

    private static Trial<IPeople, TInput> Trial<TInput>(string fix, Func<IPeople, TInput, object> query) =>
        new(fix, database => (new EfCore.Before.People(database.Db), new EfCore.After.People(database.Db)), query);
}
