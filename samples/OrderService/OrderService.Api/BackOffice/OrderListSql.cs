using System.Text;
using OrderService.Application.Orders;

namespace OrderService.Api.BackOffice;

/// <summary>The list of orders, as far as it is asked for.</summary>
public sealed class OrderListSql
{
    private readonly StringBuilder _conditions = new();
    private string _order = "o.\"PlacedAt\" DESC";

    public void OfCustomer(string email) => _conditions.Append($""" AND c."Email" = '{email.Replace("'", "''")}'""");

    public void InStatus(OrderStatus status) => _conditions.Append($""" AND o."Status" = {(int)status}""");

    public void SortedBy(string column) => _order = column;

    public string Build() =>
        $"""
        SELECT o."Id", o."Status", o."PlacedAt", c."Email"
        FROM "Orders" o JOIN "Customers" c ON c."Id" = o."CustomerId"
        WHERE TRUE{_conditions}
        ORDER BY {_order}
        LIMIT 200
        """;
}
