using BackendGuardrails.Shared.Sql;

namespace BackendGuardrails.Tests.Shared.Sql;

public class SqlRewriteTests
{
    private const string Quotes = "\"\"\"";

    [Theory]
    [InlineData("""$"SELECT '{{}}', \"x\" FROM t WHERE a = '{name}' AND b = {id}" """, """
        "SELECT '{}', \"x\" FROM t WHERE a = @p AND b = @p"
        """)]
    [InlineData("""$@"SELECT ""x"", '{{' FROM t WHERE a = N'{name}'" """, """
        @"SELECT ""x"", '{' FROM t WHERE a = @p"
        """)]
    [InlineData("""$"SELECT * FROM {Table} WHERE a = '{name}' ORDER BY {sort}" """, """
        $"SELECT * FROM {Table} WHERE a = @p ORDER BY {sort}"
        """)]
    [InlineData("""$"SELECT * FROM {Table} WHERE a = '{name}'" """, """
        $"SELECT * FROM {Table} WHERE a = @p"
        """)]
    [InlineData("""
        "SELECT * FROM " + Table + " WHERE a = '" + name + "'"
        """, """
        "SELECT * FROM " + Table + " WHERE a = @p"
        """)]
    [InlineData("""
        "SELECT '{' FROM t WHERE a LIKE '%" + name + "%' ORDER BY " + sort
        """, """
        "SELECT '{' FROM t WHERE a LIKE @p ORDER BY " + sort
        """)]
    [InlineData("""
        "SELECT * FROM t " + // all
            "WHERE a = '" + name + "' " +
            "AND b = 1"
        """, """
        "SELECT * FROM t " + // all
            "WHERE a = @p " +
            "AND b = 1"
        """)]
    [InlineData("""
        "SELECT * FROM t WHERE a = " + // the id
            id + " AND b = '" +
            name + "'"
        """, """
        "SELECT * FROM t WHERE a = " + // the id
            "@p AND b = @p"
        """)]
    [InlineData("""$"SELECT '\t' FROM t WHERE a = \'{name}\' AND b = \u0027{city}\u0027" """, """
        "SELECT '\t' FROM t WHERE a = @p AND b = @p"
        """)]
    [InlineData("""
        string.Format("SELECT * FROM {0} WHERE a = '{1}'", sort, name)
        """, """
        $"SELECT * FROM {sort} WHERE a = @p"
        """)]
    public void Placeholders_are_written_like_the_rest(string before, string after) =>
        Assert.Equal(after, new TemplateProbe($"Run({before});").WithPlaceholders());

    [Fact]
    public void A_raw_string_stays_one() => Assert.Equal(
        $"{Quotes}\n    SELECT \"x\", '{{'\n    FROM t\n    WHERE a = @p\n    {Quotes}",
        new TemplateProbe($"Run($${Quotes}\n    SELECT \"x\", '{{'\n    FROM t\n    WHERE a = '{{{{name}}}}'\n    {Quotes});").WithPlaceholders());

    [Fact]
    public void A_raw_string_keeps_its_values_in_its_braces() => Assert.Equal(
        $"$${Quotes}\n    SELECT '{{'\n    FROM t\n    WHERE a = {{{{name}}}}\n    {Quotes}",
        new TemplateProbe($"Run($${Quotes}\n    SELECT '{{'\n    FROM t\n    WHERE a = '{{{{name}}}}'\n    {Quotes});").WithValues(SqlDialect.PostgreSql));

    [Theory]
    [InlineData("""$"SELECT '{{}}' FROM {Table} WHERE a = '{name}' AND b = {id}" """, """
        $"SELECT '{{}}' FROM users WHERE a = {name} AND b = {id}"
        """)]
    [InlineData("""
        "SELECT '{' FROM " + Table + " WHERE a LIKE '" + name + "%'"
        """, """
        $"SELECT '{{' FROM users WHERE a LIKE {name + "%"}"
        """)]
    [InlineData("""
        "SELECT * FROM t " +
            "WHERE a = '" + (flag ? name : city) + "'"
        """, """
        $"SELECT * FROM t WHERE a = {(flag ? name : city)}"
        """)]
    [InlineData("""
        "SELECT * FROM t " + // by name
            "WHERE a = '" + name + "'"
        """, null)]
    public void Values_are_written_into_one_interpolated_string(string before, string? after) =>
        Assert.Equal(after, new TemplateProbe($"Run({before});").WithValues(SqlDialect.PostgreSql));

    [Fact]
    public void Every_expression_of_a_local_is_written_again() => Assert.Equal(
        """
        "SELECT * FROM t" | " WHERE a = @p" | ""
        """,
        new TemplateProbe("""var sql = "SELECT * FROM t"; sql += " WHERE a = '" + name; sql += "'"; Run(sql);""").WithPlaceholders());
}
