using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG1020.After;

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
        var open = await db.Loans.Where(loan => !loan.IsReturned).ToListAsync();
        var count = open.Count;
        var loans = open;
        return loans.Sum(loan => loan.Fee) / count;
    }

    public async Task<decimal> HighestAsync(CancellationToken cancellationToken)
    {
        IEnumerable<Loan> open = await db.Loans.Where(loan => !loan.IsReturned).ToListAsync(cancellationToken);
        await Task.Yield();
        return open.Any() ? open.Max(loan => loan.Fee) - open.Min(loan => loan.Fee) : 0;
    }

    public decimal Sum()
    {
        var open = db.Loans.Where(loan => !loan.IsReturned).ToList();
        var sum = 0m;
        foreach (var loan in open)
            sum += loan.Fee;
        foreach (var loan in open)
            sum += loan.ReaderId;
        return sum;
    }

    public async Task<decimal> FeeAsync(int id, CancellationToken cancellationToken)
    {
        var loan = await db.Loans.SingleAsync(row => row.Id == id, cancellationToken);
        if (loan.IsReturned)
            return 0;
        var again = loan;
        return again.Fee;
    }
}
