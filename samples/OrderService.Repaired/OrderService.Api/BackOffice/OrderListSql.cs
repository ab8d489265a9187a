using System.Text;
using Dapper;
using OrderService.Application.Orders;

namespace OrderService.Api.BackOffice;

/// <summary>The list of orders, as far as it is asked for.</summary>
public sealed class OrderListSql
{
    private readonly StringBuilder _conditions = new();
    private string _order = "o.\"PlacedAt\" DESC";

    public DynamicParameters Values { get; } = new();

    public void OfCustomer(string email)
    {
        _conditions.Append(""" AND c."Email" = @email""");
        Values.Add("email", email);
    }

    public void InStatus(OrderStatus status) => _conditions.Append($""" AND o."Status" = {(int)status}""");

    public void SortedBy(string column) => _order = column switch
    {
        "email" => "c.\"Email\"",
        "status" => "o.\"Status\"",
        _ => "o.\"PlacedAt\" DESC",
    };

    public string Build() =>
        $"""
        SELECT o."Id", o."Status", o."PlacedAt", c."Email"
        FROM "Orders" o JOIN "Customers" c ON c."Id" = o."CustomerId"
        WHERE TRUE{_conditions}
        ORDER BY {_order}
        LIMIT 200
        """;
}
