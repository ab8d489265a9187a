using BackendGuardrails.Shared.Sql;

namespace BackendGuardrails.Tests.Shared.Sql;

public class SqlSlotsTests
{
    [Theory]
    [InlineData("SELECT * FROM t WHERE a = '{name}'", "Literal")]
    [InlineData("SELECT * FROM t WHERE a = N'{name}' AND b LIKE '%{city}%'", "Literal Literal")]
    [InlineData("SELECT * FROM t WHERE a = 'it''s {name}'", "Literal")]
    [InlineData("SELECT * FROM t WHERE a = lower('{name}') OR b BETWEEN '{name}' AND '{city}'", "Literal Literal Literal")]
    [InlineData("INSERT INTO t (a, b) VALUES ('{name}', {id}), ('{city}', {id})", "Literal Value Literal Value")]
    [InlineData("UPDATE t SET a = '{name}' WHERE id = {id}", "Literal Value")]
    [InlineData("SELECT * FROM t WHERE id>={id} AND b IN ({id}, {id})", "Value Value Value")]
    [InlineData("SELECT * FROM t WHERE id IN ({string.Join(\",\", ids)})", "List")]
    [InlineData("SELECT * FROM t WHERE id NOT IN ('{string.Join(\"','\", names)}')", "List")]
    [InlineData("SELECT * FROM {name} WHERE id = {id}", "Identifier Value")]
    [InlineData("SELECT * FROM {name}.t JOIN [{city}] ON 1 = 1", "Identifier Identifier")]
    [InlineData("SELECT * FROM t ORDER BY {name}", "SortColumn")]
    [InlineData("SELECT * FROM t ORDER BY {name} {city} LIMIT {id} OFFSET {id}", "SortColumn Direction Number Number")]
    [InlineData("SELECT * FROM t ORDER BY t.a {name}", "Direction")]
    [InlineData("SELECT * FROM t WHERE a = '{name}' -- it's\n AND b = '{city}' /* it's */", "Literal Literal")]
    [InlineData("SELECT * FROM t WHERE a = '{name}'::jsonb; DELETE FROM t WHERE a = {id}", "Literal Value")]
    [InlineData("SELECT x[1] FROM t WHERE a = '{name}'", "Literal")]
    public void It_is_known_what_stands_there(string sql, string expected) => Assert.Equal(expected, Of(sql).Positions);

    [Theory]
    [InlineData("SELECT * FROM t WHERE {name}")]
    [InlineData("SELECT * FROM t WHERE a = 'x' AND {name}")]
    [InlineData("SELECT {name} FROM t")]
    [InlineData("{name} WHERE a = '{city}'")]
    [InlineData("WHERE a = '{name}'")]
    [InlineData("CREATE USER x PASSWORD '{name}'")]
    [InlineData("SELECT * FROM t_{name} WHERE a = 1")]
    [InlineData("SELECT * FROM {name}_t WHERE a = 1")]
    [InlineData("SELECT * FROM t WHERE a = @p{id}")]
    [InlineData("SELECT * FROM t WHERE a = DATE '{name}'")]
    [InlineData("SELECT * FROM t WHERE a = now() - INTERVAL '{id} days'")]
    [InlineData("SELECT * FROM t WHERE a = E'{name}'")]
    [InlineData("SELECT * FROM t WHERE a = '{name}")]
    [InlineData("SELECT * FROM t WHERE a = 'x' -- {name}")]
    [InlineData("SELECT * FROM t WHERE a = $$ {name} $$")]
    [InlineData(@"SELECT * FROM t WHERE a = 'x\\' AND b = '{name}'")]
    [InlineData("SELECT CAST(a AS varchar({id})) FROM t")]
    [InlineData("SELECT TOP {id} * FROM t")]
    [InlineData("SELECT * FROM t WHERE (a = '{name}'")]
    [InlineData("SELECT * FROM t WHERE a = 'x' '{name}'")]
    [InlineData("SELECT date_trunc('{name}', a) FROM t GROUP BY date_trunc('{name}', a)")]
    public void An_unclear_place_is_refused(string sql) => Assert.Null(Of(sql).Positions);

