using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1012NoCoveringIndexAnalyzer, BackendGuardrails.Queries.BG1012NoCoveringIndexCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1012NoCoveringIndexFixTests
{
    private const string ByEmail = "public Task<bool> TakenAsync(string email) => _db.Customers.AnyAsync(c => c.[|Email|] == email);";

    private static Task VerifyAsync(string before, string after, string members = ByEmail) => VerifyCS.VerifyCodeFixAsync(Service(members) + before, Service(members.Replace("[|", "").Replace("|]", "")) + after);

    private static string Service(string members) => $$"""
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Metadata.Builders;
        public class Customers
        {
            private readonly Crm _db;
            public Customers(Crm db) => _db = db;

            {{members}}
        }

        """;

    private static string Context(string body, string sets = "") => $$"""
        public class Crm : DbContext
        {
            public DbSet<Customer> Customers { get; set; } = null!;{{sets}}
        {{body}}
        }

        """;

    private static string Entity(string attributes = "") => attributes + """
        public class Customer
        {
            public int Id { get; set; }
            public string Email { get; set; } = "";
            public string Phone { get; set; } = "";
            public DateTime SeenAt { get; set; }
        }

        """;

    private static string Creating(string statements) => Context($$"""
            protected override void OnModelCreating(ModelBuilder modelBuilder)
            {
        {{statements}}
            }
        """);

    [Fact]
    public Task A_project_without_indexes_gets_an_attribute() => VerifyAsync(Context("") + Entity(), Context("") + Entity("[Index(nameof(Email))]\n"));

    [Fact]
    public Task Attributes_comments_and_documentation_stay_where_they_are() => VerifyAsync(
        Context("") + Entity("/// <summary>Who buys.</summary>\n[Comment(\"people\")] // not companies\n[Index(nameof(Phone))]\n"),
        Context("") + Entity("/// <summary>Who buys.</summary>\n[Comment(\"people\")] // not companies\n[Index(nameof(Phone))]\n[Index(nameof(Email))]\n"));

    [Fact]
    public Task Several_columns_are_one_index() => VerifyAsync(
        Context("") + Entity(), Context("") + Entity("[Index(nameof(Email), nameof(Phone), nameof(SeenAt))]\n"),
        "public Task<List<Customer>> FindAsync(string email, string phone, DateTime day) => _db.Customers.Where(c => c.[|Email|] == email && c.Phone == phone && c.SeenAt > day).ToListAsync();");

    [Fact]
    public Task A_configuration_class_gets_a_call() => VerifyAsync(Configured("        builder.Property(c => c.Email).HasMaxLength(200); // as in the form"), Configured("        builder.Property(c => c.Email).HasMaxLength(200); // as in the form\n        builder.HasIndex(c => c.Email);"));

    [Fact]
    public Task A_configuration_class_without_statements_gets_its_first() => VerifyAsync(Configured(""), Configured("").Replace("    {\n\n    }", "    {\n        builder.HasIndex(c => c.Email);\n\n    }"));

    private static string Configured(string statements) => Creating("        modelBuilder.ApplyConfiguration(new CustomerConfiguration());") + Entity() + $$"""
        public class CustomerConfiguration : IEntityTypeConfiguration<Customer>
        {
            public void Configure(EntityTypeBuilder<Customer> builder)
            {
        {{statements}}
            }
        }
        """;

    [Fact]
    public Task A_block_of_the_entity_gets_a_call_with_its_builder() => VerifyAsync(
        Creating("""
                    modelBuilder.Entity<Customer>(customer =>
                    {
                        customer.HasIndex(x => x.Phone);
                    });
            """) + Entity(),
        Creating("""
                    modelBuilder.Entity<Customer>(customer =>
                    {
                        customer.HasIndex(x => x.Phone);
                        customer.HasIndex(x => x.Email);
                    });
            """) + Entity());

    [Fact]
    public Task Statements_about_the_entity_get_one_more() => VerifyAsync(
        Creating("        modelBuilder.Entity<Customer>().Property(c => c.Email).HasMaxLength(200);") + Entity(),
        Creating("        modelBuilder.Entity<Customer>().Property(c => c.Email).HasMaxLength(200);\n        modelBuilder.Entity<Customer>().HasIndex(c => c.Email);") + Entity());

    [Fact]
    public Task Where_other_entities_are_indexed_by_calls_so_is_this_one()
    {
        const string More = "public class Visit { public int Id { get; set; } public string Path { get; set; } = \"\"; }";
        return VerifyAsync(
            Creating("        modelBuilder.Entity<Visit>().HasIndex(v => v.Path);") + Entity() + More,
            Creating("        modelBuilder.Entity<Visit>().HasIndex(v => v.Path);\n        modelBuilder.Entity<Customer>().HasIndex(c => c.Email);") + Entity() + More);
    }

    [Fact]
    public Task A_sort_gets_its_columns() => VerifyAsync(
        Context("") + Entity(), Context("") + Entity("[Index(nameof(SeenAt))]\n"),
        "public Task<List<Customer>> LatestAsync() => _db.Customers.[|OrderByDescending|](c => c.SeenAt).ThenByDescending(c => c.Id).Take(10).ToListAsync();");

    [Fact]
    public Task Fix_all_declares_each_index_once() => VerifyAsync(
        Context("") + Entity(), Context("") + Entity("[Index(nameof(Email))]\n[Index(nameof(Phone))]\n"),
        ByEmail + "\n    public Task<bool> CalledAsync(string phone) => _db.Customers.AnyAsync(c => c.[|Phone|] == phone);");

    [Fact]
    public Task The_entity_is_in_another_file_that_gets_the_namespace_and_is_changed_once_for_two_files()
    {
        var test = new VerifyCS.Test { TestCode = Service(ByEmail) + Context(""), FixedCode = Service(ByEmail.Replace("[|", "").Replace("|]", "")) + Context("") };
        const string Other = "using Microsoft.EntityFrameworkCore;\npublic class Mails { public Task<Customer?> FindAsync(Crm db, string email) => db.Customers.FirstOrDefaultAsync(c => c.[|Email|] == email); }";
        test.TestState.Sources.Add(Entity());
        test.TestState.Sources.Add(Other);
        test.FixedState.Sources.Add("using Microsoft.EntityFrameworkCore;\n\n" + Entity("[Index(nameof(Email))]\n"));
        test.FixedState.Sources.Add(Other.Replace("[|", "").Replace("|]", ""));
        return test.RunAsync();
    }

    [Fact]
    public Task Configuration_that_is_an_expression_leaves_the_attribute() => VerifyAsync(
        Context("    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Customer>().HasKey(c => c.Id);") + Entity(),
        Context("    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Customer>().HasKey(c => c.Id);") + Entity("[Index(nameof(Email))]\n"));

    [Fact]
    public Task The_base_class_that_is_an_entity_itself_gets_the_index() => VerifyAsync(
        Context("", " public DbSet<Company> Companies { get; set; } = null!;") + Entity() + "public class Company : Customer { public string Vat { get; set; } = \"\"; }",
        Context("", " public DbSet<Company> Companies { get; set; } = null!;") + Entity("[Index(nameof(Email))]\n") + "public class Company : Customer { public string Vat { get; set; } = \"\"; }",
        "public Task<bool> TakenAsync(string email) => _db.Companies.AnyAsync(c => c.[|Email|] == email);");
}
