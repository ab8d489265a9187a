namespace BackendGuardrails.Tests.Queries;

/// <summary>The shop of the indexes, with members that have no columns and methods that have no SQL.</summary>
internal static class TranslationShop
{
    private const string Members = """
        public OrderStatus Status { get; set; }
            private readonly string _code = "";
            public string Label => Number + " " + Type;
            public decimal Net { get { return Total / 1.19m; } }
            [System.ComponentModel.DataAnnotations.Schema.NotMapped] public int Rank { get; set; }
            public string Code => _code;
            public string Given => Name1();
            [Mapped] public bool IsGreat => Total > 100;
            public string Title { get => Type; private set => Type = value; }
            public bool IsLate() => PlacedAt < DateTime.UtcNow;
            private string Name1() => Number;
        """;

    private const string Helpers = """
        public class MappedAttribute : Attribute { }
        public record Item(int Id, string Sku);
        public static class Rules
        {
            public static bool IsOpen(Order order) => order.Status == OrderStatus.Open;
            public static string Norm(string text) => text.Trim();
            [Mapped] public static string Known(string text) => text;
            public static bool IsBig(this Line line) => line.Id > 3;
        }
        """;

    public static string Entities { get; } = IndexShop.Entities.Replace("public OrderStatus Status { get; set; }", Members);

    /// <summary>Statements of a method that has values and collections at hand.</summary>
    public static string Method(string body, string model = "", string more = "") => Service($$"""
            public async Task<object?> RunAsync(int id, string text, string other, DateTime from, List<string> texts, List<Item> items, Dictionary<int, string> names, Func<Order, bool> test, StringComparison rule, CancellationToken token)
            {
                object? result = null;
                {{body}}
                await Task.CompletedTask;
                return result;
            }
        """, model, more);

    public static string Service(string members, string model = "", string more = "") =>
        "using System.Linq.Expressions;\nusing System.Text.RegularExpressions;\nusing System.Globalization;\n" + IndexShop.Service(members, model, Helpers + more, entities: Entities);
}
