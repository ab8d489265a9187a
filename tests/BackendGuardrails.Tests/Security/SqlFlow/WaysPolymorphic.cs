namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>Members that are found by the type of an object, and members of generic types.</summary>
internal static class WaysPolymorphic
{
    public static IReadOnlyList<Way> All { get; } =
    [
        new("overridden method", """
            Shape shape = new Round();
            var result = shape.Describe({in}, {other});
            """)
        {
            Types = """
                internal class Shape
                {
                    public virtual string Describe(string text, string rest) => "shape " + rest.Length;
                }

                internal sealed class Round : Shape
                {
                    public override string Describe(string text, string rest) => "round " + text;
                }
                """,
        },
        new("method of the base", """
            var shape = new Round();
            var result = shape.Describe({in});
            """)
        {
            Types = """
                internal class Shape
                {
                    public string Describe(string text) => Prefix + text;

                    protected virtual string Prefix => "shape ";
                }

                internal sealed class Round : Shape
                {
                    protected override string Prefix => "round ";
                }
                """,
        },
        new("override that calls the base", """
            Shape shape = new Round();
            var result = shape.Describe({in});
            """)
        {
            Types = """
                internal class Shape
                {
                    public virtual string Describe(string text) => text;
                }

                internal sealed class Round : Shape
                {
                    public override string Describe(string text) => base.Describe(text) + "%";
                }
                """,
        },
        new("abstract method", """
            Shape shape = new Round({other});
            var result = shape.Describe({in});
            """)
        {
            Types = """
                internal abstract class Shape
                {
                    public abstract string Describe(string text);
                }

                internal sealed class Round : Shape
                {
                    private readonly int size;

                    public Round(string rest) => size = rest.Length;

                    public override string Describe(string text) => text + size;
                }
                """,
        },
        new("template method", """
            Shape shape = new Round();
            var result = shape.Run({in});
            """)
        {
            Types = """
                internal abstract class Shape
                {
                    public string Run(string text) => "%" + Describe(text.Trim()) + "%";

                    protected abstract string Describe(string text);
                }

                internal sealed class Round : Shape
                {
                    protected override string Describe(string text) => text;
                }
                """,
        },
        new("interface method", """
            INaming naming = new Plain();
            var result = naming.Choose({in}, {other});
            """)
        {
            Types = """
                internal interface INaming
                {
                    string Choose(string first, string second);
                }

                internal sealed class Plain : INaming
                {
                    public string Choose(string first, string second) => second.Length > 100 ? "nobody" : first;
                }
                """,
        },
        new("interface property", """
            INamed named = new Person { Name = {in}, City = {other} };
            var result = named.Name;
            """)
        {
            Types = """
                internal interface INamed
                {
                    string Name { get; }
                }

                internal sealed class Person : INamed
                {
                    public string Name { get; set; } = "nobody";
                    public string City { get; set; } = "nowhere";
                }
                """,
        },
        new("explicit interface method", """
            INaming naming = new Plain();
            var result = naming.Choose({in});
            """)
        {
            Types = """
                internal interface INaming
                {
                    string Choose(string text);
                }

                internal sealed class Plain : INaming
                {
                    string INaming.Choose(string text) => text.Trim();

                    public string Choose(string text) => "nobody";
                }
                """,
        },
        new("default interface method", """
            INaming naming = new Plain();
            var result = naming.Choose({in});
            """)
        {
            Types = """
                internal interface INaming
                {
                    string Choose(string text) => text + "%";
                }

                internal sealed class Plain : INaming
                {
                }
                """,
        },
        new("one of two implementations", """
            INaming naming = new Plain();
            INaming silent = new Silent();
            Console.WriteLine(silent.Choose({other}));
            var result = naming.Choose({in});
            """)
        {
            Types = """
                internal interface INaming
                {
                    string Choose(string text);
                }

                internal sealed class Plain : INaming
                {
                    public string Choose(string text) => text;
                }

                internal sealed class Silent : INaming
                {
                    public string Choose(string text) => "nobody";
                }
                """,
        },
        new("implementation known at run time only", """
            INaming naming = DateTime.UtcNow.Hour < 12 ? new Plain() : new Silent();
            var result = naming.Choose({in});
            """)
        {
            Types = """
                internal interface INaming
                {
                    string Choose(string text);
                }

                internal sealed class Plain : INaming
                {
                    public string Choose(string text) => text;
                }

                internal sealed class Silent : INaming
                {
                    public string Choose(string text) => "nobody";
                }
                """,
        },
        new("repository behind an interface", "await new Service(new Store()).FindAsync({in});")
        {
            Types = """
                internal interface IStore
                {
                    Task QueryAsync(string text);
                }

                internal sealed class Service
                {
                    private readonly IStore store;

                    public Service(IStore store) => this.store = store;

                    public Task FindAsync(string text) => store.QueryAsync(text);
                }

                internal sealed class Store : IStore
                {
                    public async Task QueryAsync(string result)
                    {
                        {sink}
                    }
                }
                """,
        },
    ];
}
