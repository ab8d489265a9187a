using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1018LoadedToBeWrittenAnalyzer, BackendGuardrails.Queries.BG1018LoadedToBeWrittenCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1018LoadedToBeWrittenFixTests
{
    [Theory]
    [InlineData("foreach (var note in [|db.Notes.Where(n => !n.IsRead)|]) note.IsRead = true; db.SaveChanges();", "db.Notes.Where(n => !n.IsRead).ExecuteUpdate(setters => setters.SetProperty(note => note.IsRead, true));")]
    [InlineData("foreach (var note in [|await db.Notes.Where(n => !n.IsRead).ToListAsync()|]) { note.IsRead = true; note.Tag = term; } await db.SaveChangesAsync(token);", "await db.Notes.Where(n => !n.IsRead).ExecuteUpdateAsync(setters => setters.SetProperty(note => note.IsRead, true).SetProperty(note => note.Tag, term), token);")]
    [InlineData("foreach (var note in [|db.Notes.Where(n => n.Id > id)|]) note.Tag = null; await db.SaveChangesAsync().ConfigureAwait(false);", "await db.Notes.Where(n => n.Id > id).ExecuteUpdateAsync(setters => setters.SetProperty(note => note.Tag, (string?)null)).ConfigureAwait(false);")]
    [InlineData("foreach (var order in [|db.Orders.Where(o => o.Id > id)|]) { order.ArchivedAt = now; order.Total = 0; } db.SaveChanges();", "db.Orders.Where(o => o.Id > id).ExecuteUpdate(setters => setters.SetProperty(order => order.ArchivedAt, now).SetProperty(order => order.Total, (decimal)0));")]
    [InlineData("var old = await db.Notes.Where(n => n.SentAt < now).ToListAsync(token); db.Notes.[|RemoveRange|](old); await db.SaveChangesAsync(token);", "await db.Notes.Where(n => n.SentAt < now).ExecuteDeleteAsync(token);")]
    [InlineData("db.[|RemoveRange|](db.Notes.Where(n => n.SentAt < now)); db.SaveChanges();", "db.Notes.Where(n => n.SentAt < now).ExecuteDelete();")]
    [InlineData("var old = db.Notes.Where(n => n.SentAt < now); foreach (var note in [|old|]) db.Remove(note); await db.SaveChangesAsync();", "var old = db.Notes.Where(n => n.SentAt < now); await old.ExecuteDeleteAsync();")]
    public Task One_command_does_it(string before, string after) => VerifyCS.VerifyCodeFixAsync(TrackingShop.Action(before + " return Ok();"), TrackingShop.Action(after + " return Ok();"));

    [Theory]
    [InlineData("var old = await db.Notes.Where(n => n.SentAt < now).ToListAsync(); log.LogInformation(\"{Count}\", old.Count); db.Notes.[|RemoveRange|](old); await db.SaveChangesAsync();")]
    [InlineData("var old = await db.Notes.Where(n => n.SentAt < now).ToListAsync(); now = now.AddDays(1); db.Notes.[|RemoveRange|](old); await db.SaveChangesAsync();")]
    [InlineData("db.Notes.[|RemoveRange|](db.Notes.Where(n => n.SentAt < now)); /* all of them */ await db.SaveChangesAsync();")]
    [InlineData("db.Notes.[|RemoveRange|](db.Notes.Where(n => n.SentAt < now)); var removed = await db.SaveChangesAsync();")]
    public Task Where_something_else_is_between_or_the_number_is_used_there_is_no_fix(string body) => VerifyCS.VerifyNoCodeFixAsync(TrackingShop.Action(body + " return Ok();"));

    [Fact]
    public Task A_service_keeps_the_save_of_its_callers_and_a_chain_its_lines() => VerifyCS.VerifyCodeFixAsync(TrackingShop.Controller(Callers, Service("""
                // they are read now
                var notes = await db.Notes
                    .Where(n => !n.IsRead)
                    .ToListAsync(token);
                foreach (var note in [|notes|])
                {
                    note.IsRead = true;
                    note.SentAt = now;
                }
                await db.SaveChangesAsync(token);
        """)), TrackingShop.Controller(Callers, Service("""
                // they are read now
                await db.Notes
                    .Where(n => !n.IsRead)
                    .ExecuteUpdateAsync(setters => setters.SetProperty(note => note.IsRead, true).SetProperty(note => note.SentAt, now), token);
                await db.SaveChangesAsync(token);
        """)));

    private const string Callers = "    [HttpPost] public async Task Post([FromServices] Inbox inbox) => await inbox.ReadAllAsync(DateTime.UtcNow, default);";

    private static string Service(string body) => $$"""
        public class Inbox(Shop db)
        {
            public async Task ReadAllAsync(DateTime now, CancellationToken token)
            {
        {{body}}
            }
        }
        """;

    [Fact]
    public Task Fix_all_replaces_each() => VerifyCS.VerifyCodeFixAsync(TrackingShop.Controller("""
            [HttpPost] public void Read() { foreach (var note in [|db.Notes.Where(n => !n.IsRead)|]) note.IsRead = true; db.SaveChanges(); }
            [HttpDelete] public async Task Delete() { db.[|RemoveRange|](db.Lines.Where(l => l.Quantity == 0)); await db.SaveChangesAsync(); }
        """), TrackingShop.Controller("""
            [HttpPost] public void Read() { db.Notes.Where(n => !n.IsRead).ExecuteUpdate(setters => setters.SetProperty(note => note.IsRead, true)); }
            [HttpDelete] public async Task Delete() { await db.Lines.Where(l => l.Quantity == 0).ExecuteDeleteAsync(); }
        """));
}
