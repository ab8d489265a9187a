using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1001QueryPerItemAnalyzer>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>Loops whose queries do not grow with what they go over.</summary>
public class BG1001QueryPerItemQuietTests
{
    [Theory]
    [InlineData("a return of the row", "foreach (var id in ids) { var row = await db.Customers.FindAsync(id); if (row != null) return row; }")]
    [InlineData("a return of a part of the row", "foreach (var id in ids) { var row = await db.Customers.FirstOrDefaultAsync(c => c.Id == id); if (row is not null) { return row.Name; } }")]
    [InlineData("a return of something made of the row", "foreach (var id in ids) { var row = await db.Customers.FirstOrDefaultAsync(c => c.Id == id); if (row is { } hit) return new { hit.Name }; }")]
    [InlineData("a return of the element", "foreach (var id in ids) if (await db.Customers.AnyAsync(c => c.Id == id)) return id;")]
    [InlineData("a return of true", "foreach (var id in ids) if (await db.Customers.AnyAsync(c => c.Id == id)) return true;")]
    [InlineData("a pattern in the condition", "foreach (var id in ids) if (await db.Customers.FirstOrDefaultAsync(c => c.Id == id) is { Points: > 0 } hit) return hit;")]
    [InlineData("a break", "Customer? found = null; foreach (var id in ids) { found = await db.Customers.FirstOrDefaultAsync(c => c.Id == id); if (found is not null) break; } return found;")]
    [InlineData("a break in a for", "Customer? found = null; for (var i = 0; i < ids.Count; i++) { found = db.Customers.FirstOrDefault(c => c.Id == ids[i]); if (found != null) { break; } } return found;")]
    [InlineData("a while that ends with the first hit", "Customer? found = null; var queue = new Queue<int>(ids); while (found is null && queue.Count > 0) { var id = queue.Dequeue(); found = await db.Customers.FirstOrDefaultAsync(c => c.Id == id); } return found;")]
    [InlineData("the other way round: continue", "foreach (var id in ids) { var row = await db.Customers.FirstOrDefaultAsync(c => c.Id == id); if (row is null) continue; return row; }")]
    [InlineData("the other way round: not", "foreach (var id in ids) { if (!await db.Customers.AnyAsync(c => c.Id == id)) continue; return id; }")]
    [InlineData("an else", "foreach (var id in ids) { var row = await db.Customers.FirstOrDefaultAsync(c => c.Id == id); if (row is null) token.ThrowIfCancellationRequested(); else return row; }")]
    [InlineData("a switch", "foreach (var id in ids) { switch (await db.Customers.FirstOrDefaultAsync(c => c.Id == id)) { case { } hit: return hit; } }")]
    [InlineData("a goto out", "foreach (var id in ids) { if (await db.Customers.AnyAsync(c => c.Id == id)) goto done; } done: token.ThrowIfCancellationRequested();")]
    [InlineData("a yield break", "await foreach (var _ in Found()) { } async IAsyncEnumerable<Customer> Found() { foreach (var id in ids) { var row = await db.Customers.FindAsync(id); if (row is not null) { yield return row; yield break; } } }")]
    public Task A_search_that_ends_with_the_first_hit_is_quiet(string spelling, string body) => IsQuiet(spelling, body);

    [Theory]
    [InlineData("a return", "foreach (var id in ids) { if (id < 0) return await db.Customers.FirstAsync(c => c.Id == id); }")]
    [InlineData("before a break", "foreach (var id in ids) { if (id < 0) { await db.Customers.CountAsync(); break; } }")]
    [InlineData("in the section of a switch that returns", "foreach (var id in ids) { switch (id) { case < 0: var rows = await db.Customers.CountAsync(c => c.Id == id); return rows; default: continue; } }")]
    [InlineData("a throw", "foreach (var id in ids) { if (id < 0) throw new InvalidOperationException($\"of {await db.Customers.CountAsync(c => c.Id == id)}\"); }")]
    [InlineData("before a throw", "foreach (var id in ids) { if (id < 0) { var all = await db.Customers.CountAsync(); throw new InvalidOperationException($\"{id} of {all}\"); } }")]
    [InlineData("a throw expression", "foreach (var id in ids) { var name = id > 0 ? \"x\" : throw new InvalidOperationException(db.Customers.First(c => c.Id == id).Name); }")]
    [InlineData("a throw in a lambda", "ids.ForEach(id => { if (id < 0) throw new InvalidOperationException(db.Customers.First(c => c.Id == id).Name); });")]
    [InlineData("a catch", "foreach (var id in ids) { try { token.ThrowIfCancellationRequested(); } catch (OperationCanceledException) { await db.Customers.CountAsync(c => c.Id == id); throw; } }")]
    public Task What_is_done_on_the_way_out_is_quiet(string way, string body) => IsQuiet(way, body);

