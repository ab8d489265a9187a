using System.Data;
using Dapper;
using Microsoft.AspNetCore.Mvc;

namespace Casino.Players;

public sealed record Player(int Id, string Nickname, decimal Balance);

public sealed class PlayerSearch
{
    public string Nickname { get; set; } = "";

    public string? Club { get; set; }

    public bool Exact { get; set; }
}

public sealed class CommandFactory
{
    private readonly int _timeout;

    public CommandFactory(int timeout) => _timeout = timeout;

    public CommandDefinition ById(int id, CancellationToken cancellationToken) =>
        new("SELECT id, nickname, balance FROM players WHERE id = @id", new { id }, commandTimeout: _timeout, cancellationToken: cancellationToken);

    public CommandDefinition Search(PlayerSearch search, CancellationToken cancellationToken)
    {
        var comparison = search.Exact ? $"= '{search.Nickname}'" : $"LIKE '{search.Nickname}%'";
        var text = "SELECT id, nickname, balance FROM players WHERE nickname " + comparison;
        if (search.Club is not null)
            text += " AND club = @Club";
        return new CommandDefinition(text, new { search.Club }, commandTimeout: _timeout, cancellationToken: cancellationToken); // guardrail: BG4001
    }
}

public sealed class PlayerQueries
{
    private readonly IDbConnection _connection;
    private readonly CommandFactory _commands;

    public PlayerQueries(IDbConnection connection, CommandFactory commands)
    {
        _connection = connection;
        _commands = commands;
    }

    public Task<Player?> FindAsync(int id, CancellationToken cancellationToken) => _connection.QuerySingleOrDefaultAsync<Player?>(_commands.ById(id, cancellationToken));

    public Task<IEnumerable<Player>> SearchAsync(PlayerSearch search, CancellationToken cancellationToken) =>
        _connection.QueryAsync<Player>(_commands.Search(search, cancellationToken));
}

[ApiController]
[Route("players")]
public sealed class PlayersController : ControllerBase
{
    private readonly PlayerQueries _players;

    public PlayersController(PlayerQueries players) => _players = players;

    [HttpGet("{id:int}")]
    public async Task<IActionResult> Get(int id, CancellationToken token) => await _players.FindAsync(id, token) is { } player ? Ok(player) : NotFound();

    [HttpGet]
    public async Task<IActionResult> Search([FromQuery] PlayerSearch search, CancellationToken token) => Ok(await _players.SearchAsync(search, token));
}
