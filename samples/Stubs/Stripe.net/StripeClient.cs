using System.Net.Http.Headers;
using System.Text.Json;

namespace Stripe;

public interface IStripeEntity;

public abstract class StripeEntity : IStripeEntity
{
    public string Id { get; set; } = "";
}

public abstract class BaseOptions;

public class RequestOptions
{
    public string? ApiKey { get; set; }

    public string? IdempotencyKey { get; set; }
}

public interface IStripeClient
{
    Task<T> PostAsync<T>(string path, IReadOnlyDictionary<string, string> form, RequestOptions? requestOptions, CancellationToken cancellationToken)
        where T : IStripeEntity;
}

/// <summary>Sends a key of its own with each call that gets none, as the library does, and tries once more when there is no answer.</summary>
public sealed class StripeClient(string apiKey) : IStripeClient, IDisposable
{
    private static readonly JsonSerializerOptions Names = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly HttpClient _http = new() { BaseAddress = new Uri("https://api.stripe.com/v1/") };

    public async Task<T> PostAsync<T>(string path, IReadOnlyDictionary<string, string> form, RequestOptions? requestOptions, CancellationToken cancellationToken)
        where T : IStripeEntity
    {
        var key = requestOptions?.IdempotencyKey ?? Guid.NewGuid().ToString();
        try
        {
            return await SendAsync<T>(path, form, requestOptions, key, cancellationToken);
        }
        catch (HttpRequestException exception) when (exception.StatusCode is null)
        {
            return await SendAsync<T>(path, form, requestOptions, key, cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<T> SendAsync<T>(string path, IReadOnlyDictionary<string, string> form, RequestOptions? requestOptions, string key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", requestOptions?.ApiKey ?? apiKey);
        request.Headers.Add("Idempotency-Key", key);
        using var response = await _http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await JsonSerializer.DeserializeAsync<T>(body, Names, cancellationToken) ?? throw new HttpRequestException("The provider answered without a body.");
    }
}
