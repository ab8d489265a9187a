using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.SqlClient;

namespace GardenCenter.Plants;

public sealed record Plant(int Id, string LatinName, decimal Price);

/// <summary>What is sold.</summary>
public partial class PlantService
{
    private readonly SqlConnection _connection;
    private string _filter = "";

    public PlantService(SqlConnection connection) => _connection = connection;

    protected string? Family { get; set; }

    public List<Plant> Search(string name, string? family)
    {
        _filter = " WHERE LatinName LIKE '" + name + "%'";
        Family = family;
        return Load();
    }

    public List<Plant> All()
    {
        _filter = "";
        Family = null;
        return Load();
    }
}

public partial class PlantService
{
    private const string Select = "SELECT Id, LatinName, Price FROM Plants";

    private static partial string OrderClause(bool cheapFirst);

    private List<Plant> Load()
    {
        var command = new SqlCommand(Select + _filter + OrderClause(cheapFirst: Family is null), _connection); // guardrail: BG4001
        var plants = new List<Plant>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (Family is null || reader.GetString(1).StartsWith(Family, StringComparison.Ordinal))
                plants.Add(new Plant(reader.GetInt32(0), reader.GetString(1), reader.GetDecimal(2)));
        }

        return plants;
    }
}

public partial class PlantService
{
    public int CountOf(string family)
    {
        using var command = new SqlCommand("SELECT COUNT(*) FROM Plants WHERE Family = @family", _connection);
        command.Parameters.AddWithValue("@family", family);
        return (int)command.ExecuteScalar()!;
    }

    private static partial string OrderClause(bool cheapFirst) => cheapFirst ? " ORDER BY Price" : " ORDER BY LatinName";
}

[ApiController]
[Route("plants")]
public sealed class PlantsController : ControllerBase
{
    private readonly PlantService _plants;

    public PlantsController(PlantService plants) => _plants = plants;

    [HttpGet]
    public IActionResult Get(string? name, string? family) => Ok(name is null ? _plants.All() : _plants.Search(name, family));

    [HttpGet("families/{family}/count")]
    public IActionResult Count(string family) => Ok(_plants.CountOf(family));
}
