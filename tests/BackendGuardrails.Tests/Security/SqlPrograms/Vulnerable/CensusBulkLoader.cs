using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace Census.Loading;

public sealed class BulkLoader
{
    private readonly NpgsqlDataSource _dataSource;
    private readonly ILogger<BulkLoader> _logger;

    public BulkLoader(NpgsqlDataSource dataSource, ILogger<BulkLoader> logger)
    {
        _dataSource = dataSource;
        _logger = logger;
    }

    public async Task<int> LoadCsvAsync(string table, Stream csv, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(csv);
        var header = await reader.ReadLineAsync(cancellationToken) ?? throw new InvalidDataException("The file is empty.");
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        var lines = 0;
        await using (var import = await connection.BeginTextImportAsync($"COPY {table} ({header}) FROM STDIN (FORMAT CSV)", cancellationToken)) // guardrail: BG4001
        {
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
            {
                await import.WriteLineAsync(line);
                lines++;
            }
        }

        _logger.LogInformation("{Lines} lines into {Table}", lines, table);
        return lines;
    }

    public async Task DumpAsync(string query, Stream target, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        await using var export = await connection.BeginRawBinaryCopyAsync("COPY (" + query + ") TO STDOUT (FORMAT BINARY)", cancellationToken); // guardrail: BG4001
        await export.CopyToAsync(target, cancellationToken);
    }

    public async Task<ulong> LoadCodesAsync(IEnumerable<(int Code, string Label)> codes, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        await using var import = await connection.BeginBinaryImportAsync("COPY codes (code, label) FROM STDIN (FORMAT BINARY)", cancellationToken);
        foreach (var (code, label) in codes)
            await import.WriteRowAsync(cancellationToken, code, label);
        return await import.CompleteAsync(cancellationToken);
    }
}

[ApiController]
[Route("load")]
public sealed class LoadController(BulkLoader loader) : ControllerBase
{
    [HttpPost("{table}")]
    public async Task<IActionResult> Load(string table, IFormFile file, CancellationToken cancellationToken)
    {
        await using var stream = file.OpenReadStream();
        return Ok(await loader.LoadCsvAsync(table, stream, cancellationToken));
    }

    [HttpPost("dump")]
    public Task Dump([FromForm] string query, CancellationToken cancellationToken) => loader.DumpAsync(query, Response.Body, cancellationToken);
}
