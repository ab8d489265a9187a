using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1012NoCoveringIndexAnalyzer, BackendGuardrails.Queries.BG1012NoCoveringIndexCodeFix>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>What migrations have made counts, and tells where the configuration is out of sight.</summary>
public class BG1012NoCoveringIndexSnapshotTests
{
    private const string OutOfSight = "builder.ApplyConfigurationsFromAssembly(typeof(DbContext).Assembly);";

    private static Task VerifyAsync(string body, string listed, string model = OutOfSight) => VerifyCS.VerifyAnalyzerAsync(IndexShop.Method(body, model, $$"""
        public class ShopModelSnapshot : Microsoft.EntityFrameworkCore.Infrastructure.ModelSnapshot
        {
            protected override void BuildModel(ModelBuilder modelBuilder)
            {
                modelBuilder.HasAnnotation("ProductVersion", "10.0.0");
                modelBuilder.Entity("Order", b =>
                {
                    b.Property<int>("Id").HasColumnType("integer");
                    b.HasKey("Id");
                    {{listed}}
                    b.ToTable("Orders");
                });
                modelBuilder.Entity("Rush", b => { b.HasBaseType("Order"); });
            }
        }
        """));

    [Theory]
    [InlineData("")]
    [InlineData("b.HasIndex(\"WarehouseId\", \"Number\");")]
    [InlineData("b.OwnsOne(\"Address\", \"Address\", b1 => { b1.HasIndex(\"Number\"); });")]
    public Task A_snapshot_without_the_index_tells_that_there_is_none(string listed) => VerifyAsync("result = await _db.Orders.FirstOrDefaultAsync(o => o.[|Number|] == text);", listed);

    [Theory]
    [InlineData("b.HasIndex(\"Number\");")]
    [InlineData("b.HasIndex(\"Number\", \"PlacedAt\").IsUnique();")]
    [InlineData("b.HasIndex(new[] { \"Number\" }, \"IX_Orders_Number\");")]
    [InlineData("b.HasAlternateKey(\"Number\");")]
    public Task A_snapshot_with_the_index_counts(string listed) => VerifyAsync("result = await _db.Orders.FirstOrDefaultAsync(o => o.Number == text);", listed);

    [Fact]
    public Task What_migrations_made_counts_beside_what_the_code_says() => VerifyAsync("result = await _db.Orders.FirstOrDefaultAsync(o => o.Number == text);", "b.HasIndex(\"Number\");", model: "");

    [Fact]
    public Task An_index_of_the_base_class_is_listed_there() => VerifyAsync("result = await _db.Rushes.FirstOrDefaultAsync(o => o.Number == text);", "b.HasIndex(\"Number\");");

    [Fact]
    public Task An_entity_that_the_snapshot_does_not_list_is_not_judged() => VerifyAsync("result = await _db.Customers.FirstOrDefaultAsync(c => c.Email == text);", "");
}
