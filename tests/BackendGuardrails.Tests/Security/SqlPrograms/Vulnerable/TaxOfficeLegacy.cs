using System.Data;
using System.Data.Entity;
using System.Data.Entity.Migrations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.SqlClient;

namespace TaxOffice.Legacy;

public class TaxPayer
{
    public int Id { get; set; }

    public string Name { get; set; } = "";
}

public class TaxContext : DbContext
{
    public TaxContext()
        : base("name=Tax")
    {
    }

    public DbSet<TaxPayer> TaxPayers => Set<TaxPayer>();
}

public class TaxPayerService
{
    private readonly TaxContext _context;

    public TaxPayerService(TaxContext context) => _context = context;

    public List<TaxPayer> Find(string name, string office)
    {
        var sql = "SELECT Id, Name FROM TaxPayers WHERE Office = @p0 AND Name LIKE '" + name + "%'";
        return _context.Database.SqlQuery<TaxPayer>(sql, office).ToList(); // guardrail: BG4001
    }

    public List<TaxPayer> InDistrict(string district) =>
        _context.TaxPayers.SqlQuery($"SELECT * FROM TaxPayers WHERE District = '{district}'").ToList(); // guardrail: BG4001

    public void Touch(int id, string clerk)
    {
        _context.Database.ExecuteSqlCommand("UPDATE TaxPayers SET TouchedBy = @p1 WHERE Id = @p0", id, clerk);
        _context.Database.ExecuteSqlCommand(
            TransactionalBehavior.DoNotEnsureTransaction,
            "INSERT INTO Trace (Clerk, Id) VALUES ('" + clerk + "', " + id + ")"); // guardrail: BG4001
    }

    public DataSet Export(string view)
    {
        IDbCommand command = new SqlCommand();
        command.CommandType = CommandType.Text;
        command.CommandText = "SELECT * FROM " + view; // guardrail: BG4001
        using var adapter = new SqlDataAdapter((SqlCommand)command);
        var data = new DataSet();
        adapter.Fill(data);
        return data;
    }
}

public class AddTouchedBy : DbMigration
{
    public override void Up() => Sql("ALTER TABLE TaxPayers ADD TouchedBy nvarchar(64) NULL");
}

public class TaxPayersController : Controller
{
    private readonly TaxPayerService _service;

    public TaxPayersController(TaxPayerService service) => _service = service;

    public IActionResult Index(string name) => View(_service.Find(name, Request.Cookies["office"] ?? ""));

    public IActionResult District(string id) => View(_service.InDistrict(id));

    public IActionResult Touch(int id)
    {
        _service.Touch(id, User.Identity!.Name!);
        return NoContent();
    }

    public IActionResult Export(string view) => Json(_service.Export(view).GetXml());
}
