using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG2103;

public class Entry
{
    public int Id { get; set; }

    public string Account { get; set; } = "";

    public decimal Amount { get; set; }
}

public class LedgerContext(string connection) : DbContext
{
    public DbSet<Entry> Entries => Set<Entry>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql(connection);
}

/// <summary>An await that resumes on another thread, as any await may; this one always does.</summary>
public readonly struct AnotherThread : INotifyCompletion
{
    public bool IsCompleted => false;

    public AnotherThread GetAwaiter() => this;

    public void OnCompleted(Action continuation) => new Thread(() => continuation()).Start();

    public void GetResult()
    {
    }
}
