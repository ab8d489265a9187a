namespace BackendGuardrails.Tests.Shared.Sql;

public class SqlTemplateTests
{
    [Theory]
    [InlineData("""Run("a " + name + " b");""", "a «name» b")]
    [InlineData("""Run($"a {name} b");""", "a «name» b")]
    [InlineData("""Run($"a {{x}} {day:yyyy-MM-dd} {id,5}");""", "a {x} «day:yyyy-MM-dd» «id,5»")]
    [InlineData("""Run($@"a ""{name}"" b");""", "a \"«name»\" b")]
    [InlineData("""Run("from " + Table + " " + (name + "!"));""", "from users «name»!")]
    [InlineData("""Run($"{Table} {nameof(id)} {name}");""", "users id «name»")]
    [InlineData("""Run(string.Format("a {0} {{b}} {1:x} {0}", name, id));""", "a «name» {b} «id:x» «name»")]
    [InlineData("""Run(string.Concat("a ", name, id));""", "a «name»«id»")]
    [InlineData("""Run("in (" + string.Join(",", ids) + ")");""", "in («ids»)")]
    [InlineData("""Run("in (" + string.Join(", ", names.Select(n => $"'{n}'")) + ")");""", "in («names»)")]
    [InlineData("""Run("id = " + id.ToString(CultureInfo.InvariantCulture) + id.ToString("x"));""", "id = «id»«id.ToString(\"x\")»")]
    [InlineData("""var sql = "a " + name; Run(sql);""", "a «name»")]
    [InlineData("""var sql = "a "; sql += name; sql += " b"; Run(sql);""", "a «name» b")]
    [InlineData("""var sql = "a " + Name(); sql += " b"; Run(sql);""", "a «Name()» b")]
    public void A_text_is_taken_apart(string code, string expected) => Assert.Equal(expected, new TemplateProbe(code).Text);

    [Theory]
    [InlineData("""Run("constant");""")]
    [InlineData("""var sql = "a " + name; sql = sql.Trim(); Run(sql);""")]
    [InlineData("""var sql = "a " + name; Console.WriteLine(sql); Run(sql);""")]
    [InlineData("""var sql = "a " + name; name = "b"; Run(sql);""")]
    [InlineData("""var sql = "a " + Name(); Console.WriteLine(); Run(sql);""")]
    [InlineData("""var sql = "a " + id; id++; Run(sql);""")]
    [InlineData("""var sql = "a " + name; foreach (var item in ids) Run(sql);""")]
    [InlineData("""var sql = "a " + name; { name = "b"; Run(sql); }""")]
    [InlineData("""var sql = "a " + name; Action run = () => Run(sql);""")]
    [InlineData("""Run($"a {name /* of the user */} b");""")]
    public void A_text_that_is_more_than_what_can_be_seen_is_not(string code) => Assert.Null(new TemplateProbe(code).Text);

    [Fact]
    public void A_piece_that_is_added_in_some_cases_is_marked()
    {
        var template = new TemplateProbe("""var sql = "a " + name; if (flag) sql += "b"; Run(sql);""").Template!;
        Assert.Equal([1], template.Conditional);
        Assert.Empty(new TemplateProbe("""var sql = "a " + name; sql += "b"; Run(sql);""").Template!.Conditional);
    }
}
