using BackendGuardrails.Facts.Data.Queries.Filters;
using BackendGuardrails.Tests.Verifiers;

namespace BackendGuardrails.Tests.Facts.Data;

/// <summary>What a query asks of its rows.</summary>
public class QueryShapeTests
{
    /// <summary>Conditions as column and test (? when conditional, "other" for what is not about one column, "unread"), then sorts, then "one" for at most one row.</summary>
    private static string Describe(string query, string configuration = "")
    {
        var probe = Bookshop.Of($"void Use(object? value) {{ }} void M(int id, string text, bool all, List<int> ids, Customer customer, DateTime day, System.Linq.Expressions.Expression<Func<Order, bool>> given) {{ {query} }}", configuration);
        var chain = Assert.Single(probe.Facts.QueryChains.Of(probe.Operation, default).Chains);
        var shape = probe.Facts.QueryShapes.Of(chain, default);
        var filters = shape.Filters.SelectMany(filter => filter.Rows.Columns.Select(column => $"{column.Name}:{column.Test}").Concat(filter.Rows.Others.Select(_ => "other")).Concat(filter.Rows.IsUnread ? ["unread"] : [])
            .Select(text => filter.Step.IsConditional ? text + "?" : text));
        var orders = shape.Orders.Select(order => $"{(order.IsFurther ? "then" : "by")} {order.Column ?? "?"}{(order.IsDescending ? " down" : "")}");
        return string.Join(", ", filters.Concat(orders).Concat(shape.IsOneRow ? ["one"] : []));
    }

    [Theory]
    [InlineData("o.Id == id", "Id:Equal, one")]
    [InlineData("id == o.Id", "Id:Equal, one")]
    [InlineData("o.Id.Equals(id)", "Id:Equal, one")]
    [InlineData("Equals(o.Id, id)", "Id:Equal, one")]
    [InlineData("object.Equals(id, o.Id)", "Id:Equal, one")]
    [InlineData("EF.Property<int>(o, \"Id\") == id", "Id:Equal, one")]
    [InlineData("o.CustomerId == id", "CustomerId:Equal")]
    [InlineData("o.Customer == customer", "CustomerId:Equal")]
    [InlineData("o.Customer.Id == id", "CustomerId:Equal")]
    [InlineData("o.Customer.Name == text", "Customer.Name:Equal")]
    [InlineData("o.Address.City == text", "Address.City:Equal")]
    [InlineData("o.Number == null", "Number:Equal")]
    [InlineData("o.Number != text", "Number:NotEqual")]
    [InlineData("!(o.Number == text)", "Number:NotEqual")]
    [InlineData("!ids.Contains(o.Id)", "Id:NotEqual")]
    [InlineData("ids.Contains(o.Id)", "Id:In")]
    [InlineData("new[] { 1, 2 }.Contains(o.Id)", "Id:In")]
    [InlineData("o.Id > id && o.Id <= 9", "Id:Range, Id:Range")]
    [InlineData("o.Number.StartsWith(text)", "Number:StartsWith")]
    [InlineData("o.Number.Contains(text)", "Number:Computed")]
    [InlineData("o.Number.ToLower() == text", "Number:Computed")]
    [InlineData("o.Number.CompareTo(text) > 0", "Number:Range")]
    [InlineData("string.Compare(o.Number, text) > 0", "Number:Range")]
    [InlineData("string.IsNullOrEmpty(o.Number)", "Number:Computed")]
    [InlineData("o.Id + 1 == id", "Id:Computed")]
    [InlineData("o.Id == id || o.CustomerId == id", "other")]
    [InlineData("o.Id == o.CustomerId", "other")]
    [InlineData("o.Id == id && (o.Number == text || all)", "Id:Equal, other, one")]
    [InlineData("o.Lines.Any(l => l.Id == id)", "other")]
    [InlineData("true", "")]
    public void Conditions_are_read(string condition, string expected) => Assert.Equal(expected, Describe($"Use([|db.Orders.Where(o => {condition}).ToList()|]);"));

    [Theory]
    [InlineData("Use([|db.Orders.First(o => o.Id == id)|]);", "Id:Equal, one")]
    [InlineData("Use([|(from o in db.Orders where o.Id == id orderby o.Number descending, o.Id select o).ToList()|]);", "Id:Equal, by Number down, then Id, one")]
    [InlineData("Use([|db.Orders.OrderBy(o => o.Customer.Name).ThenByDescending(o => o.CustomerId).ToList()|]);", "by Customer.Name, then CustomerId down")]
    [InlineData("Use([|db.Orders.OrderBy(o => o.Number.Length).ToList()|]);", "by Number.Length")]
    [InlineData("Use([|db.Orders.OrderBy(o => o.Number.ToLower()).ToList()|]);", "by ?")]
    [InlineData("Use([|db.Orders.Where(given).ToList()|]);", "unread")]
    [InlineData("var q = db.Orders.Where(o => o.Number == text); if (all) q = q.Where(o => o.Id == id); Use([|q.ToList()|]);", "Number:Equal, Id:Equal?")]
    [InlineData("Use([|db.Orders.Select(o => o.Customer).Where(c => c.Id == id).ToList()|]);", "")]
    public void Operators_are_read_up_to_the_projection(string body, string expected) => Assert.Equal(expected, Describe(body));

    [Fact]
    public void A_unique_index_leaves_one_row() =>
        Assert.Equal("Number:Equal, CustomerId:Equal, one", Describe("Use([|db.Orders.Where(o => o.Number == text && o.CustomerId == id).ToList()|]);", "modelBuilder.Entity<Order>().HasIndex(o => new { o.CustomerId, o.Number }).IsUnique();"));

    [Fact]
    public void A_condition_in_a_local_is_read() =>
        Assert.Equal("Id:Equal, one", Describe("System.Linq.Expressions.Expression<Func<Order, bool>> one = o => o.Id == id; Use([|db.Orders.Where(one).ToList()|]);"));
}
