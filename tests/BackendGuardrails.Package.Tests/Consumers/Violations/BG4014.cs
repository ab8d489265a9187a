using Microsoft.AspNetCore.Http;

namespace Violations.BG4014;

public sealed class Pictures(string root)
{
    public async Task SaveAsync(IFormFile file, CancellationToken cancellationToken)
    {
        await using var stream = File.Create(Path.Combine(root, file.FileName)); // guardrail: BG4014
        await file.CopyToAsync(stream, cancellationToken);
    }

    public async Task SaveUnderItsNameAsync(IFormFile file, CancellationToken cancellationToken)
    {
        await using var stream = File.Create(Path.Combine(root, Path.GetFileName(file.FileName)));
        await file.CopyToAsync(stream, cancellationToken);
    }
}
