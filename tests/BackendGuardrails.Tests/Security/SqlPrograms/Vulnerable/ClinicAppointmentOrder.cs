using System.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.SqlClient;

namespace Clinic.Appointments;

public sealed record Appointment(int Id, string Patient, string Doctor, DateTime StartsAt);

[ApiController]
[Route("appointments")]
public sealed class AppointmentsController : ControllerBase
{
    private readonly AppointmentService _service;

    public AppointmentsController(AppointmentService service) => _service = service;

    [HttpGet]
    public async Task<IActionResult> List([FromQuery] DateTime day, [FromQuery] string orderBy = "StartsAt", [FromQuery] bool descending = false) =>
        Ok(await _service.OfDayAsync(day, orderBy, descending));

    [HttpGet("doctor/{doctor}")]
    public async Task<IActionResult> OfDoctor(string doctor) => Ok(await _service.OfDoctorAsync(doctor));
}

public sealed class AppointmentService
{
    private readonly AppointmentRepository _repository;

    public AppointmentService(AppointmentRepository repository) => _repository = repository;

    public Task<List<Appointment>> OfDayAsync(DateTime day, string orderBy, bool descending)
    {
        if (string.IsNullOrEmpty(orderBy))
            orderBy = "StartsAt";
        return _repository.ListAsync(day.Date, day.Date.AddDays(1), $"{orderBy} {(descending ? "DESC" : "ASC")}");
    }

    public Task<List<Appointment>> OfDoctorAsync(string doctor) => _repository.OfDoctorAsync(doctor);
}

public sealed class AppointmentRepository
{
    private const string Select = "SELECT Id, Patient, Doctor, StartsAt FROM dbo.Appointments";

    private readonly string _connectionString;

    public AppointmentRepository(IConfiguration configuration) => _connectionString = configuration.GetConnectionString("Clinic")!;

    public async Task<List<Appointment>> ListAsync(DateTime from, DateTime to, string ordering)
    {
        await using var connection = new SqlConnection(_connectionString);
        await using var command = connection.CreateCommand();
        command.CommandText = $"{Select} WHERE StartsAt >= @from AND StartsAt < @to ORDER BY {ordering}"; // guardrail: BG4001
        command.Parameters.Add("@from", SqlDbType.DateTime2).Value = from;
        command.Parameters.Add("@to", SqlDbType.DateTime2).Value = to;
        return await ReadAsync(connection, command);
    }

    public async Task<List<Appointment>> OfDoctorAsync(string doctor)
    {
        await using var connection = new SqlConnection(_connectionString);
        await using var command = new SqlCommand(Select + " WHERE Doctor = @doctor", connection);
        command.Parameters.AddWithValue("@doctor", doctor);
        return await ReadAsync(connection, command);
    }

    private static async Task<List<Appointment>> ReadAsync(SqlConnection connection, SqlCommand command)
    {
        await connection.OpenAsync();
        var list = new List<Appointment>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            list.Add(new Appointment(reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetDateTime(3)));
        return list;
    }
}