    [Theory]
    [InlineData("a coalescing assignment", "List<Customer>? all = null; foreach (var id in ids) { all ??= await db.Customers.ToListAsync(); }")]
    [InlineData("an if that tests for null", "List<Customer>? all = null; foreach (var id in ids) { if (all == null) all = await db.Customers.ToListAsync(); }")]
    [InlineData("an if with a flag", "var isLoaded = false; foreach (var id in ids) { if (!isLoaded) { await db.Customers.LoadAsync(); isLoaded = true; } }")]
    [InlineData("a first that is switched off", "var first = true; foreach (var id in ids) { if (first) { await db.Customers.LoadAsync(); first = false; } }")]
    [InlineData("a flag that is compared", "var isLoaded = false; foreach (var id in ids) { if (isLoaded == false) { isLoaded = true; await db.Customers.LoadAsync(); } }")]
    [InlineData("the first index", "for (var i = 0; i < ids.Count; i++) { if (i == 0) await db.Customers.LoadAsync(); }")]
    [InlineData("a Lazy outside of the loop", "var all = new Lazy<List<Customer>>(() => db.Customers.ToList()); foreach (var id in ids) { if (id > 0) _ = all.Value.Count; }")]
    [InlineData("a task that is started before", "var all = db.Customers.ToListAsync(token); foreach (var id in ids) { _ = (await all).Count; }")]
    [InlineData("a cache with one key", "foreach (var id in ids) { _ = await cache.GetOrCreateAsync(\"customers\", _ => db.Customers.ToListAsync()); }")]
    [InlineData("a memo whose key does not vary", "var memo = new Dictionary<string, int>(); foreach (var id in ids) { if (!memo.TryGetValue(\"all\", out var count)) memo[\"all\"] = count = await db.Customers.CountAsync(); }")]
    [InlineData("a memo whose result is tested too", "var memo = new Dictionary<string, List<Customer>?>(); foreach (var id in ids) { if (!memo.TryGetValue(\"all\", out var all) || all is null) memo[\"all\"] = all = await db.Customers.ToListAsync(); }")]
    [InlineData("a cache in a method whose result is tested too", "foreach (var id in ids) _ = await AllAsync(); async Task<List<Customer>> AllAsync() { if (cache.TryGetValue(\"all\", out List<Customer>? known) && known is not null) return known; var all = await db.Customers.ToListAsync(); cache.Set(\"all\", all); return all; }")]
    [InlineData("a memo that is asked with ContainsKey", "var memo = new Dictionary<string, int>(); foreach (var id in ids) { if (memo.ContainsKey(\"all\") == false) memo.Add(\"all\", await db.Customers.CountAsync()); }")]
    public Task What_is_kept_from_the_first_time_is_quiet(string way, string body) => IsQuiet(way, body);

    [Theory]
    [InlineData("a list of constants", "foreach (var name in new List<string> { \"a\", \"b\" }) _ = await db.Customers.CountAsync(c => c.Name == name);")]
    [InlineData("an array", "foreach (var name in new[] { \"a\", \"b\" }) _ = await db.Customers.CountAsync(c => c.Name == name);")]
    [InlineData("an array with a lambda", "_ = new[] { \"a\", \"b\" }.Select(name => db.Customers.Count(c => c.Name == name)).ToList();")]
    [InlineData("a local with an array", "string[] names = { \"a\", \"b\" }; foreach (var name in names) _ = await db.Customers.CountAsync(c => c.Name == name);")]
    [InlineData("the values of an enum", "foreach (var status in Enum.GetValues<Status>()) _ = await db.Orders.CountAsync(o => o.Status == status);")]
    [InlineData("the values of an enum by its type", "foreach (Status status in Enum.GetValues(typeof(Status))) _ = await db.Orders.CountAsync(o => o.Status == status);")]
    [InlineData("a week", "for (var day = 0; day < 7; day++) _ = await db.Orders.CountAsync(o => o.Id == day);")]
    [InlineData("a range", "foreach (var month in Enumerable.Range(1, 12)) _ = await db.Orders.CountAsync(o => o.Id == month);")]
    [InlineData("Take(1)", "foreach (var id in ids.Take(1)) _ = await db.Orders.CountAsync(o => o.Id == id);")]
    public Task A_loop_over_what_is_written_down_is_quiet(string loop, string body) => IsQuiet(loop, body);

