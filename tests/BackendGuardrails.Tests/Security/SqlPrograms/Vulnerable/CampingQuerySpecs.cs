using Dapper;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace Camping.Pitches;

public sealed record Pitch(int Id, string Name, bool HasPower);

public sealed record PitchQuery
{
    public static readonly PitchQuery All = new() { Filter = "1 = 1" };

    public required string Filter { get; init; }

    public string Sort { get; init; } = "id";

    public int Limit { get; init; } = 50;

    public PitchQuery Named(string name) => this with { Filter = $"{Filter} AND name = '{name}'" };

    public PitchQuery WithPower() => this with { Filter = Filter + " AND has_power" };
}

public sealed class PitchStore
{
    private readonly NpgsqlConnection _connection;

    public PitchStore(NpgsqlConnection connection) => _connection = connection;

    public Task<IEnumerable<Pitch>> FindAsync(PitchQuery query) => _connection.QueryAsync<Pitch>(
        $"SELECT id, name, has_power FROM pitches WHERE {query.Filter} ORDER BY {query.Sort} LIMIT {query.Limit}"); // guardrail: BG4001
}

[ApiController]
[Route("pitches")]
public sealed class PitchesController : ControllerBase
{
    private readonly PitchStore _store;

    public PitchesController(PitchStore store) => _store = store;

    [HttpGet]
    public Task<IEnumerable<Pitch>> List(bool power) => _store.FindAsync(power ? PitchQuery.All.WithPower() : PitchQuery.All);

    [HttpGet("named/{name}")]
    public Task<IEnumerable<Pitch>> Named(string name) => _store.FindAsync(PitchQuery.All.Named(name) with { Limit = 1 });

    [HttpGet("sorted")]
    public Task<IEnumerable<Pitch>> Sorted([FromQuery] string by)
    {
        var query = PitchQuery.All with { Sort = by };
        return _store.FindAsync(query.WithPower());
    }
}
