namespace Violations.BG5003;

public sealed class Warehouse
{
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan }; // guardrail: BG5003
    private readonly HttpClient _patient = new() { Timeout = TimeSpan.FromMinutes(2) };

    public async Task<string> StockAsync() => await _http.GetStringAsync("stock") + await _patient.GetStringAsync("stock");
}
