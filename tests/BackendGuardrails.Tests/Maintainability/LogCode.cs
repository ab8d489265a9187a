namespace BackendGuardrails.Tests.Maintainability;

/// <summary>A service that tries something and logs what comes of it; for the tests of rules about logs.</summary>
internal static class LogCode
{
    /// <param name="handler">What the catch clause does; the logger is <c>_logger</c>.</param>
    /// <param name="caught">What the clause catches, in parentheses, with a filter when there is one.</param>
    public static string Catch(string handler, string caught = "(Exception ex)") => $$"""
        public class OrderDesk(ILogger<OrderDesk> _logger, Clock clock)
        {
            public async Task<bool> ShipAsync(int id, string carrier)
            {
                try
                {
                    await Task.Delay(id);
                    return clock.Now > DateTime.MinValue;
                }
                catch {{caught}}
                {
                    {{handler}}
                }

                return false;
            }
        }
        {{Around}}
        """;

    public const string Around = """
        public class Clock { public DateTime Now => DateTime.UtcNow; }
        public class OrderException(string message) : Exception(message) { public int Number { get; set; } }
        public interface ITelemetry { void TrackException(Exception exception); }
        """;
}
