using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG1014.Before;

public class TicketQueries(TicketContext db)
{
    public async Task<List<int>> WithCodeAsync(string code) =>
        await db.Tickets.Where(t => t.Code.Equals(code, StringComparison.Ordinal)).OrderBy(t => t.Id).Select(t => t.Id).ToListAsync(); // BG1014

    public async Task<List<int>> InAnyCaseAsync(string code) =>
        await db.Tickets.Where(t => string.Equals(t.Code, code, StringComparison.OrdinalIgnoreCase)).OrderBy(t => t.Id).Select(t => t.Id).ToListAsync(); // BG1014

    public async Task<List<int>> BeginningWithAsync(string code) =>
        await db.Tickets.Where(t => t.Code.StartsWith(code, StringComparison.Ordinal)).OrderBy(t => t.Id).Select(t => t.Id).ToListAsync(); // BG1014

    public async Task<List<int>> LowerAsync(string code) =>
        await db.Tickets.Where(t => t.Code.ToLowerInvariant() == code).OrderBy(t => t.Id).Select(t => t.Id).ToListAsync(); // BG1014

    public async Task<List<int>> OfAgentsAsync(List<Agent> agents) =>
        await db.Tickets.Where(t => agents.Any(a => a.Id == t.AgentId)).OrderBy(t => t.Id).Select(t => t.Id).ToListAsync(); // BG1014

    public async Task<List<int>> OfNamedAsync(Dictionary<int, string> names) =>
        await db.Tickets.Where(t => names.ContainsKey(t.AgentId)).OrderBy(t => t.Id).Select(t => t.Id).ToListAsync(); // BG1014

    public async Task<List<int>> LabeledAsync(string label) =>
        await db.Tickets.Where(t => $"{t.Kind} {t.Code}" == label).OrderBy(t => t.Id).Select(t => t.Id).ToListAsync(); // BG1014
}
