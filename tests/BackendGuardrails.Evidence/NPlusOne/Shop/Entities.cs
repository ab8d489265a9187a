namespace Shop;

public enum OrderStatus
{
    New,
    Paid,
    Shipped,
}

public class Region
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}

public class Customer
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public string Email { get; set; } = "";
    public int Points { get; set; }
    public Address Address { get; set; } = new();
    public int RegionId { get; set; }
    public Region Region { get; set; } = null!;
    public List<Order> Orders { get; set; } = new();
}

/// <summary>Owned: it is in the row of its customer.</summary>
public class Address
{
    public string Street { get; set; } = "";
    public string City { get; set; } = "";
}

public class Order
{
    public int Id { get; set; }
    public DateTime PlacedAt { get; set; } = DateTime.UtcNow;
    public OrderStatus Status { get; set; }
    public decimal Total { get; set; }
    public int CustomerId { get; set; }
    public Customer Customer { get; set; } = null!;
    public List<OrderLine> Lines { get; set; } = new();
}

public class OrderLine
{
    public int Id { get; set; }
    public int Quantity { get; set; }
    public decimal Price { get; set; }
    public int OrderId { get; set; }
    public Order Order { get; set; } = null!;
    public int ProductId { get; set; }
    public Product Product { get; set; } = null!;
}

public class Supplier
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}

public class Product
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public decimal Price { get; set; }
    public int Stock { get; set; }
    public int CategoryId { get; set; }
    public Category Category { get; set; } = null!;
    public int SupplierId { get; set; }
    public Supplier Supplier { get; set; } = null!;
}

public class Category
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public int? ParentId { get; set; }
    public Category? Parent { get; set; }
    public List<Category> Children { get; set; } = new();
}

public class OutboxMessage
{
    public int Id { get; set; }
    public string Payload { get; set; } = "";
    public DateTime? SentAt { get; set; }
}
