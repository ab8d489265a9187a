using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG1011.Before;

public class ReadingQueries(ReadingContext db)
{
    public async Task<List<int>> OfDayAsync(DateTime day) =>
        await db.Readings.Where(r => r.TakenAt.Date == day).Select(r => r.Id).ToListAsync(); // BG1011

    public async Task<List<int>> OfYearAsync(int year) =>
        await db.Readings.Where(r => r.TakenAt.Year == year).Select(r => r.Id).ToListAsync(); // BG1011

    public async Task<List<int>> OlderAsync(int days, DateTime now) =>
        await db.Readings.Where(r => r.TakenAt.AddDays(days) < now).Select(r => r.Id).ToListAsync(); // BG1011

    public async Task<List<int>> BySerialAsync(string serial) =>
        await db.Readings.Where(r => r.Serial.ToLower() == serial.ToLower()).Select(r => r.Id).ToListAsync(); // BG1011

    public async Task<List<int>> OfMeterAsync(int meterId) =>
        await db.Readings.Where(r => r.MeterId.ToString() == meterId.ToString()).Select(r => r.Id).ToListAsync(); // BG1011
}
