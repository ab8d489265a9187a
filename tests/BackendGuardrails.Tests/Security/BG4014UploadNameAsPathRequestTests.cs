using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4014UploadNameAsPathAnalyzer, BackendGuardrails.Security.BG4014UploadNameAsPathCodeFix>;

namespace BackendGuardrails.Tests.Security;

/// <summary>Texts of the request whose names do not speak of files, and names that go through an interface.</summary>
public class BG4014UploadNameAsPathRequestTests
{
    private static Task VerifyAsync(string action, string types = "") => VerifyCS.VerifyAnalyzerAsync($$"""
        using Microsoft.AspNetCore.Mvc;

        [ApiController, Route("files")]
        public class FilesController : ControllerBase
        {
            private const string Root = "/srv/files";
            private readonly IStore store = null!;
            {{action}}
        }

        public class Form { public string? Folder { get; set; } public IFormFile File { get; set; } = null!; }
        public interface IStore { Task SaveAsync(Stream content, string name); Task<string?> FindAsync(string name); }
        {{types}}
        """);

    [Theory]
    [InlineData("[HttpGet] public IActionResult Get([FromQuery] string name) => PhysicalFile(Path.Combine(Root, [|name|]), \"text/plain\");")]
    [InlineData("[HttpGet] public IResult Get(string name) => Results.File(Path.Join(Root, [|name|]));")]
    [InlineData("[HttpGet] public IActionResult Get(string language) => Content(System.IO.File.ReadAllText(Path.Combine(Root, \"mails\", $\"{[|language|]}.html\")));")]
    [InlineData("[HttpGet] public IActionResult Get(string name) { if (string.IsNullOrEmpty(name)) return NotFound(); return new PhysicalFileResult(Root + \"/\" + [|name|], \"text/plain\"); }")]
    [InlineData("[HttpPost] public void Post([FromForm] Form form) => Directory.CreateDirectory(Path.Combine(Root, [|form.Folder|] ?? \"misc\"));")]
    [InlineData("[HttpGet] public Task Get([FromHeader] string tenant) => Response.SendFileAsync(Path.Combine(Root, [|tenant|], \"logo.png\"));")]
    public Task A_text_that_opens_a_file_under_a_directory(string action) => VerifyAsync(action);

    [Theory]
    [InlineData("[HttpGet(\"{name}\")] public IActionResult Get(string name) => PhysicalFile(Path.Combine(Root, name), \"text/plain\");")]
    [InlineData("[HttpGet] public IActionResult Get(string name) => PhysicalFile(Path.Combine(Root, Path.GetFileName(name)), \"text/plain\");")]
    [InlineData("[HttpGet] public IActionResult Get(string language) { if (language is not (\"en\" or \"de\")) language = \"en\"; return Content(System.IO.File.ReadAllText(Path.Combine(Root, language))); }")]
    [InlineData("[HttpGet] public IActionResult Get(string language) => language is \"en\" or \"de\" ? Content(System.IO.File.ReadAllText(Path.Combine(Root, language))) : NotFound();")]
    [InlineData("[HttpGet] public async Task<IActionResult> Get(string name) => await store.FindAsync(name) is null ? NotFound() : PhysicalFile(Path.Combine(Root, name), \"text/plain\");")]
    [InlineData("[HttpGet] public bool Get(string path) => System.IO.File.Exists(path) || Directory.Exists(path);")]
    [InlineData("[HttpPost] public void Post(string path) => System.IO.File.WriteAllText(Path.Combine(path, \"probe\"), \"\");")]
    [InlineData("[HttpGet] public string Get(string name) => Path.Combine(Root, name);")]
    [InlineData("[HttpGet] public IActionResult Get(string title) => PhysicalFile(Path.Combine(Root, \"a.pdf\"), \"application/pdf\", title);")]
    [InlineData("[HttpGet] public IEnumerable<string> Get(string prefix) => Directory.EnumerateFiles(Root, $\"x{prefix}*\");")]
    [InlineData("[HttpGet] public IActionResult Get(string name) { foreach (var known in new[] { \"a\" }) if (known == name) return PhysicalFile(Path.Combine(Root, name), \"text/plain\"); return NotFound(); }")]
    public Task Quiet_where_the_text_is_looked_at_or_the_client_says_where(string action) => VerifyAsync(action);

    [Theory]
    [InlineData("[HttpPost] public Task Post(IFormFile file) => store.SaveAsync(file.OpenReadStream(), [|file.FileName|]);", "var path = Path.Combine(\"files\", name);")]
    [InlineData("[HttpPost] public Task Post(IFormFile file) => store.SaveAsync(file.OpenReadStream(), Path.GetFileName(file.FileName));", "var path = Path.Combine(\"files\", name);")]
    [InlineData("[HttpPost] public Task Post(IFormFile file) => store.SaveAsync(file.OpenReadStream(), file.FileName);", "var path = Path.Combine(\"files\", Path.GetFileName(name));")]
    [InlineData("[HttpPost] public Task Post(IFormFile file) => store.SaveAsync(file.OpenReadStream(), file.FileName);", "if (name.Contains(\"..\")) throw new ArgumentException(name); var path = Path.Combine(\"files\", name);")]
    public Task What_implements_an_interface_is_followed(string action, string path) => VerifyAsync(action, $$"""
        public class DiskStore : IStore
        {
            public async Task SaveAsync(Stream content, string name) { {{path}} await using var target = System.IO.File.Create(path); await content.CopyToAsync(target); }
            public Task<string?> FindAsync(string name) => Task.FromResult<string?>(name);
        }
        """);

    [Theory]
    [InlineData("[HttpGet] public IActionResult Get(string folder, string name) => PhysicalFile(Path.Combine(Root, [|folder|], name), \"text/plain\");")]
    [InlineData("[HttpGet] public IActionResult Get(string fileName, string extension) => PhysicalFile(Path.Combine(Root, $\"{[|fileName|]}.{extension}\"), \"text/plain\");")]
    [InlineData("[HttpPost] public void Post(string name, string copy) { System.IO.File.Delete(Path.Combine(Root, [|name|])); System.IO.File.Delete(Path.Combine(Root, [|copy|])); }")]
    public Task The_parts_of_one_path_are_one_report(string action) => VerifyAsync(action);
}
