using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1001QueryPerItemAnalyzer>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>Loops that look as if they ended early, asked seldom or took many at once, and do not; and loops of other forms.</summary>
public class BG1001QueryPerItemLoopTests
{
    [Theory]
    [InlineData("a negative answer", "foreach (var id in ids) { var row = await db.Customers.[|FindAsync|](id); if (row is null) return \"not found\"; row.Points++; }")]
    [InlineData("a result of NotFound", "foreach (var id in ids) { var row = await db.Customers.[|FindAsync|](id); if (row == null) return Results.NotFound(); row.Points++; }")]
    [InlineData("a negative answer behind not", "foreach (var id in ids) { if (!await db.Customers.[|AnyAsync|](c => c.Id == id)) return false; }")]
    [InlineData("a throw for what is missing", "foreach (var id in ids) { var row = await db.Customers.[|FindAsync|](id) ?? throw new InvalidOperationException($\"{id}\"); row.Points++; }")]
    [InlineData("a guard that throws", "foreach (var id in ids) { var row = await db.Customers.[|FindAsync|](id); if (row is null) throw new InvalidOperationException(); row.Points++; }")]
    [InlineData("a break that leaves the switch only", "foreach (var id in ids) { switch (id % 2) { case 0: _ = await db.Customers.[|FindAsync|](id); break; } }")]
    [InlineData("a break that leaves the inner loop only", "foreach (var id in ids) { var row = await db.Customers.[|FindAsync|](id); foreach (var order in row!.Orders) { if (order.Id == id) break; } }")]
    [InlineData("a return in a nested lambda", "foreach (var id in ids) { var row = await db.Customers.[|FindAsync|](id); row!.Orders.Sort((a, b) => { return a.Id - b.Id; }); }")]
    [InlineData("a return in a local function", "foreach (var id in ids) { var row = await db.Customers.[|FindAsync|](id); Use(row!.Id); int Use(int key) { return key; } }")]
    [InlineData("a return after the loop", "foreach (var id in ids) { var row = await db.Customers.[|FindAsync|](id); if (row is not null) row.Points++; } return ids;")]
    [InlineData("a continue", "foreach (var id in ids) { if (await db.Customers.[|AnyAsync|](c => c.Id == id)) continue; token.ThrowIfCancellationRequested(); }")]
    [InlineData("a goto to the end of the body", "foreach (var id in ids) { if (await db.Customers.[|AnyAsync|](c => c.Id == id)) goto next; token.ThrowIfCancellationRequested(); next: continue; }")]
    [InlineData("a break for another reason", "foreach (var id in ids) { if (token.IsCancellationRequested) break; _ = await db.Customers.[|FindAsync|](id); }")]
    [InlineData("a return in the lambda of ForEach", "ids.ForEach(id => { var row = db.Customers.[|Find|](id); if (row is not null) return; token.ThrowIfCancellationRequested(); });")]
    [InlineData("a yield return that goes on", "await foreach (var _ in All()) { } async IAsyncEnumerable<Customer?> All() { foreach (var id in ids) { var row = await db.Customers.[|FindAsync|](id); if (row is not null) yield return row; } }")]
    public Task A_loop_that_goes_on_is_reported(string why, string body) => IsReported(why, body);

    [Theory]
    [InlineData("a member of the element", "foreach (var order in await db.Orders.ToListAsync()) { if (order.Customer == null) order.Customer = await db.Customers.[|FirstAsync|](c => c.Id == order.CustomerId); }")]
    [InlineData("a member of the element that is coalesced", "foreach (var order in await db.Orders.ToListAsync()) order.Customer ??= await db.Customers.[|FirstAsync|](c => c.Id == order.CustomerId);")]
    [InlineData("a local of the body", "foreach (var id in ids) { Customer? row = null; row ??= await db.Customers.[|FindAsync|](id); }")]
    [InlineData("a memo by another test than of its result", "var memo = new Dictionary<string, int>(); foreach (var id in ids) { if (!memo.TryGetValue(\"all\", out var all) || id > 3) memo[\"all\"] = await db.Customers.[|CountAsync|](c => c.Id == id); }")]
    [InlineData("a flag that is never switched", "var isLoaded = ids.Count > 3; foreach (var id in ids) { if (!isLoaded) _ = await db.Customers.[|FindAsync|](id); }")]
    [InlineData("a list of the element", "foreach (var order in await db.Orders.ToListAsync()) { if (!order.Lines.Any()) order.Lines.AddRange(await db.Lines.Where(l => l.OrderId == order.Id).[|ToListAsync|]()); }")]
    [InlineData("a list that nothing is put into", "var known = new HashSet<string>(); foreach (var id in ids) { if (!known.Contains(\"x\")) _ = await db.Customers.[|FindAsync|](id); }")]
    [InlineData("the size of the element's list", "foreach (var order in await db.Orders.ToListAsync()) { if (order.Lines.Count > 10) _ = await db.Lines.[|CountAsync|](l => l.OrderId == order.Id); }")]
    [InlineData("a list that is not empty", "foreach (var id in ids) { if (ids.Count > 0) _ = await db.Customers.[|FindAsync|](id); }")]
    [InlineData("every third element", "foreach (var id in ids) { if (id % 3 != 0) continue; _ = await db.Customers.[|FindAsync|](id); }")]
    [InlineData("a comparison of the element", "foreach (var id in ids) { if (id == 500) continue; _ = await db.Customers.[|FindAsync|](id); }")]
    [InlineData("a cache that is asked by the element", "foreach (var id in ids) _ = await cache.[|GetOrCreateAsync|](id, _ => db.Customers.FirstAsync(c => c.Id == id));", false)]
    public Task What_is_not_kept_from_one_item_to_the_next_is_reported(string what, string body, bool isMarked = true) =>
        isMarked ? IsReported(what, body) : IsReported(what, body.Replace("[|", "").Replace("|]", "").Replace("FirstAsync", "[|FirstAsync|]"));

