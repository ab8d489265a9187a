using Microsoft.EntityFrameworkCore;

namespace Violations.BG1014;

public sealed class Voucher
{
    public int Id { get; set; }

    public string Code { get; set; } = "";

    public int Uses { get; set; }

    public int Limit { get; set; }
}

public sealed class VoucherContext : DbContext
{
    public DbSet<Voucher> Vouchers => Set<Voucher>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

public sealed class Vouchers(VoucherContext db)
{
    public async Task<bool> IsKnownAsync(int id, string code) => await db.Vouchers.AnyAsync(voucher => voucher.Id == id && voucher.Code.Equals(code, StringComparison.Ordinal)); // guardrail: BG1014

    public async Task<int> UsedUpAsync() => await db.Vouchers.CountAsync(voucher => voucher.Uses >= voucher.Limit);
}
