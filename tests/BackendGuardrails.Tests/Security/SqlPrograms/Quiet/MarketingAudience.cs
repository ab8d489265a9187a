using System.Text;
using MySqlConnector;

namespace Marketing.Audiences;

[Flags]
public enum Channels
{
    None = 0,
    Mail = 1,
    Sms = 2,
    Push = 4,
}

public sealed record AudienceRequest(string Country, Channels Channels, int? MinimumAge, bool OnlyBuyers, string[] Interests);

public sealed class AudienceSql
{
    private readonly StringBuilder _joins = new();
    private readonly StringBuilder _where = new("c.unsubscribed_at IS NULL");
    private readonly List<MySqlParameter> _parameters = [];

    public string Text => $"SELECT COUNT(DISTINCT c.id) FROM contacts c{_joins} WHERE {_where}";

    public MySqlParameter[] Parameters => [.. _parameters];

    public AudienceSql From(string country) => And("c.country = @country", new MySqlParameter("@country", country));

    public AudienceSql OlderThan(int? age) =>
        age is null ? this : And($"TIMESTAMPDIFF(YEAR, c.born_on, CURDATE()) >= {age.Value}");

    public AudienceSql Reachable(Channels channels)
    {
        var columns = new List<string>();
        if (channels.HasFlag(Channels.Mail))
            columns.Add("c.mail_opt_in");
        if (channels.HasFlag(Channels.Sms))
            columns.Add("c.sms_opt_in");
        if ((channels & Channels.Push) != 0)
            columns.Add("c.push_opt_in");
        return columns.Count == 0 ? this : And("(" + string.Join(" OR ", columns) + ")");
    }

    public AudienceSql Buyers(bool only)
    {
        if (only)
            _joins.Append(" JOIN orders o ON o.contact_id = c.id");
        return this;
    }

    public AudienceSql InterestedIn(IEnumerable<string> interests)
    {
        var number = 0;
        foreach (var interest in interests)
        {
            var alias = $"i{number++}";
            _joins.Append($" JOIN interests {alias} ON {alias}.contact_id = c.id AND {alias}.name = @{alias}");
            _parameters.Add(new MySqlParameter("@" + alias, interest));
        }

        return this;
    }

    private AudienceSql And(string condition, MySqlParameter? parameter = null)
    {
        _where.Append(" AND ").Append(condition);
        if (parameter is not null)
            _parameters.Add(parameter);
        return this;
    }
}

public sealed class AudienceCounter(MySqlConnection connection)
{
    public async Task<long> CountAsync(AudienceRequest request)
    {
        var sql = new AudienceSql()
            .From(request.Country)
            .OlderThan(request.MinimumAge)
            .Reachable(request.Channels)
            .Buyers(request.OnlyBuyers)
            .InterestedIn(request.Interests);
        await using var command = new MySqlCommand(sql.Text, connection);
        command.Parameters.AddRange(sql.Parameters);
        return Convert.ToInt64(await command.ExecuteScalarAsync());
    }
}

public static class AudienceEndpoints
{
    public static void MapAudiences(this WebApplication app) =>
        app.MapPost("/audiences/count", (AudienceRequest request, AudienceCounter counter) => counter.CountAsync(request));
}