    [Theory]
    [InlineData("TryGetValue", "var memo = new Dictionary<int, Customer>(); foreach (var id in ids) { if (!memo.TryGetValue(id, out var row)) memo[id] = row = await db.Customers.{|#0:FirstAsync|}(c => c.Id == id); }")]
    [InlineData("ContainsKey", "var memo = new Dictionary<int, Customer>(); foreach (var id in ids) { if (!memo.ContainsKey(id)) memo.Add(id, await db.Customers.{|#0:FirstAsync|}(c => c.Id == id)); }")]
    [InlineData("an early continue", "var memo = new Dictionary<int, Customer>(); foreach (var id in ids) { if (memo.ContainsKey(id)) continue; memo[id] = await db.Customers.{|#0:FirstAsync|}(c => c.Id == id); }")]
    [InlineData("a set of what was seen", "var seen = new HashSet<int>(); foreach (var id in ids) { if (!seen.Add(id)) continue; _ = await db.Customers.{|#0:FirstAsync|}(c => c.Id == id); }")]
    [InlineData("a set of what was seen, in the condition", "var seen = new HashSet<int>(); foreach (var id in ids) { if (seen.Add(id)) _ = await db.Customers.{|#0:FirstAsync|}(c => c.Id == id); }")]
    [InlineData("an indexer that is coalesced", "var memo = new Dictionary<int, Customer?>(); foreach (var id in ids) { memo[id] ??= await db.Customers.{|#0:FirstAsync|}(c => c.Id == id); }")]
    [InlineData("GetValueOrDefault", "var memo = new Dictionary<int, Customer>(); foreach (var id in ids) { var row = memo.GetValueOrDefault(id) ?? (memo[id] = await db.Customers.{|#0:FirstAsync|}(c => c.Id == id)); }")]
    [InlineData("a conditional expression", "var memo = new Dictionary<int, Customer>(); foreach (var id in ids) { var row = memo.TryGetValue(id, out var known) ? known : memo[id] = await db.Customers.{|#0:FirstAsync|}(c => c.Id == id); }")]
    [InlineData("a cache", "foreach (var id in ids) { if (!cache.TryGetValue(id, out Customer? row)) cache.Set(id, row = await db.Customers.{|#0:FirstAsync|}(c => c.Id == id)); }")]
    public Task A_memo_by_the_element_asks_up_to_once_for_each(string memo, string body) => VerifyCS.VerifyAnalyzerAsync(
        $"// {memo}\n{TripShop.Method(body.Replace("in ids", "in {|#1:ids|}"))}",
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithArguments("'FirstAsync'", "up to one query", "for each element of 'ids'", "load what the loop needs with one query before it"));

    [Theory]
    [InlineData("an async lambda that is awaited at the end", "return await Task.WhenAll(ids.Select(async id => { await Task.Yield(); return await db.Customers.[|FindAsync|](id); }));")]
    [InlineData("the words of a text", "foreach (var name in string.Join(\",\", ids).Split(',')) _ = await db.Customers.[|FirstOrDefaultAsync|](c => c.Name == name);")]
    [InlineData("the words of a text in a local", "var names = token.ToString()!.Split(','); foreach (var name in names) _ = await db.Customers.[|FirstOrDefaultAsync|](c => c.Name == name);")]
    [InlineData("an indexer loop over an array", "var keys = ids.ToArray(); for (int i = 0, n = keys.Length; i < n; ++i) _ = db.Customers.[|Find|](keys[i]);")]
    [InlineData("a loop with an unknown end", "for (var id = 0; id <= ids.Max(); id++) _ = db.Customers.[|Find|](id);")]
    [InlineData("a stack", "var open = new Stack<int>(ids); while (open.TryPop(out var id)) { foreach (var child in await db.Orders.Where(o => o.ParentId == id).Select(o => o.Id).[|ToListAsync|]()) open.Push(child); }")]
    [InlineData("a do loop over an enumerator", "using var each = ids.GetEnumerator(); if (each.MoveNext()) { do { _ = await db.Customers.[|FindAsync|](each.Current); } while (each.MoveNext()); }")]
    [InlineData("a reader", "using var reader = new StringReader(\"\"); while (reader.ReadLine() is { } line) { _ = await db.Customers.[|FirstOrDefaultAsync|](c => c.Name == line); }")]
    [InlineData("a walk up", "var order = await db.Orders.FirstAsync(); while (order is { ParentId: int parent }) order = await db.Orders.[|FindAsync|](parent);")]
    [InlineData("goto", "var i = 0; again: _ = await db.Customers.[|FindAsync|](ids[i]); if (++i < ids.Count) goto again;")]
    [InlineData("pairs", "var pairs = new Dictionary<int, int>(); foreach (var (key, value) in pairs) _ = await db.Customers.[|FindAsync|](key);")]
    [InlineData("a try around each", "foreach (var id in ids) { try { _ = await db.Customers.[|FindAsync|](id); } catch (DbException) { continue; } }")]
    [InlineData("a finally", "foreach (var id in ids) { try { token.ThrowIfCancellationRequested(); } finally { _ = db.Customers.[|Find|](id); } }")]
    [InlineData("using in the body", "foreach (var id in ids) { await using var reader = await ((DbConnection)connection).CreateCommand().[|ExecuteReaderAsync|](token); }")]
    [InlineData("a lock in the body", "foreach (var id in ids) { lock (ids) { _ = db.Customers.[|Find|](id); } }")]
    [InlineData("a constant loop in a loop", "foreach (var id in ids) { foreach (var name in new[] { \"a\", \"b\" }) _ = await db.Customers.[|CountAsync|](c => c.Id == id && c.Name == name); }")]
    [InlineData("a retry in a loop", "foreach (var id in ids) { for (var attempt = 0; attempt < 3; attempt++) { try { _ = await db.Customers.[|FindAsync|](id); break; } catch (DbException) { } } }")]
    [InlineData("a filter of a list", "return ids.Where(id => id > 0).Where(id => db.Orders.[|Any|](o => o.CustomerId == id)).OrderBy(id => id).ToList();")]
    [InlineData("a switch expression", "foreach (var id in ids) _ = id switch { > 0 => await db.Customers.[|FindAsync|](id), _ => null };")]
    [InlineData("interpolation", "var text = \"\"; foreach (var id in ids) text += $\"{id}: {db.Customers.[|Count|](c => c.Id == id)}\";")]
    [InlineData("conditional access", "foreach (var id in ids) _ = (await db.Customers.Where(c => c.Id == id).[|FirstOrDefaultAsync|]())?.Name;")]
    [InlineData("a context that may be missing", "foreach (var id in ids) _ = db?.Customers.[|Find|](id);")]
    [InlineData("an enumeration by foreach", "foreach (var id in ids) { foreach (var order in [|db.Orders.Where(o => o.CustomerId == id)|]) _ = order.Total; }")]
    [InlineData("a query handed to a constructor", "foreach (var id in ids) _ = new List<Order>([|db.Orders.Where(o => o.CustomerId == id)|]);")]
    [InlineData("Dapper", "foreach (var id in ids) _ = await connection.[|QuerySingleAsync<int>|](\"SELECT 1 WHERE 1 = @id\", new { id });")]
    [InlineData("nested loops, told once", "foreach (var id in ids) { foreach (var other in ids) { _ = db.Orders.[|Count|](o => o.Id == id && o.CustomerId == other); } }")]
    [InlineData("a lambda in a loop, told once", "foreach (var id in ids) _ = ids.Select(other => db.Orders.[|Count|](o => o.Id == other)).ToList();")]
    public Task Another_form_of_loop_is_reported_once(string loop, string body) => IsReported(loop, body);

    private static Task IsReported(string what, string body) => VerifyCS.VerifyAnalyzerAsync($"// {what}\n{TripShop.Method(body)}");
}
