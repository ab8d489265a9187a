using Microsoft.AspNetCore.Mvc;
using MySqlConnector;

namespace Plumbing.Customers;

internal static class SqlText
{
    public static string Escape(this string? value) => (value ?? "").Replace("'", "''");

    public static string Quoted(string value) => "'" + value.Replace("'", "''") + "'";
}

public class CustomerForm
{
    public string Name { get; set; } = "";

    public string Street { get; set; } = "";

    public string Phone { get; set; } = "";
}

public class CustomerRepository
{
    private readonly string _connectionString;

    public CustomerRepository(string connectionString) => _connectionString = connectionString;

    public long Add(CustomerForm form)
    {
        using var connection = new MySqlConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = string.Format( // guardrail: BG4001
            "INSERT INTO customers (name, street, phone) VALUES ('{0}', '{1}', '{2}'); SELECT LAST_INSERT_ID();",
            form.Name.Escape(),
            form.Street.Escape(),
            form.Phone.Escape());
        return Convert.ToInt64(command.ExecuteScalar());
    }

    public bool Exists(string name)
    {
        using var connection = new MySqlConnection(_connectionString);
        connection.Open();
        using var command = new MySqlCommand($"SELECT 1 FROM customers WHERE name = {SqlText.Quoted(name)} LIMIT 1", connection); // guardrail: BG4001
        return command.ExecuteScalar() != null;
    }
}

[Route("customers")]
public class CustomersController : Controller
{
    private readonly CustomerRepository _repository;

    public CustomersController(CustomerRepository repository) => _repository = repository;

    [HttpPost("")]
    public IActionResult Create([FromForm] CustomerForm form)
    {
        if (_repository.Exists(form.Name))
            return Conflict();
        var id = _repository.Add(form);
        return RedirectToAction("Details", new { id });
    }
}
