using Dapper;
using Microsoft.AspNetCore.Mvc;
using MySqlConnector;

namespace Hr.Employees;

public sealed record EmployeeSearch(string? Name, string? Department, string SortColumn, string SortDirection, int Page, int PageSize);

public sealed record EmployeeRow(int Id, string FullName, string Department, DateTime HiredAt);

/// <summary>What may be asked of the employee list.</summary>
public sealed class EmployeeSearchValidator
{
    private static readonly IReadOnlySet<string> Columns = new HashSet<string> { "full_name", "department", "hired_at" };

    public bool Validate(EmployeeSearch search)
    {
        if (!Columns.Contains(search.SortColumn))
            return false;
        if (search.SortDirection is not ("asc" or "desc"))
            return false;
        return search.Page > 0 && search.PageSize is > 0 and <= 200;
    }
}

[ApiController]
[Route("employees")]
public sealed class EmployeesController : ControllerBase
{
    private readonly EmployeeSearchValidator _validator;
    private readonly EmployeeRepository _repository;

    public EmployeesController(EmployeeSearchValidator validator, EmployeeRepository repository)
    {
        _validator = validator;
        _repository = repository;
    }

    [HttpPost("search")]
    public async Task<IActionResult> Search([FromBody] EmployeeSearch search)
    {
        if (!_validator.Validate(search))
            return ValidationProblem();
        return Ok(await _repository.SearchAsync(search));
    }
}

public sealed class EmployeeRepository
{
    private readonly MySqlConnection _connection;
    private readonly EmployeeSearchValidator _validator;

    public EmployeeRepository(MySqlConnection connection, EmployeeSearchValidator validator)
    {
        _connection = connection;
        _validator = validator;
    }

    public async Task<IReadOnlyList<EmployeeRow>> SearchAsync(EmployeeSearch search)
    {
        if (!_validator.Validate(search))
            throw new ArgumentException("The search is not valid.", nameof(search));

        var sql = "SELECT id, full_name, department, hired_at FROM employees"
            + " WHERE (@Name IS NULL OR full_name LIKE CONCAT('%', @Name, '%')) AND (@Department IS NULL OR department = @Department)"
            + $" ORDER BY {search.SortColumn} {search.SortDirection}"
            + $" LIMIT {search.PageSize} OFFSET {(search.Page - 1) * search.PageSize}";
        var rows = await _connection.QueryAsync<EmployeeRow>(sql, new { search.Name, search.Department });
        return rows.AsList();
    }
}
