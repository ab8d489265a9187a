using Microsoft.EntityFrameworkCore;

namespace Violations.BG2102;

public sealed class Account
{
    public int Id { get; set; }

    public decimal Balance { get; set; }
}

public sealed class BankContext : DbContext
{
    public DbSet<Account> Accounts => Set<Account>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost", npgsql => npgsql.EnableRetryOnFailure());
}

public sealed class Transfers(BankContext bank)
{
    public async Task BookAsync(int from, int to, decimal amount)
    {
        await using var transaction = await bank.Database.BeginTransactionAsync(); // guardrail: BG2102
        await bank.Accounts.Where(account => account.Id == from).ExecuteUpdateAsync(set => set.SetProperty(account => account.Balance, account => account.Balance - amount));
        await bank.Accounts.Where(account => account.Id == to).ExecuteUpdateAsync(set => set.SetProperty(account => account.Balance, account => account.Balance + amount));
        await transaction.CommitAsync();
    }

    public async Task SafelyAsync(Account account)
    {
        await bank.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await bank.Database.BeginTransactionAsync();
            bank.Accounts.Add(account);
            await bank.SaveChangesAsync();
            await transaction.CommitAsync();
        });
    }
}
