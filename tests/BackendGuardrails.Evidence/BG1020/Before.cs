using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG1020.Before;

public class Loan
{
    public int Id { get; set; }

    public int ReaderId { get; set; }

    public bool IsReturned { get; set; }

    public decimal Fee { get; set; }
}

public class LoanContext(DbContextOptions<LoanContext> options) : DbContext(options)
{
    public DbSet<Loan> Loans => Set<Loan>();
}

public class LoanDesk(LoanContext db)
{
    public async Task<decimal> AverageAsync()
    {
        var open = db.Loans.Where(loan => !loan.IsReturned);
        var count = await open.CountAsync();
        var loans = await open.ToListAsync(); // BG1020
        return loans.Sum(loan => loan.Fee) / count;
    }

    public async Task<decimal> HighestAsync(CancellationToken cancellationToken)
    {
        IEnumerable<Loan> open = db.Loans.Where(loan => !loan.IsReturned);
        await Task.Yield();
        return open.Any() ? open.Max(loan => loan.Fee) - open.Min(loan => loan.Fee) : 0; // BG1020
    }

    public decimal Sum()
    {
        var open = db.Loans.Where(loan => !loan.IsReturned);
        var sum = 0m;
        foreach (var loan in open)
            sum += loan.Fee;
        foreach (var loan in open) // BG1020
            sum += loan.ReaderId;
        return sum;
    }

    public async Task<decimal> FeeAsync(int id, CancellationToken cancellationToken)
    {
        var loan = await db.Loans.SingleAsync(row => row.Id == id, cancellationToken);
        if (loan.IsReturned)
            return 0;
        var again = await db.Loans.SingleAsync(row => row.Id == id, cancellationToken); // BG1020
        return again.Fee;
    }
}
