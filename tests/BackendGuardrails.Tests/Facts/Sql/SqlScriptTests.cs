using System.Diagnostics;
using System.Globalization;
using BackendGuardrails.Facts.Sql.Scripts;

namespace BackendGuardrails.Tests.Facts.Sql;

/// <summary>Each statement is written as verb, table, columns and what else is known of it.</summary>
public class SqlScriptTests
{
    [Theory]
    [InlineData("UPDATE \"Orders\" SET \"Status\" = 1;", "Update Orders [Status]")]
    [InlineData("update public.orders set status = 1, note = 'a; delete from b' where id = 7", "Update orders [status, note] where")]
    [InlineData("UPDATE [dbo].[Order Lines] SET [Unit Price] = 0 WHERE [Unit Price] IS NULL", "Update Order Lines [Unit Price] where")]
    [InlineData("UPDATE sales.orders AS o SET total = l.sum FROM lines l WHERE l.order_id = o.id", "Update sales.orders [total] where")]
    [InlineData("UPDATE o SET o.Total = 0 FROM dbo.Orders AS o INNER JOIN Lines l ON l.OrderId = o.Id", "Update Orders [Total] limited")]
    [InlineData("UPDATE o SET Total = 0 FROM Lines l, Orders o", "Update Orders [Total]")]
    [InlineData("UPDATE t SET (a, b) = (SELECT 1, 2 WHERE true)", "Update t [a, b]")]
    [InlineData("UPDATE t SET a = 1 WHERE 1 = 1", "Update t [a]")]
    [InlineData("UPDATE t SET a = 1 WHERE (true)", "Update t [a]")]
    [InlineData("UPDATE t SET a = 1 WHERE 1 = id", "Update t [a] where")]
    [InlineData("UPDATE TOP (500) t SET a = 1", "Update t [a] limited")]
    [InlineData("UPDATE ONLY t SET a = CASE WHEN b THEN 1 ELSE 2 END, c = 3 RETURNING id", "Update t [a, c]")]
    [InlineData("UPDATE `t` SET `a` = 1", "Update t [a]")]
    [InlineData("DELETE FROM orders", "Delete orders")]
    [InlineData("DELETE orders WHERE id < 5", "Delete orders where")]
    [InlineData("DELETE o FROM dbo.Orders o JOIN Stale s ON s.Id = o.Id", "Delete Orders limited")]
    [InlineData("DELETE FROM a USING b WHERE a.id = b.id", "Delete a limited where")]
    [InlineData("WITH old AS (SELECT id FROM orders WHERE a) UPDATE orders SET done = true", "Other|Update orders [done]")]
    [InlineData("WITH gone AS (DELETE FROM a WHERE x = 1 RETURNING *) INSERT INTO b SELECT * FROM gone", "Other|Delete a where|Insert b")]
    [InlineData("TRUNCATE TABLE audit.log RESTART IDENTITY", "Truncate audit.log")]
    [InlineData("INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET a = 2", "Insert t")]
    [InlineData("MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN UPDATE SET b = 1 WHEN NOT MATCHED THEN INSERT (a) VALUES (1) WHEN NOT MATCHED BY SOURCE THEN DELETE;", "Merge t")]
    public void Rows_are_changed(string sql, string expected) => Assert.Equal(expected, Read(sql));

