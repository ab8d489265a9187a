using System.Data;
using Dapper;
using Microsoft.AspNetCore.Mvc;

namespace RealEstate.Data;

public abstract class RepositoryBase
{
    private readonly IDbConnection _connection;
    private readonly ILogger _logger;

    protected RepositoryBase(IDbConnection connection, ILogger logger)
    {
        _connection = connection;
        _logger = logger;
    }

    protected async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null)
    {
        _logger.LogDebug("{Sql}", sql);
        var rows = await _connection.QueryAsync<T>(sql, parameters); // guardrail: BG4001
        return rows.AsList();
    }

    protected Task<int> ExecuteAsync(string sql, object parameters) => _connection.ExecuteAsync(sql, parameters);
}

public sealed record Flat(int Id, string Street, decimal Rent);

public sealed record Agent(int Id, string Name);

public sealed class AgentRepository : RepositoryBase
{
    public AgentRepository(IDbConnection connection, ILogger<AgentRepository> logger)
        : base(connection, logger)
    {
    }

    public Task<IReadOnlyList<Agent>> AllAsync() => QueryAsync<Agent>("SELECT id, name FROM agents ORDER BY name");

    public Task<int> RenameAsync(int id, string name) => ExecuteAsync("UPDATE agents SET name = @name WHERE id = @id", new { id, name });
}

public sealed class FlatRepository : RepositoryBase
{
    private const string Select = "SELECT id, street, rent FROM flats";

    public FlatRepository(IDbConnection connection, ILogger<FlatRepository> logger)
        : base(connection, logger)
    {
    }

    public Task<IReadOnlyList<Flat>> OfAgentAsync(int agentId) => QueryAsync<Flat>(Select + " WHERE agent_id = @agentId", new { agentId });

    public Task<IReadOnlyList<Flat>> InStreetAsync(string street, decimal maxRent) =>
        QueryAsync<Flat>($"{Select} WHERE street LIKE '{street}%' AND rent <= @maxRent", new { maxRent });
}

[ApiController]
[Route("flats")]
public sealed class FlatsController : ControllerBase
{
    private readonly FlatRepository _flats;
    private readonly AgentRepository _agents;

    public FlatsController(FlatRepository flats, AgentRepository agents)
    {
        _flats = flats;
        _agents = agents;
    }

    [HttpGet]
    public async Task<IActionResult> Search(string street, decimal maxRent = 10_000) => Ok(await _flats.InStreetAsync(street, maxRent));

    [HttpGet("agent/{id:int}")]
    public async Task<IActionResult> OfAgent(int id) => Ok(await _flats.OfAgentAsync(id));

    [HttpPut("agents/{id:int}")]
    public async Task<IActionResult> RenameAgent(int id, [FromBody] string name) => Ok(await _agents.RenameAsync(id, name));
}