    [Theory]
    [InlineData("a = '{name}'", "name", "name")]
    [InlineData("a = '{name.Replace(\"'\", \"''\")}'", "name", "name")]
    [InlineData("a LIKE '%{name}%'", "\"%\" + name + \"%\"", "\"%\" + name + \"%\"")]
    [InlineData("a LIKE '%{id}%'", "$\"%{id}%\"", "$\"%{id}%\"")]
    [InlineData("a = '{name} {city}'", "$\"{name} {city}\"", "$\"{name} {city}\"")]
    [InlineData("a = 'it''s {name}'", "\"it's \" + name", "\"it's \" + name")]
    [InlineData("a >= '{name} 00:00'", "-", "name + \" 00:00\"")]
    [InlineData("a > '{name}'", "-", "name")]
    [InlineData("a > '{name}'::date", "name", "name")]
    [InlineData("a = {id} OR a = {maybe}", "id; maybe", "id; maybe")]
    [InlineData("a = '{id}'", "-", "id.ToString()")]
    [InlineData("a = '{key}'", "key", "key.ToString()")]
    [InlineData("a = '{day:yyyy-MM-dd}'", "-", "$\"{day:yyyy-MM-dd}\"")]
    [InlineData("a = '{day}'", "-", "day.ToString()")]
    [InlineData("a = '{status}'", "-", "status.ToString()")]
    [InlineData("a = {status}", "-", "-")]
    [InlineData("a = {(int)status}", "(int)status", "(int)status")]
    [InlineData("a = {name}", "-", "name")]
    [InlineData("a > {name}", "-", "-")]
    [InlineData("a IN ({string.Join(\",\", ids)})", "ids", "ids")]
    [InlineData("a IN ('{string.Join(\"','\", more)}')", "more.ToArray()", "more")]
    [InlineData("a IN ({string.Join(\",\", names)})", "-", "-")]
    [InlineData("a IN ({string.Join(\",\", names.Select(n => \"'\" + n.Replace(\"'\", \"''\") + \"'\"))})", "names", "names")]
    public void Values_keep_their_meaning(string condition, string postgres, string other)
    {
        var probe = Of($"SELECT * FROM t WHERE {condition}");

        Assert.Equal(postgres, probe.Values(SqlDialect.PostgreSql));
        Assert.Equal(other, probe.Values(SqlDialect.Other));
    }

    [Theory]
    [InlineData("SELECT * FROM t WHERE t.user_id = '{name}'")]
    [InlineData("SELECT * FROM t WHERE createdAt = '{name}'")]
    [InlineData("SELECT * FROM t WHERE \\\"CreatedAt\\\" <> '{name}'")]
    [InlineData("SELECT * FROM t WHERE id NOT IN ('{name}', '{city}')")]
    [InlineData("INSERT INTO t (id, name) VALUES ('{name}', 'x')")]
    [InlineData("INSERT INTO t (name, id, city) VALUES (lower('x', 'y'), '{name}', 'x')")]
    [InlineData("INSERT INTO t (name, id) VALUES ('x', 'y'), ('x', '{name}')")]
    [InlineData("UPDATE t SET born = '{name}'")]
    [InlineData("SELECT * FROM t WHERE key = '{startDate}'")]
    public void Text_for_what_may_be_no_text_is_not_handed_to_PostgreSQL(string sql) => Assert.Contains("-", Of(sql).Values(SqlDialect.PostgreSql));

    [Theory]
    [InlineData("INSERT INTO t (id, name) VALUES ({id}, '{name}')")]
    [InlineData("INSERT INTO t VALUES ({id}, '{name}')")]
    [InlineData("SELECT * FROM t WHERE paid = 1 AND t.status = '{name}'")]
    public void Text_is(string sql) => Assert.DoesNotContain("-", Of(sql).Values(SqlDialect.PostgreSql));

    private static TemplateProbe Of(string sql) => new($"Run($\"{sql.Replace("\n", "\\n")}\");");
}
