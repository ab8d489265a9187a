using System.Data.Entity;
using System.Data.Entity.Migrations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.SqlClient;

namespace Railway.Legacy;

public class Train
{
    public int Id { get; set; }

    public string Number { get; set; } = "";

    public string Line { get; set; } = "";
}

public class RailwayContext : DbContext
{
    public RailwayContext()
        : base("name=Railway")
    {
    }

    public DbSet<Train> Trains => Set<Train>();
}

public class TrainService
{
    private const string ByLine = "SELECT Id, Number, Line FROM Trains WHERE Line = @p0";

    private readonly RailwayContext _context;

    public TrainService(RailwayContext context) => _context = context;

    public List<Train> OnLine(string line, bool byNumber)
    {
        var sql = ByLine;
        if (byNumber)
            sql = sql + " ORDER BY Number";
        return _context.Database.SqlQuery<Train>(sql, line).ToList();
    }

    public IEnumerable<Train> Find(string number) =>
        _context.Trains.SqlQuery("SELECT * FROM Trains WHERE Number LIKE @number", new SqlParameter("@number", number + "%")).AsNoTracking();

    public Task<int> RenameAsync(string from, string to) =>
        _context.Database.ExecuteSqlCommandAsync("UPDATE Trains SET Line = {1} WHERE Line = {0}", from, to);

    public int Cancel(int id, DateTime day) => _context.Database.ExecuteSqlCommand(
        TransactionalBehavior.DoNotEnsureTransaction, $"EXEC CancelTrain {id}, '{day:yyyyMMdd}'");
}

public class AddLineIndex : DbMigration
{
    private const string Index = "IX_Trains_" + nameof(Train.Line);

    public override void Up() => Sql($"CREATE INDEX {Index} ON Trains ({nameof(Train.Line)})");

    public override void Down() => Sql("DROP INDEX " + Index + " ON Trains", suppressTransaction: true);
}

[Route("trains")]
public class TrainsController : Controller
{
    private readonly TrainService _service;

    public TrainsController(TrainService service) => _service = service;

    [HttpGet("line/{line}")]
    public IActionResult OnLine(string line, bool byNumber) => Json(_service.OnLine(line, byNumber));

    [HttpGet("{number}")]
    public IActionResult Find(string number) => Json(_service.Find(number));

    [HttpPost("rename")]
    public async Task<IActionResult> Rename(string from, string to) => Json(await _service.RenameAsync(from, to));

    [HttpDelete("{id:int}")]
    public IActionResult Cancel(int id, DateTime day) => Json(_service.Cancel(id, day));
}