    [Theory]
    [InlineData("ALTER TABLE \"Orders\" ADD \"A\" integer NOT NULL, ADD COLUMN IF NOT EXISTS b text, ALTER COLUMN c DROP NOT NULL, DROP COLUMN d", "AlterTable Orders [A, b, c, d]")]
    [InlineData("ALTER TABLE Orders ADD A int NULL, B nvarchar(10) NULL", "AlterTable Orders [A, B]")]
    [InlineData("ALTER TABLE IF EXISTS ONLY x.orders ADD CONSTRAINT ck CHECK (a > 0) NOT VALID", "AlterTable x.orders")]
    [InlineData("ALTER TABLE a ADD CONSTRAINT fk FOREIGN KEY (b) REFERENCES c (id) ON DELETE CASCADE ON UPDATE SET NULL", "AlterTable a")]
    [InlineData("CREATE TABLE IF NOT EXISTS a (id int REFERENCES b ON DELETE CASCADE)", "CreateTable a")]
    [InlineData("CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS \"IX_A\" ON ONLY \"Orders\" (\"A\")", "CreateIndex Orders unique concurrent ban:PostgreSql")]
    [InlineData("CREATE INDEX ON orders (a)", "CreateIndex orders")]
    [InlineData("CREATE NONCLUSTERED INDEX IX ON [dbo].[Orders] ([A]) WITH (ONLINE = ON)", "CreateIndex Orders concurrent")]
    [InlineData("DROP INDEX CONCURRENTLY IF EXISTS ix", "DropIndex concurrent ban:PostgreSql")]
    [InlineData("DROP INDEX ix ON dbo.Orders", "DropIndex Orders")]
    [InlineData("REINDEX (VERBOSE) TABLE CONCURRENTLY orders", "Reindex orders concurrent ban:PostgreSql")]
    [InlineData("REINDEX (CONCURRENTLY) TABLE orders", "Reindex orders concurrent ban:PostgreSql")]
    [InlineData("REINDEX DATABASE shop", "Reindex ban:PostgreSql")]
    [InlineData("REINDEX INDEX ix", "Reindex")]
    [InlineData("REFRESH MATERIALIZED VIEW CONCURRENTLY sums", "Other")]
    [InlineData("ALTER TABLE a DETACH PARTITION b CONCURRENTLY", "AlterTable a concurrent ban:PostgreSql")]
    [InlineData("ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON", "AlterDatabase ban:SqlServer")]
    [InlineData("ALTER DATABASE shop SET TABLESPACE fast", "AlterDatabase ban:PostgreSql")]
    [InlineData("ALTER DATABASE SCOPED CONFIGURATION SET MAXDOP = 4", "Other")]
    [InlineData("ALTER DATABASE shop OWNER TO ops", "AlterDatabase")]
    [InlineData("CREATE FULLTEXT CATALOG shop AS DEFAULT", "FullText ban:SqlServer")]
    [InlineData("CREATE FULLTEXT INDEX ON dbo.Orders (Note) KEY INDEX PK_Orders", "FullText ban:SqlServer")]
    [InlineData("CREATE FULLTEXT STOPLIST words", "FullText")]
    [InlineData("VACUUM (ANALYZE) orders", "Vacuum ban:PostgreSql")]
    [InlineData("ALTER TYPE status ADD VALUE IF NOT EXISTS 'late' AFTER 'open'", "AddEnumValue status")]
    [InlineData("ALTER SYSTEM SET work_mem = '1MB'", "AlterSystem ban:PostgreSql")]
    [InlineData("CREATE DATABASE copy", "CreateDatabase ban:Both")]
    [InlineData("UPDATE STATISTICS dbo.Orders", "Other")]
    public void Schemas_are_changed(string sql, string expected) => Assert.Equal(expected, Read(sql));

    [Theory]
    [InlineData("-- DELETE FROM a\nDELETE /* from b /* where */ still */ FROM c -- WHERE x", "Delete c")]
    [InlineData("UPDATE a SET b = 'it''s; WHERE' ; DELETE FROM c", "Update a [b]|Delete c")]
    [InlineData("UPDATE a SET b = E'it\\'s WHERE'; DELETE FROM c", "Update a [b]|Delete c")]
    [InlineData("UPDATE a SET b = N'x', c = U&'y' DELETE FROM c WHERE d = 1", "Update a [b, c]|Delete c where")]
    [InlineData("UPDATE a SET b = 1\nGO\nDELETE FROM c\ngo 5\nTRUNCATE TABLE d", "Update a [b]|Delete c|Truncate d")]
    [InlineData("UPDATE go SET b = 1", "Update go [b]")]
    [InlineData("UPDATE a SET b = 1 UPDATE c SET d = 1 WHERE e = 2", "Update a [b]|Update c [d] where")]
    [InlineData("IF EXISTS (SELECT 1 FROM a WHERE b = 1) BEGIN DELETE FROM a END ELSE UPDATE a SET b = 2", "Other|Delete a|Other|Other|Update a [b]")]
    [InlineData("IF COL_LENGTH('a', 'b') IS NULL ALTER TABLE a ADD b int", "Other|AlterTable a [b]")]
    [InlineData("WHILE 1 = 1 BEGIN DELETE TOP (1000) FROM a IF @@ROWCOUNT = 0 BREAK END", "Other|Delete a limited|Other|Other")]
    [InlineData("DO $$ BEGIN IF x THEN UPDATE a SET b = 1; ELSE DELETE FROM c WHERE d; END IF; END $$;", "Other|Update a [b]|Other|Delete c where|Other|Other")]
    [InlineData("DO $body$ BEGIN EXECUTE 'CREATE INDEX ix ON a (b)'; END $body$ LANGUAGE plpgsql", "Other|CreateIndex a|Other")]
    [InlineData("DO LANGUAGE 'plpgsql' 'BEGIN DELETE FROM a; END'", "Other|Delete a|Other")]
    [InlineData("EXEC(N'UPDATE [a] SET [b] = N''x'' WHERE [c] = 1');", "Update a [b] where")]
    [InlineData("EXEC sp_rename 'a.b', 'c', 'COLUMN'", "Other")]
    [InlineData("CREATE FUNCTION f() RETURNS void AS $$ DELETE FROM a $$ LANGUAGE sql; DELETE FROM b", "Other|Delete b")]
    [InlineData("CREATE OR ALTER PROCEDURE p AS BEGIN DELETE FROM a; UPDATE c SET d = 1; END\nGO\nDELETE FROM b", "Other|Delete b")]
    [InlineData("CREATE TRIGGER t AFTER INSERT OR UPDATE ON a FOR EACH ROW EXECUTE FUNCTION f(); UPDATE a SET b = 1", "Other|Update a [b]")]
    [InlineData("CREATE RULE r AS ON DELETE TO a DO INSTEAD UPDATE a SET gone = true; GRANT SELECT, UPDATE, DELETE ON a TO b", "Other|Other")]
    [InlineData("SELECT * FROM a FOR UPDATE", "Other")]
    [InlineData("UPDATE a SET tags[1] = 'x', list = ARRAY['a', 'b'] WHERE ids[1:2] = b", "Update a [tags, list] where")]
    public void Statements_are_told_apart(string sql, string expected) => Assert.Equal(expected, Read(sql));

