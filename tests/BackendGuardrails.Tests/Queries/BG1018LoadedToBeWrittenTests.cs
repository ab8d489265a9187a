using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1018LoadedToBeWrittenAnalyzer, BackendGuardrails.Queries.BG1018LoadedToBeWrittenCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1018LoadedToBeWrittenTests
{
    private const string Read = "db.Notes.Where(n => !n.IsRead)";

    private static Task VerifyAsync(string body, string more = "") => VerifyCS.VerifyAnalyzerAsync(TrackingShop.Action(body + " return Ok();", more));

    [Theory]
    [InlineData("foreach (var note in [|" + Read + "|]) note.IsRead = true; db.SaveChanges();")]
    [InlineData("foreach (var note in [|await " + Read + ".ToListAsync()|]) { note.IsRead = true; note.Tag = term; } await db.SaveChangesAsync();")]
    [InlineData("await foreach (var note in [|" + Read + ".AsAsyncEnumerable()|]) note.Tag = null; await db.SaveChangesAsync(token);")]
    [InlineData("var notes = await " + Read + ".ToArrayAsync(token); foreach (var note in [|notes|]) { note.SentAt = now.AddDays(1); db.Notes.Update(note); } await db.SaveChangesAsync(token).ConfigureAwait(false);")]
    [InlineData("var notes = " + Read + "; foreach (var note in [|notes|]) note.SentAt = DateTime.UtcNow; await db.SaveChangesAsync();")]
    [InlineData("var notes = await " + Read + ".ToListAsync(); log.LogInformation(\"{Count}\", notes.Count); foreach (var note in [|notes|]) { note.IsRead = id > 5; } await db.SaveChangesAsync();")]
    [InlineData("db.Notes.[|RemoveRange|](" + Read + "); db.SaveChanges();")]
    [InlineData("db.[|RemoveRange|](await " + Read + ".ToListAsync()); await db.SaveChangesAsync();")]
    [InlineData("var notes = await " + Read + ".ToListAsync(token); db.Notes.[|RemoveRange|](notes); await db.SaveChangesAsync(token);")]
    [InlineData("var notes = await db.Set<Note>().Where(n => n.SentAt < now).TagWith(\"old\").ToListAsync(); if (notes.Any()) { db.Notes.[|RemoveRange|](notes); await db.SaveChangesAsync(); }")]
    [InlineData("foreach (var note in [|await " + Read + ".ToListAsync()|]) db.Notes.Remove(note); await db.SaveChangesAsync();")]
    [InlineData("foreach (var note in [|" + Read + "|]) { db.Remove(note); } db.SaveChanges();")]
    [InlineData("var notes = await (from n in db.Notes where n.Text == term select n).ToListAsync(); foreach (var note in [|notes|]) note.IsRead = true; await db.SaveChangesAsync();")]
    [InlineData("IQueryable<Note> notes = db.Notes.Where(n => n.IsRead); if (term != null) notes = notes.Where(n => n.Text == term); db.Notes.[|RemoveRange|](notes); await db.SaveChangesAsync();")]
    [InlineData("foreach (var note in [|db.Notes.Where(n => ids.Contains(n.Id))|]) note.Tag = term ?? \"none\"; var saved = await db.SaveChangesAsync(); log.LogInformation(\"{Saved}\", saved);")]
    [InlineData("async Task Clean() { db.Notes.[|RemoveRange|](" + Read + "); await db.SaveChangesAsync(); } await Clean();")]
    public Task Rows_that_are_loaded_only_to_be_written_are_reported(string body) => VerifyAsync(body);

    [Fact]
    public Task The_message_says_which_command_does_it() => VerifyCS.VerifyAnalyzerAsync(
        TrackingShop.Action("foreach (var note in {|#0:" + Read + "|}) note.IsRead = true; db.SaveChanges(); return Ok();"),
        VerifyCS.Diagnostic().WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage("Rows of Notes are loaded only to be updated; ExecuteUpdate does that with one command, and loads none"));

    [Fact]
    public Task A_job_with_a_context_of_its_own_and_a_service_behind_an_endpoint() => VerifyAsync("", """
        public class Cleaner(IDbContextFactory<Shop> contexts)
        {
            public async Task RunAsync(DateTime before, CancellationToken token)
            {
                await using var db = await contexts.CreateDbContextAsync(token);
                var old = await db.Notes.Where(n => n.SentAt < before).ToListAsync(token);
                db.Notes.[|RemoveRange|](old);
                await db.SaveChangesAsync(token);
            }
        }
        public class Inbox(Shop db)
        {
            public async Task ReadAllAsync()
            {
                foreach (var note in [|await Unread().ToListAsync()|])
                    note.IsRead = true;
                await db.SaveChangesAsync();
            }
            private IQueryable<Note> Unread() => db.Notes.Where(n => !n.IsRead);
        }
        """);

    [Theory]
    [InlineData("foreach (var note in " + Read + ") note.Tag = note.Text; db.SaveChanges();")]
    [InlineData("foreach (var note in " + Read + ") note.Tag = Guid.NewGuid().ToString(); db.SaveChanges();")]
    [InlineData("foreach (var note in " + Read + ") { note.IsRead = true; await mailer.SendAsync(note.Text); } db.SaveChanges();")]
    [InlineData("foreach (var note in " + Read + ") { if (note.Tag != null) note.IsRead = true; } db.SaveChanges();")]
    [InlineData("var n = 0; foreach (var note in " + Read + ") { note.Id = n++; } db.SaveChanges();")]
    [InlineData("foreach (var order in db.Orders.Where(o => o.Total == 0)) { order.Close(); } db.SaveChanges();")]
    [InlineData("foreach (var line in db.Lines.Where(l => l.Quantity == 0)) { line.Order = null!; } db.SaveChanges();")]
    public Task Values_that_differ_and_work_for_each_row_are_left_alone(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("foreach (var note in db.Notes) note.IsRead = true; db.SaveChanges();")]
    [InlineData("foreach (var note in db.Notes.Where(n => !n.IsRead).Take(10)) note.IsRead = true; db.SaveChanges();")]
    [InlineData("foreach (var order in db.Orders.Include(o => o.Lines).Where(o => o.Total == 0)) order.Notes = term; db.SaveChanges();")]
    [InlineData("foreach (var note in " + Read + ".AsNoTracking()) { note.IsRead = true; db.Update(note); } db.SaveChanges();")]
    [InlineData("IQueryable<Note> notes = db.Notes; if (term != null) notes = notes.Where(n => n.Text == term); db.Notes.RemoveRange(notes); db.SaveChanges();")]
    [InlineData("var kept = new List<Note>(); db.Notes.RemoveRange(kept); db.SaveChanges();")]
    public Task Queries_that_one_command_does_not_cover_are_left_alone(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("var notes = await " + Read + ".ToListAsync(); foreach (var note in notes) note.IsRead = true; await db.SaveChangesAsync(); foreach (var note in notes) await mailer.SendAsync(note.Text);")]
    [InlineData("var note1 = await db.Notes.FirstAsync(); foreach (var note in " + Read + ") note.IsRead = true; db.SaveChanges(); log.LogInformation(note1.Text);")]
    [InlineData("db.Add(new Line()); foreach (var note in " + Read + ") note.IsRead = true; db.SaveChanges();")]
    [InlineData("var order = await db.Orders.FirstAsync(); order.Notes = term; foreach (var note in " + Read + ") note.IsRead = true; db.SaveChanges();")]
    [InlineData("var order = await db.Orders.FirstAsync(); order.Close(); db.Notes.RemoveRange(" + Read + "); db.SaveChanges();")]
    [InlineData("foreach (var note in " + Read + ") note.IsRead = true; await mailer.SendAsync(\"read\"); db.SaveChanges();")]
    [InlineData("foreach (var note in " + Read + ") note.IsRead = true;")]
    public Task Where_more_is_saved_or_the_rows_are_used_again_they_are_left_alone(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("public override int SaveChanges() => base.SaveChanges();", "")]
    [InlineData("public void Hook() => SavingChanges += (_, _) => { };", "")]
    [InlineData("", "public class Audit : Microsoft.EntityFrameworkCore.Diagnostics.SaveChangesInterceptor { }")]
    [InlineData("protected override void OnModelCreating(ModelBuilder builder) => builder.Entity<Memo>().Property(m => m.Version).IsConcurrencyToken();", "")]
    [InlineData("protected override void OnModelCreating(ModelBuilder builder) => builder.Entity<Memo>().OwnsOne(m => m.Place);", "")]
    [InlineData("protected override void OnModelCreating(ModelBuilder builder) => builder.Entity<Memo>().HasMany(m => m.Parts).WithOne().OnDelete(DeleteBehavior.ClientCascade);", "")]
    [InlineData("public DbSet<LongMemo> LongMemos => Set<LongMemo>();", "public class LongMemo : Memo { }")]
    public Task Where_saving_does_more_than_writing_rows_they_are_left_alone(string member, string more) => VerifyCS.VerifyAnalyzerAsync(Memos(member, more));

    [Theory]
    [InlineData("an abstract class that all derive from", "public abstract class Entity { public int Id { get; set; } }", "", true)]
    [InlineData("a class of a library's kind, with a key of any type", "public abstract class Entity<T> { public T Id { get; set; } = default!; } public abstract class Entity : Entity<int> { public DateTime At { get; set; } }", "", true)]
    [InlineData("a class that is mapped itself", "public abstract class Entity { public int Id { get; set; } }", "public DbSet<Entity> Entities => Set<Entity>();", false)]
    [InlineData("a class that something leads to", "public class Entity { public int Id { get; set; } } public class Link { public int Id { get; set; } public Entity To { get; set; } = null!; }", "public DbSet<Link> Links => Set<Link>();", false)]
    [InlineData("events in the class that all derive from", "public abstract class Entity { public int Id { get; set; } public List<string> DomainEvents { get; } = new(); }", "", false)]
    [InlineData("a version in the class that all derive from", "public abstract class Entity { public int Id { get; set; } [System.ComponentModel.DataAnnotations.Timestamp] public byte[] Version { get; set; } = Array.Empty<byte>(); }", "", false)]
    public Task A_class_that_entities_only_derive_from_is_no_entity(string what, string declaration, string set, bool isReported) => VerifyCS.VerifyAnalyzerAsync($$"""
        {{TrackingShop.Usings}}
        // {{what}}
        {{declaration}}
        public class Visit : Entity { public bool IsDone { get; set; } }
        public class Clinic : DbContext { public DbSet<Visit> Visits => Set<Visit>(); {{set}} }
        public class Nightly(Clinic db)
        {
            public async Task CloseAsync()
            {
                foreach (var visit in {{(isReported ? "[|" : "")}}await db.Visits.Where(v => v.Id > 5).ToListAsync(){{(isReported ? "|]" : "")}})
                    visit.IsDone = true;
                await db.SaveChangesAsync();
            }
        }
        """);

    [Fact]
    public Task Entities_with_events_and_columns_with_setters_of_their_own_are_left_alone() => VerifyCS.VerifyAnalyzerAsync(
        Memos("public DbSet<Thing> Things => Set<Thing>(); public DbSet<Item> Items => Set<Item>();", """
            public class Thing { public int Id { get; set; } public bool IsDone { get; set; } public List<string> DomainEvents { get; } = new(); }
            public class Item { private bool _done; public int Id { get; set; } public bool IsDone { get => _done; set => _done = value; } }
            public class More(Archive db)
            {
                public void Things() { foreach (var thing in db.Things.Where(t => t.Id > 5)) thing.IsDone = true; db.SaveChanges(); }
                public void Items() { foreach (var item in db.Items.Where(t => t.Id > 5)) item.IsDone = true; db.SaveChanges(); }
            }
            """, "[|", "|]"));

    private static string Memos(string member, string more, string open = "", string close = "") => $$"""
        {{TrackingShop.Usings}}
        public class Place { public string Room { get; set; } = ""; }
        public class Part { public int Id { get; set; } }
        public class Memo { public int Id { get; set; } public bool IsDone { get; set; } public int Version { get; set; } public Place Place { get; set; } = new(); public List<Part> Parts { get; set; } = new(); }
        public class Archive : DbContext
        {
            public DbSet<Memo> Memos => Set<Memo>();
            {{member}}
        }
        public class Archivist(Archive db)
        {
            public void Close() { foreach (var memo in {{open}}db.Memos.Where(m => m.Id > 5){{close}}) memo.IsDone = true; db.SaveChanges(); }
        }
        {{more}}
        """;

    [Fact]
    public Task A_migration_of_data_is_left_alone() => VerifyAsync("", "public class NoteSeeder(Shop db) { public void SeedAsync() { db.Notes.RemoveRange(db.Notes.Where(n => n.IsRead)); db.SaveChanges(); } }");

    [Fact]
    public Task Half_typed_code_does_not_throw() => new VerifyCS.Test
    {
        TestCode = TrackingShop.Action("foreach (var note in db.Notes.Where(n => )) note. = true; db.Notes.RemoveRange(; await db.SaveChangesAsync(; foreach (var x in db.Notes.Where(n => n.IsRead)) x.IsRead = ; db.SaveChanges()"),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
