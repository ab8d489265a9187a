namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>Properties: what is in one of them is not in another, nor in the same one of another object.</summary>
internal static class WaysMembers
{
    private const string Holder = """
        internal sealed class Holder
        {
            public string Name { get; set; } = "nobody";
            public string City { get; set; } = "nowhere";
        }
        """;

    public static IReadOnlyList<Way> All { get; } =
    [
        new("property", """
            var holder = new Holder();
            holder.Name = {in};
            holder.City = {other};
            var result = holder.Name;
            """)
        {
            Types = Holder,
        },
        new("property of one of two objects", """
            var first = new Holder();
            var second = new Holder();
            first.Name = {in};
            second.Name = {other};
            Console.WriteLine(second.City);
            var result = first.Name;
            """)
        {
            Types = Holder,
        },
        new("object initializer", """
            var holder = new Holder { Name = {in}, City = {other} };
            var result = holder.Name;
            """)
        {
            Types = Holder,
        },
        new("init property", """
            var holder = new Holder { Name = {in}, City = {other} };
            var result = holder.Name;
            """)
        {
            Types = Holder.Replace("set;", "init;", StringComparison.Ordinal),
        },
        new("required property", """
            Holder holder = new() { Name = {in}, City = {other} };
            var result = holder.Name;
            """)
        {
            Types = "internal sealed class Holder\n{\n    public required string Name { get; init; }\n    public required string City { get; init; }\n}",
        },
        new("computed property", """
            var holder = new Holder { Name = {in}, City = {other} };
            var result = holder.Pattern;
            """)
        {
            Types = """
                internal sealed class Holder
                {
                    public string Name { get; set; } = "nobody";
                    public string City { get; set; } = "nowhere";
                    public string Pattern => "%" + Name + "%";
                }
                """,
        },
        new("property with a field behind it", """
            var holder = new Holder();
            holder.Name = {in};
            holder.City = {other};
            var result = holder.Name;
            """)
        {
            Types = """
                internal sealed class Holder
                {
                    private string first = "nobody";
                    private string second = "nowhere";

                    public string Name
                    {
                        get { return first; }
                        set { first = value.Trim(); }
                    }

                    public string City
                    {
                        get => second;
                        set => second = value;
                    }
                }
                """,
        },
        new("indexer", """
            var bag = new Bag();
            var rest = new Bag();
            bag["name"] = {in};
            rest["name"] = {other};
            var result = bag["name"];
            """)
        {
            Types = """
                internal sealed class Bag
                {
                    private readonly Dictionary<string, string> entries = new();

                    public string this[string key]
                    {
                        get => entries[key];
                        set => entries[key] = value;
                    }
                }
                """,
        },
        new("struct copy", """
            var first = new Holder { Name = {in} };
            var second = first;
            second.Name = {other};
            Console.WriteLine(second.Name.Length);
            var result = first.Name;
            """)
        {
            Types = "internal struct Holder\n{\n    public string Name { get; set; }\n}",
        },
        new("class alias", """
            var first = new Holder { City = {other} };
            var second = first;
            second.Name = {in};
            var result = first.Name;
            """)
        {
            Types = Holder,
        },
        new("nested objects", """
            var order = new Order { Customer = new Holder { Name = {in}, City = {other} } };
            var result = order.Customer.Name;
            """)
        {
            Types = Holder + "\n\ninternal sealed class Order\n{\n    public Holder Customer { get; set; } = new();\n}",
        },
        new("nested objects, written through", """
            var order = new Order();
            order.Shop.Owner.Name = {in};
            order.Shop.Owner.City = {other};
            var result = order.Shop.Owner.Name;
            """)
        {
            Types = Holder + """


                internal sealed class Order
                {
                    public Store Shop { get; } = new();
                }

                internal sealed class Store
                {
                    public Holder Owner { get; } = new();
                }
                """,
        },
        new("nested object initializer", """
            var order = new Order { Customer = { Name = {in}, City = {other} } };
            var result = order.Customer.Name;
            """)
        {
            Types = Holder + "\n\ninternal sealed class Order\n{\n    public Holder Customer { get; } = new();\n}",
        },
        new("object filled by a helper", """
            var holder = new Holder();
            Fill(holder, {in}, {other});
            var result = holder.Name;
            """)
        {
            Types = Holder,
            Members = """
                private static void Fill(Holder target, string text, string rest)
                {
                    target.Name = text;
                    target.City = rest;
                }
                """,
        },
        new("object passed along", """
            var holder = new Holder { Name = {in}, City = {other} };
            var result = NameOf(holder);
            """)
        {
            Types = Holder,
            Members = "private static string NameOf(Holder given) => given.Name;",
        },
        new("list of objects", """
            var holders = new List<Holder>();
            holders.Add(new Holder { Name = {in}, City = {other} });
            var result = holders[0].Name;
            """)
        {
            Types = Holder,
        },
        new("null-conditional chain", """
            Holder? holder = new Holder { Name = {in}, City = {other} };
            var result = holder?.Name?.Trim() ?? "nobody";
            """)
        {
            Types = Holder,
        },
        new("struct that may be null", """
            Holder? holder = new Holder { Name = {in}, City = {other} };
            var result = holder.Value.Name;
            """)
        {
            Types = "internal struct Holder\n{\n    public string Name { get; set; }\n    public string City { get; set; }\n}",
        },
        new("inherited property", """
            var holder = new Special { Name = {in}, City = {other} };
            var result = holder.Name;
            """)
        {
            Types = Holder.Replace("sealed class", "class", StringComparison.Ordinal) + "\n\ninternal sealed class Special : Holder\n{\n    public int Level { get; set; }\n}",
        },
    ];
}
