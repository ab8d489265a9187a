using System.Threading.Channels;
using Dapper;
using Microsoft.Data.SqlClient;

namespace Archive.Jobs;

public abstract record Job(Guid Id);

public sealed record PurgeJob(Guid Id, string Archive, DateTime Before) : Job(Id);

public sealed record ReindexJob(Guid Id, int Partition) : Job(Id);

public sealed class JobQueue
{
    private readonly Channel<Job> _jobs = Channel.CreateUnbounded<Job>();

    public ValueTask EnqueueAsync(Job job) => _jobs.Writer.WriteAsync(job);

    public IAsyncEnumerable<Job> ReadAllAsync(CancellationToken cancellationToken) => _jobs.Reader.ReadAllAsync(cancellationToken);
}

public sealed class JobRunner(JobQueue queue, IConfiguration configuration, ILogger<JobRunner> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var job in queue.ReadAllAsync(stoppingToken))
        {
            logger.LogInformation("Job {Id}", job.Id);
            switch (job)
            {
                case PurgeJob purge:
                    await PurgeAsync(purge.Archive, purge.Before);
                    break;
                case ReindexJob { Partition: var partition }:
                    await RunAsync($"ALTER INDEX ALL ON dbo.Documents REBUILD PARTITION = {partition}", null);
                    break;
            }
        }
    }

    private Task<int> PurgeAsync(string archive, DateTime before) => RunAsync($"DELETE FROM [archive].[{archive}] WHERE StoredAt < @before", new { before });

    private async Task<int> RunAsync(string sql, object? parameters)
    {
        await using var connection = new SqlConnection(configuration.GetConnectionString("Archive"));
        return await connection.ExecuteAsync(sql, parameters, commandTimeout: 600); // guardrail: BG4001
    }
}

public static class JobEndpoints
{
    public static void MapJobs(this WebApplication app)
    {
        app.MapPost("/archives/{archive}/purge", async (string archive, int days, JobQueue queue) =>
        {
            var job = new PurgeJob(Guid.NewGuid(), archive, DateTime.UtcNow.AddDays(-days));
            await queue.EnqueueAsync(job);
            return Results.Accepted($"/jobs/{job.Id}");
        });
        app.MapPost("/partitions/{number:int}/reindex", async (int number, JobQueue queue) => await queue.EnqueueAsync(new ReindexJob(Guid.NewGuid(), number)));
    }
}
