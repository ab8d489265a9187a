using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG1014.After;

public class TicketQueries(TicketContext db)
{
    public async Task<List<int>> WithCodeAsync(string code) =>
        await db.Tickets.Where(t => t.Code == code).OrderBy(t => t.Id).Select(t => t.Id).ToListAsync();

    public async Task<List<int>> InAnyCaseAsync(string code) =>
        await db.Tickets.Where(t => t.Code.ToLower() == code.ToLower()).OrderBy(t => t.Id).Select(t => t.Id).ToListAsync();

    public async Task<List<int>> BeginningWithAsync(string code) =>
        await db.Tickets.Where(t => t.Code.StartsWith(code)).OrderBy(t => t.Id).Select(t => t.Id).ToListAsync();

    public async Task<List<int>> LowerAsync(string code) =>
        await db.Tickets.Where(t => t.Code.ToLower() == code).OrderBy(t => t.Id).Select(t => t.Id).ToListAsync();

    public async Task<List<int>> OfAgentsAsync(List<Agent> agents) =>
        await db.Tickets.Where(t => agents.Select(a => a.Id).Contains(t.AgentId)).OrderBy(t => t.Id).Select(t => t.Id).ToListAsync();

    public async Task<List<int>> OfNamedAsync(Dictionary<int, string> names) =>
        await db.Tickets.Where(t => names.Keys.Contains(t.AgentId)).OrderBy(t => t.Id).Select(t => t.Id).ToListAsync();

    public async Task<List<int>> LabeledAsync(string label) =>
        await db.Tickets.Where(t => t.Kind + " " + t.Code == label).OrderBy(t => t.Id).Select(t => t.Id).ToListAsync();
}
