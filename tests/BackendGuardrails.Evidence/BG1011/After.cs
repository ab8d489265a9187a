using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG1011.After;

public class ReadingQueries(ReadingContext db)
{
    public async Task<List<int>> OfDayAsync(DateTime day) =>
        await db.Readings.Where(r => r.TakenAt >= day && r.TakenAt < day.AddDays(1)).Select(r => r.Id).ToListAsync();

    public async Task<List<int>> OfYearAsync(int year) =>
        await db.Readings.Where(r => r.TakenAt >= new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc) && r.TakenAt < new DateTime(year + 1, 1, 1, 0, 0, 0, DateTimeKind.Utc)).Select(r => r.Id).ToListAsync();

    public async Task<List<int>> OlderAsync(int days, DateTime now) =>
        await db.Readings.Where(r => r.TakenAt < now.AddDays(-days)).Select(r => r.Id).ToListAsync();

    public async Task<List<int>> BySerialAsync(string serial) =>
        await db.Readings.Where(r => r.Serial == serial).Select(r => r.Id).ToListAsync();

    public async Task<List<int>> OfMeterAsync(int meterId) =>
        await db.Readings.Where(r => r.MeterId == meterId).Select(r => r.Id).ToListAsync();
}
