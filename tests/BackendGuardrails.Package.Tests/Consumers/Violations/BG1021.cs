namespace Violations.BG1021;

public sealed class Tracking(HttpClient carrier)
{
    public async Task<List<string>> WhereAsync(IEnumerable<string> parcels)
    {
        var places = new List<string>();
        foreach (var parcel in parcels)
            places.Add(await carrier.GetStringAsync($"parcels/{parcel}")); // guardrail: BG1021 (info, stays)
        return places;
    }

    public async Task<string> WhereAllAsync(IEnumerable<string> parcels) => await carrier.GetStringAsync($"parcels?ids={string.Join(',', parcels)}");
}
