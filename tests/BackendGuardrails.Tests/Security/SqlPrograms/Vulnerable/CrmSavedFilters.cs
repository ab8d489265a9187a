using Dapper;
using Npgsql;

namespace Crm.Filters;

public sealed record SavedFilter(int Id, string Name, string Condition);

public sealed record Contact(int Id, string Name, string City);

/// <summary>Filters that sales people compose in the editor and come back to.</summary>
public sealed class FilterStore(NpgsqlDataSource dataSource)
{
    public async Task<int> SaveAsync(string name, string condition)
    {
        await using var connection = await dataSource.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<int>(
            "INSERT INTO saved_filters (name, condition) VALUES (@name, @condition) RETURNING id", new { name, condition });
    }

    public async Task<SavedFilter?> FindAsync(int id)
    {
        await using var connection = await dataSource.OpenConnectionAsync();
        return await connection.QuerySingleOrDefaultAsync<SavedFilter>("SELECT id, name, condition FROM saved_filters WHERE id = @id", new { id });
    }
}

public sealed class ContactQueries(NpgsqlDataSource dataSource, FilterStore filters)
{
    public async Task<IReadOnlyList<Contact>> ByFilterAsync(int filterId)
    {
        var filter = await filters.FindAsync(filterId) ?? throw new KeyNotFoundException($"There is no filter {filterId}.");
        await using var connection = await dataSource.OpenConnectionAsync();
        var contacts = await connection.QueryAsync<Contact>("SELECT id, name, city FROM contacts WHERE " + filter.Condition); // guardrail: BG4001
        return contacts.AsList();
    }

    public async Task<IReadOnlyList<Contact>> NeighborsAsync(int contactId)
    {
        await using var connection = await dataSource.OpenConnectionAsync();
        string? city;
        await using (var command = new NpgsqlCommand("SELECT city FROM contacts WHERE id = $1", connection))
        {
            command.Parameters.AddWithValue(contactId);
            await using var reader = await command.ExecuteReaderAsync();
            city = await reader.ReadAsync() ? reader.GetString(0) : null;
        }

        if (city is null)
            return [];
        var sql = $"SELECT id, name, city FROM contacts WHERE city = '{city}' AND id <> {contactId}";
        return (await connection.QueryAsync<Contact>(sql)).AsList(); // guardrail: BG4001
    }
}

public static class CrmApi
{
    public static void MapCrm(this WebApplication app)
    {
        app.MapPost("/filters", (SavedFilter filter, FilterStore store) => store.SaveAsync(filter.Name, filter.Condition));
        app.MapGet("/filters/{id:int}/contacts", (int id, ContactQueries queries) => queries.ByFilterAsync(id));
        app.MapGet("/contacts/{id:int}/neighbors", (int id, ContactQueries queries) => queries.NeighborsAsync(id));
    }
}
