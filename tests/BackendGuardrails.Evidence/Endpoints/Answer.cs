using System.Text.RegularExpressions;

namespace BackendGuardrails.Evidence.Endpoints;

/// <summary>What a client gets.</summary>
/// <param name="ContentType">Without the charset; null for an answer without a body.</param>
public sealed partial record Answer(int Status, string? ContentType, string Body)
{
    /// <summary>Whether it is what RFC 9457 asks for.</summary>
    public bool IsProblem => ContentType == "application/problem+json";

    /// <summary>In one line; the identifier of the request is another one each time.</summary>
    public override string ToString() => $"{Status} {ContentType} {TraceId().Replace(Body, "\"traceId\":\"…\"")}".TrimEnd();

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex TraceId();
}
