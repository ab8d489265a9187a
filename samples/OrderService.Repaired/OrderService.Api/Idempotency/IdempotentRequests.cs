#nullable enable
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace OrderService.Api.Idempotency;

/// <summary>
/// The Idempotency-Key header as draft-ietf-httpapi-idempotency-key-header describes it. A request without a key is refused (400), and so are another request under a known key (422)
/// and one that comes while the first is worked on (409). One that comes again gets the first answer.
/// </summary>
internal static class IdempotentRequests
{
    private const string Header = "Idempotency-Key";
    private const int LongestKey = 255;

    private static readonly byte[] Failure = Encoding.UTF8.GetBytes("{\"title\":\"The first request with this Idempotency-Key failed.\",\"status\":500}");

    public static bool Concerns(HttpRequest request) => HttpMethods.IsPost(request.Method) || HttpMethods.IsPatch(request.Method);

    /// <returns>Whether the work was done; if not, the request is answered all the same.</returns>
    public static async Task<bool> RunAsync(HttpContext http, Func<Task> work)
    {
        var sent = http.Request.Headers[Header];
        if (sent.Count != 1 || string.IsNullOrWhiteSpace(sent) || sent.ToString().Length > LongestKey)
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, "The Idempotency-Key header is missing.", "Send one key with the request, and the same one when you send it again.");
            return false;
        }

        var store = http.RequestServices.GetRequiredService<IIdempotencyStore>();
        var key = KeyOf(http, sent.ToString());
        var fingerprint = await FingerprintAsync(http.Request);
        if (await store.ClaimAsync(key, fingerprint, http.RequestAborted) is not { } known)
        {
            await WorkAsync(http, store, key, work);
            return true;
        }

        if (known.Fingerprint != fingerprint)
            await RefuseAsync(http, StatusCodes.Status422UnprocessableEntity, "The Idempotency-Key belongs to another request.", "Use a new key for a new request.");
        else if (known.Answer is not { } answer)
            await RefuseAsync(http, StatusCodes.Status409Conflict, "The first request with this Idempotency-Key is being processed.", "Ask again a little later.");
        else
            await AnswerAsync(http.Response, answer);
        return false;
    }

    private static async Task WorkAsync(HttpContext http, IIdempotencyStore store, string key, Func<Task> work)
    {
        // A client that hangs up will ask again. The work is finished, so that there is an answer then.
        http.RequestAborted = CancellationToken.None;
        var (response, body) = (http.Response, http.Response.Body);
        var before = response.Headers.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase);
        using var kept = new MemoryStream();
        response.Body = kept;
        try
        {
            await work();
            await response.BodyWriter.FlushAsync();
        }
        catch (Exception failure)
        {
            // A bad request has done nothing. Of any other nobody knows how far it came, so its key is spent; where all work is one transaction, release it instead.
            if (failure is BadHttpRequestException)
                await store.ReleaseAsync(key, CancellationToken.None);
            else
                await store.CompleteAsync(key, Problem(), CancellationToken.None);
            throw;
        }
        finally
        {
            response.Body = body;
        }

        // What was refused may be corrected and sent again under the same key.
        if (response.StatusCode is >= 400 and < 500)
            await store.ReleaseAsync(key, CancellationToken.None);
        else
            await store.CompleteAsync(key, new IdempotentAnswer(response.StatusCode, HeadersOf(response, before), kept.ToArray()), CancellationToken.None);
        kept.Position = 0;
        await kept.CopyToAsync(body);
    }

    private static IReadOnlyDictionary<string, string[]> HeadersOf(HttpResponse response, HashSet<string> before) => response.Headers
        .Where(header => !before.Contains(header.Key) && header.Key is not ("Content-Length" or "Date" or "Set-Cookie"))
        .ToDictionary(header => header.Key, header => header.Value.OfType<string>().ToArray());

    private static IdempotentAnswer Problem() =>
        new(StatusCodes.Status500InternalServerError, new Dictionary<string, string[]> { ["Content-Type"] = new[] { "application/problem+json" } }, Failure);

    private static async Task AnswerAsync(HttpResponse response, IdempotentAnswer answer)
    {
        response.StatusCode = answer.Status;
        foreach (var (name, values) in answer.Headers)
            response.Headers[name] = values;
        if (answer.Body.Length > 0)
            await response.Body.WriteAsync(answer.Body);
    }

    private static Task RefuseAsync(HttpContext http, int status, string title, string detail) => Results.Problem(statusCode: status, title: title, detail: detail).ExecuteAsync(http);

    /// <summary>The key of one caller on one route says nothing about that of another.</summary>
    private static string KeyOf(HttpContext http, string key)
    {
        var caller = http.User.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? http.User.FindFirst("sub")?.Value ?? http.User.Identity?.Name;
        var request = http.Request;
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Method} {request.PathBase}{request.Path}\n{caller}\n{key}")));
    }

    private static async Task<string> FingerprintAsync(HttpRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.QueryString}\n"));
        if (request.HasFormContentType)
        {
            // The parts of a form are told apart by another line each time.
            var form = await request.ReadFormAsync();
            foreach (var part in form.Select(field => $"{field.Key}={field.Value}").Concat(form.Files.Select(file => $"{file.Name}={file.FileName}:{file.Length}")).OrderBy(part => part, StringComparer.Ordinal))
                hash.AppendData(Encoding.UTF8.GetBytes($"{part}\n"));
            return Convert.ToHexString(hash.GetHashAndReset());
        }

        request.EnableBuffering();
        var buffer = new byte[8192];
        for (var read = await request.Body.ReadAsync(buffer); read > 0; read = await request.Body.ReadAsync(buffer))
            hash.AppendData(buffer, 0, read);
        request.Body.Position = 0;
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