    [Theory]
    [InlineData("Chunk", "foreach (var chunk in ids.Chunk(100)) _ = await db.Orders.CountAsync(o => chunk.Contains(o.Id));")]
    [InlineData("Chunk of distinct ids", "foreach (int[] chunk in ids.Distinct().OrderBy(id => id).Chunk(100)) _ = await db.Orders.CountAsync(o => chunk.Contains(o.Id));")]
    [InlineData("a stream in pieces", "await foreach (var piece in PiecesAsync(db.Orders.Select(o => o.Id).AsAsyncEnumerable(), 100).WithCancellation(token).ConfigureAwait(false)) _ = await db.Orders.CountAsync(o => piece.Contains(o.Id), token); static async IAsyncEnumerable<int[]> PiecesAsync(IAsyncEnumerable<int> rows, int size) { await Task.Yield(); yield return new int[size]; }")]
    [InlineData("pieces by an extension of one's own", "foreach (var piece in Cut(ids, 100)) _ = await db.Orders.CountAsync(o => piece.Contains(o.Id)); static IEnumerable<List<int>> Cut(List<int> rows, int size) { yield return rows; }")]
    [InlineData("Chunk with Select", "_ = ids.Chunk(100).Select(chunk => db.Orders.Count(o => chunk.Contains(o.Id))).Sum();")]
    [InlineData("Chunk that is kept", "var chunks = ids.Chunk(100).ToList(); foreach (var chunk in chunks) _ = await db.Orders.CountAsync(o => chunk.Contains(o.Id));")]
    [InlineData("GetRange", "for (var at = 0; at < ids.Count; at += 100) { var part = ids.GetRange(at, Math.Min(100, ids.Count - at)); _ = await db.Orders.CountAsync(o => part.Contains(o.Id)); }")]
    [InlineData("Skip and Take of a list", "var rest = ids; while (rest.Count > 0) { var part = rest.Take(100).ToList(); rest = rest.Skip(100).ToList(); _ = await db.Orders.CountAsync(o => part.Contains(o.Id)); }")]
    [InlineData("a flush of a full buffer", "var part = new List<int>(); foreach (var id in ids) { part.Add(id); if (part.Count < 100) continue; _ = await db.Orders.CountAsync(o => part.Contains(o.Id)); part.Clear(); }")]
    [InlineData("a flush of a full buffer in an if", "var part = new List<int>(); foreach (var id in ids) { part.Add(id); if (part.Count >= 100) { _ = await db.Orders.CountAsync(o => part.Contains(o.Id)); part.Clear(); } }")]
    [InlineData("every so many", "var n = 0; foreach (var id in ids) { if (++n % 100 == 0) _ = await db.Orders.CountAsync(); }")]
    [InlineData("pages by keys", "var last = 0; while (true) { var page = await db.Orders.Where(o => o.Id > last).OrderBy(o => o.Id).Take(100).ToListAsync(); if (page.Count == 0) break; last = page[^1].Id; }")]
    [InlineData("pages by number in do", "var page = 0; List<Order> rows; do { rows = await db.Orders.OrderBy(o => o.Id).Skip(page++ * 100).Take(100).ToListAsync(); } while (rows.Count == 100);")]
    [InlineData("levels of a tree", "var level = ids; while (level.Count > 0) { level = await db.Orders.Where(o => level.Contains(o.ParentId!.Value)).Select(o => o.Id).ToListAsync(); }")]
    public Task Many_at_once_are_quiet(string way, string body) => IsQuiet(way, body);

    [Theory]
    [InlineData("a retry", "for (var attempt = 0; attempt < ids.Count; attempt++) { try { return await db.Customers.CountAsync(); } catch (DbException) { } }")]
    [InlineData("a retry that breaks", "var tries = 0; while (true) { try { await db.Customers.CountAsync(); break; } catch (DbException) when (++tries < 3) { } }")]
    [InlineData("a wait for a row", "while (!await db.Orders.AnyAsync(o => o.Status == Status.Sent)) await Task.Delay(1000, token);")]
    [InlineData("a timer", "using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1)); while (await timer.WaitForNextTickAsync(token)) _ = await db.Customers.CountAsync();")]
    [InlineData("until it is canceled", "while (!token.IsCancellationRequested) { _ = await db.Customers.CountAsync(); Thread.Sleep(1000); }")]
    [InlineData("forever", "for (;;) { _ = await db.Customers.CountAsync(); await Task.Delay(TimeSpan.FromSeconds(1)); }")]
    [InlineData("a channel", "var channel = System.Threading.Channels.Channel.CreateUnbounded<int>(); await foreach (var id in channel.Reader.ReadAllAsync(token)) _ = await db.Customers.CountAsync(c => c.Id == id);")]
    public Task Another_try_and_a_wait_are_quiet(string way, string body) => IsQuiet(way, body);

