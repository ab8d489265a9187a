using System.IO;
using Microsoft.Extensions.Logging;

namespace Violations.BG7002;

public sealed class ReportArchive(ILogger<ReportArchive> logger)
{
    public bool Delete(string path)
    {
        try
        {
            File.Delete(path);
            return true;
        }
        catch (IOException exception)
        {
            logger.LogWarning("Report {Path} could not be deleted: {Error}", path, exception); // guardrail: BG7002 (info)
            return false;
        }
    }
}