    [Theory]
    [InlineData("UPDATE \u0001 SET a = 1", "\u0001")]
    [InlineData("UPDATE \"\u0001Orders\" SET a = 1", "\u0001Orders")]
    [InlineData("UPDATE x\u0001y SET a = 1", "x\u0001y")]
    public void A_name_with_a_hole_is_open(string sql, string name)
    {
        var target = Assert.Single(SqlScript.Read(sql)).Target!;
        Assert.Equal(name, target.Name);
        Assert.True(target.IsOpen);
    }

    [Theory]
    [InlineData(null, "orders", true)]
    [InlineData("public", "Orders", true)]
    [InlineData("sales", "ORDERS", true)]
    [InlineData("archive", "Orders", false)]
    [InlineData(null, "Order", false)]
    public void A_schema_that_is_not_said_may_be_any(string? schema, string table, bool expected) => Assert.Equal(expected, SqlScript.Read("DELETE FROM sales.orders")[0].Target!.Is(schema, table));

    [Fact]
    public void All_names_are_known() => Assert.True(SqlScript.Read("UPDATE a SET b = (SELECT max(c.\"Due Date\") FROM c)")[0].Mentions("due date"));

    /// <summary>Random mixtures of what opens, closes and means something.</summary>
    [Fact]
    public void Any_text_can_be_read()
    {
        string[] parts =
        [
            "UPDATE ", "DELETE ", "FROM ", "SET ", "WHERE ", "WITH ", "(", ")", ";", "'", "''", "\"", "[", "]", "`", "$$", "$a$", "$", "/*", "*/", "--", "\n", "\nGO\n", "DO ", "EXEC", "CREATE ", "INDEX ", "UNIQUE ", "ON ", "ONLY ", "ALTER ",
            "TABLE ", "ADD ", "DROP ", "COLUMN ", "TOP ", "MERGE ", "THEN ", "CASE ", "END ", "ELSE ", "IF ", "EXISTS ", "REINDEX ", "CONCURRENTLY ", "TYPE ", "DATABASE ", "FULLTEXT ", "FUNCTION ", "AS ", "JOIN ", "E'", "N'", "U&'", "U&\"", "\\", ",", ".", "=", "::", "1", "a",
            "ä", "\u0001", "\0", "💾", "GO", "OR ",
        ];
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            var sql = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => parts[random.Next(parts.Length)]));
            Assert.All(SqlScript.Read(sql), command => Assert.NotEqual("", command.Heading));
        }

        Assert.All(parts, whole => Assert.False(SqlScript.Read(whole).IsDefault));
    }

    [Theory]
    [InlineData("(update ")]
    [InlineData("$a$ $b")]
    [InlineData("[a")]
    [InlineData("/* ")]
    [InlineData("create function f ")]
    [InlineData("update a set b = c from d ")]
    [InlineData("alter table a add b, ")]
    [InlineData("'")]
    [InlineData("do $$ ")]
    [InlineData("\u0001")]
    [InlineData("case ")]
    public void Time_is_linear(string part)
    {
        var sql = string.Concat(Enumerable.Repeat(part, 200_000));
        var watch = Stopwatch.StartNew();
        SqlScript.Read(sql);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), watch.Elapsed.ToString("g", CultureInfo.InvariantCulture));
    }

    private static string Read(string sql) => string.Join("|", SqlScript.Read(sql).Select(Written));

    private static string Written(SqlCommand command)
    {
        var text = command.Target is { } table ? $"{command.Verb} {table}" : $"{command.Verb}";
        if (!command.Columns.IsEmpty)
            text += $" [{string.Join(", ", command.Columns)}]";
        text += (command.IsLimited ? " limited" : "") + (command.HasCondition ? " where" : "") + (command.IsUnique ? " unique" : "") + (command.IsConcurrent ? " concurrent" : "");
        return command.Ban == TransactionBan.None ? text : $"{text} ban:{command.Ban}";
    }
}
