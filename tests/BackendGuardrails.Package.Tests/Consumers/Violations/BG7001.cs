using System.IO;
using Microsoft.Extensions.Logging;

namespace Violations.BG7001;

public sealed class ReportStore(ILogger<ReportStore> logger)
{
    public string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException exception)
        {
            logger.LogError("Report {Path} could not be read: {Error}", path, exception.Message); // guardrail: BG7001
            return null;
        }
    }

    public string? ReadAgain(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException exception)
        {
            logger.LogError(exception, "Report {Path} could not be read", path);
            return null;
        }
    }
}
