using MySqlConnector;

namespace Credit.Rpc;

/// <summary>As the compiler of the contract generates them.</summary>
public sealed class ScoreRequest
{
    public string Person { get; set; } = "";

    public string Country { get; set; } = "";

    public int Years { get; set; }
}

public sealed class ScoreReply
{
    public int Score { get; set; }
}

public abstract class ServerCallContext
{
    public abstract CancellationToken CancellationToken { get; }
}

public static class CreditReports
{
    public abstract class CreditReportsBase
    {
        public virtual Task<ScoreReply> Score(ScoreRequest request, ServerCallContext context) => throw new NotImplementedException();
    }
}

public sealed class CreditReportsService : CreditReports.CreditReportsBase
{
    private readonly ScoreCalculator _calculator;

    public CreditReportsService(ScoreCalculator calculator) => _calculator = calculator;

    public override async Task<ScoreReply> Score(ScoreRequest request, ServerCallContext context)
    {
        var score = await _calculator.CalculateAsync(request.Person, request.Country, request.Years, context.CancellationToken);
        return new ScoreReply { Score = score };
    }
}

public sealed class ScoreCalculator
{
    private readonly Func<MySqlConnection> _connect;

    public ScoreCalculator(Func<MySqlConnection> connect) => _connect = connect;

    public async Task<int> CalculateAsync(string person, string country, int years, CancellationToken cancellationToken)
    {
        var table = "defaults_" + country.ToLowerInvariant();
        await using var connection = _connect();
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {table} WHERE person = @person AND happened_at > DATE_SUB(NOW(), INTERVAL {years} YEAR)"; // guardrail: BG4001
        command.Parameters.AddWithValue("@person", person);
        var defaults = Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken));
        return Math.Max(0, 100 - (defaults * 25));
    }
}
