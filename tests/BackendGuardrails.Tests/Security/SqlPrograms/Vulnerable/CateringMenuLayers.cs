using Dapper;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace Catering.Menus;

public sealed record Dish(int Id, string Name, decimal Price);

public sealed record MenuRequest(string Season, string[] Allergens, int MaxPrice);

[ApiController]
[Route("menus")]
public sealed class MenusController : ControllerBase
{
    private readonly MenuFacade _menus;

    public MenusController(MenuFacade menus) => _menus = menus;

    [HttpPost]
    public async Task<IActionResult> Compose(MenuRequest request) => Ok(await _menus.ComposeAsync(request));

    [HttpGet("{id:int}")]
    public async Task<IActionResult> Get(int id) => Ok(await _menus.DishAsync(id));
}

public sealed class MenuFacade
{
    private readonly DishFinder _finder;

    public MenuFacade(DishFinder finder) => _finder = finder;

    public async Task<IReadOnlyList<Dish>> ComposeAsync(MenuRequest request)
    {
        var criteria = new DishCriteria { MaxPrice = request.MaxPrice };
        criteria.Season = request.Season;
        foreach (var allergen in request.Allergens)
            criteria.Without.Add(allergen);
        var dishes = await _finder.FindAsync(criteria);
        return dishes.OrderBy(dish => dish.Price).ToList();
    }

    public Task<IReadOnlyList<Dish>> DishAsync(int id) => _finder.ByIdAsync(id);
}

public sealed class DishCriteria
{
    public string? Season { get; set; }

    public int MaxPrice { get; set; }

    public List<string> Without { get; } = new();
}

public sealed class DishFinder
{
    private readonly SqlRunner _runner;

    public DishFinder(SqlRunner runner) => _runner = runner;

    public Task<IReadOnlyList<Dish>> FindAsync(DishCriteria criteria)
    {
        var conditions = new List<string> { "price <= " + criteria.MaxPrice };
        if (criteria.Season is { Length: > 0 })
            conditions.Add("season = @season");
        conditions.AddRange(criteria.Without.Select(allergen => $"allergens NOT LIKE '%{allergen}%'"));
        return _runner.RunAsync<Dish>("SELECT id, name, price FROM dishes", conditions, new { season = criteria.Season });
    }

    public Task<IReadOnlyList<Dish>> ByIdAsync(int id) => _runner.RunAsync<Dish>("SELECT id, name, price FROM dishes", ["id = @id"], new { id });
}

public sealed class SqlRunner
{
    private readonly NpgsqlConnection _connection;

    public SqlRunner(NpgsqlConnection connection) => _connection = connection;

    public async Task<IReadOnlyList<T>> RunAsync<T>(string select, IReadOnlyCollection<string> conditions, object parameters)
    {
        var sql = conditions.Count == 0 ? select : select + " WHERE " + string.Join(" AND ", conditions);
        return (await _connection.QueryAsync<T>(sql, parameters)).AsList(); // guardrail: BG4001
    }
}