    [Theory]
    [InlineData("composed", "var query = db.Orders.AsQueryable(); foreach (var id in ids) query = query.Where(o => o.Id != id); return await query.ToListAsync();")]
    [InlineData("kept in a list", "var queries = new List<IQueryable<Order>>(); foreach (var id in ids) queries.Add(db.Orders.Where(o => o.Id == id)); return queries;")]
    [InlineData("a lambda that is stored", "var later = new List<Func<Task<int>>>(); foreach (var id in ids) later.Add(() => db.Orders.CountAsync(o => o.Id == id)); return later;")]
    [InlineData("a dictionary of lambdas", "return ids.ToDictionary(id => id, id => (Func<int>)(() => db.Orders.Count(o => o.Id == id)));")]
    [InlineData("a local function that nobody calls in the loop", "foreach (var id in ids) { _ = id; } return CountAsync(1); Task<int> CountAsync(int id) => db.Orders.CountAsync(o => o.Id == id);")]
    [InlineData("in the name of something", "foreach (var id in ids) _ = nameof(db.Orders.Find);")]
    [InlineData("text of SQL", "foreach (var id in ids) _ = db.Orders.Where(o => o.Id == id).ToQueryString();")]
    [InlineData("Add, Remove and Attach", "foreach (var id in ids) { db.Orders.Add(new Order()); db.Customers.Remove(new Customer { Id = id }); db.Attach(new Line { Id = id }); }")]
    [InlineData("AddAsync", "foreach (var id in ids) await db.Orders.AddAsync(new Order { CustomerId = id }, token);")]
    [InlineData("Local", "await db.Orders.LoadAsync(); foreach (var id in ids) _ = db.Orders.Local.FirstOrDefault(o => o.Id == id);")]
    [InlineData("tracked rows", "await db.Orders.ToListAsync(); foreach (var id in ids) _ = await db.Orders.FindAsync(id);")]
    [InlineData("a list made before", "var all = await db.Orders.ToListAsync(); foreach (var id in ids) _ = all.FirstOrDefault(o => o.Id == id);")]
    [InlineData("a list as a query", "var all = (await db.Orders.ToListAsync()).AsQueryable(); foreach (var id in ids) _ = all.FirstOrDefault(o => o.Id == id);")]
    [InlineData("a lookup made before", "var byCustomer = db.Orders.ToLookup(o => o.CustomerId); return ids.Select(id => byCustomer[id].Sum(o => o.Total)).ToList();")]
    [InlineData("a subquery", "return await db.Customers.Select(c => new { c.Name, Count = db.Orders.Count(o => o.CustomerId == c.Id) }).ToListAsync();")]
    [InlineData("a subquery in query syntax", "return (from c in db.Customers let n = db.Orders.Count(o => o.CustomerId == c.Id) where n > 1 select new { c, n }).ToList();")]
    public Task What_does_not_run_in_the_loop_is_quiet(string what, string body) => IsQuiet(what, body);

    private static Task IsQuiet(string what, string body) => VerifyCS.VerifyAnalyzerAsync($"// {what}\n{TripShop.Method(body)}");

    [Theory]
    [InlineData("cache.GetCache(\"names\", () => db.Customers.[|ToList|]().Count)", false)]
    [InlineData("cache.GetCache(\"names\" + id, () => db.Customers.[|ToList|]().Count)", true)]
    public Task A_cache_of_ones_own_keeps_what_it_is_told_to_make(string call, bool isReported) => VerifyCS.VerifyAnalyzerAsync($$"""
        {{TripShop.Usings}}
        public interface ICacheManager { T GetCache<T>(string key, Func<T> make); }
        public class Report
        {
            public int Run(ShopContext db, ICacheManager cache, int[] ids)
            {
                var sum = 0;
                foreach (var id in ids)
                    sum += {{(isReported ? call : call.Replace("[|", "").Replace("|]", ""))}};
                return sum;
            }
        }
        {{TripShop.Model}}
        """);
}
