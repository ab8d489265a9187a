using Microsoft.CodeAnalysis;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4014UploadNameAsPathAnalyzer, BackendGuardrails.Security.BG4014UploadNameAsPathCodeFix>;

namespace BackendGuardrails.Tests.Security;

public class BG4014UploadNameAsPathTests
{
    private static string Controller(string code) => $$"""
        using Microsoft.AspNetCore.Mvc;

        public class Photo { public string FileName { get; set; } = ""; public string Title { get; set; } = ""; }
        public interface IStore { Task SaveAsync(string name, Stream content); }

        [ApiController, Route("photos")]
        public class PhotosController(IStore store, IWebHostEnvironment host) : ControllerBase
        {
            private const string Root = "/srv/photos";

            [HttpPost]
            public async Task<IActionResult> AddAsync(IFormFile file, IFormFileCollection files)
            {
                await Task.Yield();
                {{code}}
                return Ok((store, host).ToString());
            }

            private static string Sanitize(string name) => name.Replace("/", "");
            private static FileStream Open(string name) => System.IO.File.Create(Path.Combine(Root, name));
            private static FileStream OpenChecked(string name) { if (name.Contains("..")) throw new ArgumentException("name"); return System.IO.File.Create(Path.Combine(Root, name)); }
            private static string PathOf(string name) => Path.Combine(Root, name);
        }
        """;

    private static Task InAsync(string code) => VerifyCS.VerifyAnalyzerAsync(Controller(code));

    [Theory]
    [InlineData("using var stream = System.IO.File.Create(Path.Combine(Root, [|file.FileName|]));")]
    [InlineData("using var stream = new FileStream(Path.Combine(host.WebRootPath, \"images\", [|file.FileName|]), FileMode.Create);")]
    [InlineData("var path = Path.Combine(Root, [|file.FileName|]); using var stream = new FileStream(path, FileMode.Create); await file.CopyToAsync(stream);")]
    [InlineData("var name = [|file.FileName|]; var path = Path.Combine(Root, name); await using var stream = System.IO.File.OpenWrite(path);")]
    [InlineData("string path; path = Path.Combine(Root, [|file.FileName|]); System.IO.File.Delete(path);")]
    [InlineData("var path = Path.Combine(Root, Guid.NewGuid() + \"_\" + [|file.FileName|]); using var stream = System.IO.File.Create(path);")]
    [InlineData("var path = Path.Combine(Root, $\"{Guid.NewGuid()}_{[|file.FileName|]}\"); using var stream = System.IO.File.Create(path);")]
    [InlineData("using var stream = System.IO.File.Create(Root + \"/\" + [|file.FileName|]);")]
    [InlineData("using var stream = System.IO.File.Create($\"{Root}/{[|file.FileName|]}\");")]
    [InlineData("await System.IO.File.WriteAllTextAsync(Path.Join(Root, [|file.FileName|].Trim('\"')), \"x\");")]
    [InlineData("var path = Path.GetFullPath(Path.Combine(Root, [|file.FileName|])); if (System.IO.File.Exists(path)) System.IO.File.Delete(path); ")]
    [InlineData("var info = new FileInfo(Path.Combine(Root, [|file.FileName|].Replace(\" \", \"-\").ToLowerInvariant()));")]
    [InlineData("using var stream = Open([|file.FileName|]);")]
    [InlineData("using var stream = System.IO.File.Create(Path.Combine(Root, file?[|.FileName|] ?? \"x\"));")]
    [InlineData("foreach (var one in files) { using var stream = System.IO.File.Create(Path.Combine(Root, [|one.FileName|])); }")]
    [InlineData("using var stream = System.IO.File.Create(Path.Combine(new[] { Root, [|Request.Form.Files[0].FileName|] }));")]
    public Task The_name_of_an_upload_opens_a_file(string code) => InAsync(code);

    [Theory]
    [InlineData("using var stream = System.IO.File.Create(Path.Combine(Root, Path.GetFileName(file.FileName)));")]
    [InlineData("var name = Path.GetFileName(file.FileName); using var stream = System.IO.File.Create(Path.Combine(Root, name));")]
    [InlineData("using var stream = System.IO.File.Create(Path.Combine(Root, Path.GetRandomFileName() + Path.GetExtension(file.FileName)));")]
    [InlineData("using var stream = System.IO.File.Create(Path.Combine(Root, Path.GetFileNameWithoutExtension(file.FileName)));")]
    [InlineData("using var stream = System.IO.File.Create(Path.Combine(Root, Path.GetRandomFileName()));")]
    [InlineData("using var stream = System.IO.File.Create(Path.Combine(Root, Sanitize(file.FileName)));")]
    [InlineData("if (file.FileName.Contains(\"..\")) return BadRequest(); using var stream = System.IO.File.Create(Path.Combine(Root, file.FileName));")]
    [InlineData("if (file.FileName.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0) return BadRequest(); using var stream = System.IO.File.Create(Path.Combine(Root, file.FileName));")]
    [InlineData("var path = Path.GetFullPath(Path.Combine(Root, file.FileName)); if (!path.StartsWith(Root)) return BadRequest(); using var stream = System.IO.File.Create(path);")]
    [InlineData("var name = file.FileName; if (!new[] { \"a\", \"b\" }.Contains(name)) return BadRequest(); using var stream = System.IO.File.Create(Path.Combine(Root, name));")]
    [InlineData("await store.SaveAsync(file.FileName, file.OpenReadStream());")]
    [InlineData("var photo = new Photo { FileName = file.FileName };")]
    [InlineData("await System.IO.File.WriteAllTextAsync(Path.Combine(Root, \"names.txt\"), file.FileName);")]
    [InlineData("if (file.FileName == \"x\") return Ok(file.FileName);")]
    [InlineData("using var stream = OpenChecked(file.FileName);")]
    [InlineData("var name = file.FileName; name = Path.GetFileName(name); using var stream = System.IO.File.Create(Path.Combine(Root, name));")]
    [InlineData("var path = file.FileName; path = Path.Combine(Root, Guid.NewGuid().ToString()); using var stream = System.IO.File.Create(path);")]
    [InlineData("using var stream = System.IO.File.Create(Path.Combine(Root, file.FileName.Replace(\"/\", \"\").Replace(\"..\", \"\")));")]
    [InlineData("using var stream = System.IO.File.Create(Path.Combine(Root, file.FileName.EndsWith(\".png\") ? \"a.png\" : \"a.jpg\"));")]
    public Task Quiet_where_only_a_name_is_kept_or_somebody_looks_at_it(string code) => InAsync(code);

    [Theory]
    [InlineData("await store.SaveAsync(Path.Combine(Root, {|#0:file.FileName|}), file.OpenReadStream());")]
    [InlineData("var photo = new Photo { FileName = Path.Combine(Root, {|#0:file.FileName|}) };")]
    public Task Information_where_the_path_cannot_be_followed_to_a_file(string code) => VerifyCS.VerifyAnalyzerAsync(
        Controller(code),
        VerifyCS.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithArguments("file.FileName").WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations));

    [Theory]
    [InlineData("app.MapPost(\"/photos\", (IFormFile file) => { using var stream = File.Create(Path.Combine(\"/srv\", [|file.FileName|])); });")]
    [InlineData("app.MapPost(\"/photos\", async (HttpRequest request) => { var form = await request.ReadFormAsync(); using var stream = File.Create(Path.Combine(\"/srv\", [|form.Files[0].FileName|])); });")]
    [InlineData("app.MapGet(\"/photos\", (string fileName) => Results.Bytes(File.ReadAllBytes(Path.Combine(\"/srv\", [|fileName|]))));")]
    [InlineData("app.MapPost(\"/photos\", (Photo photo) => File.WriteAllText(Path.Combine(\"/srv\", [|photo.FileName|]), photo.Title));")]
    [InlineData("app.MapPost(\"/photos\", Save); void Save(Photo photo) => File.WriteAllText(\"/srv/\" + [|photo.FileName|], photo.Title);")]
    [InlineData("app.MapGet(\"/photos/{fileName}\", (string fileName) => Results.Bytes(File.ReadAllBytes(Path.Combine(\"/srv\", fileName))));")]
    [InlineData("app.MapGet(\"/photos\", (string fileName) => Results.Bytes(File.ReadAllBytes(Path.Combine(\"/srv\", Path.GetFileName(fileName)))));")]
    [InlineData("app.MapGet(\"/photos\", (string title) => Results.Ok(Path.Combine(\"/srv\", title)));")]
    [InlineData("app.MapGet(\"/photos\", (string fileName) => { fileName = Path.GetFileName(fileName); return Results.Bytes(File.ReadAllBytes(Path.Combine(\"/srv\", fileName))); });")]
    [InlineData("void Save(string fileName) => File.Delete(Path.Combine(\"/srv\", fileName));")]
    public Task A_text_of_the_request_that_is_called_a_file(string code) => VerifyCS.VerifyAnalyzerAsync($$"""
        var app = WebApplication.Create();
        {{code}}
        app.Run();

        public class Photo { public string FileName { get; set; } = ""; public string Title { get; set; } = ""; }
        """);

    [Theory]
    [InlineData("public class Photos { public async Task SaveAsync(IFormFile file) { await using var stream = File.Create(Path.Combine(\"/srv\", [|file.FileName|])); await file.CopyToAsync(stream); } }")]
    [InlineData("public class PageOfPhotos { public IFormFile? Upload { get; set; } public void Save() { using var stream = File.Create(Path.Combine(\"/srv\", [|Upload!.FileName|])); } }")]
    [InlineData("public class Photos { public string Path(Look.IFormFile file) => System.IO.Path.Combine(\"/srv\", file.FileName); } namespace Look { public interface IFormFile { string FileName { get; } } }")]
    [InlineData("public class Photos { public void Save(string fileName) => File.Delete(Path.Combine(\"/srv\", fileName)); }")]
    public Task In_services_and_not_of_look_alikes(string source) => VerifyCS.VerifyAnalyzerAsync(source);

    [Fact]
    public Task Known_miss_a_name_that_an_object_carries() => InAsync("var photo = new Photo { FileName = file.FileName }; using var stream = System.IO.File.Create(Path.Combine(Root, photo.FileName));");

    [Fact]
    public Task The_fix_keeps_the_name_and_by_Fix_all() => VerifyCS.VerifyCodeFixAsync(
        Controller("""
            // Where they belong.
                    using var one = System.IO.File.Create(Path.Combine(Root, [|file.FileName|])); // now
                    using var two = System.IO.File.Create($"{Root}/{[|files[0].FileName|]}");
                    using var three = System.IO.File.Create(Path.Combine(Root, file?[|.FileName|] ?? "x"));
                    var path = Path.Combine(Root, [|file!.FileName|].Trim('"'));
                    System.IO.File.Delete(path);
            """),
        Controller("""
            // Where they belong.
                    using var one = System.IO.File.Create(Path.Combine(Root, Path.GetFileName(file.FileName))); // now
                    using var two = System.IO.File.Create($"{Root}/{Path.GetFileName(files[0].FileName)}");
                    using var three = System.IO.File.Create(Path.Combine(Root, Path.GetFileName(file?.FileName) ?? "x"));
                    var path = Path.Combine(Root, Path.GetFileName(file!.FileName).Trim('"'));
                    System.IO.File.Delete(path);
            """));

    [Fact]
    public async Task The_fix_imports_the_namespace_of_Path_where_it_is_missing() => await new VerifyCS.Test
    {
        ImplicitUsings = "",
        TestCode = "public class Photos { public void Save(Microsoft.AspNetCore.Http.IFormFile file) => System.IO.File.Delete(\"/srv/\" + [|file.FileName|]); }",
        FixedCode = "using System.IO;\n\npublic class Photos { public void Save(Microsoft.AspNetCore.Http.IFormFile file) => System.IO.File.Delete(\"/srv/\" + Path.GetFileName(file.FileName)); }",
    }.RunAsync();

    [Fact]
    public Task Half_typed_code_does_not_throw() => new VerifyCS.Test
    {
        CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None,
        TestCode = Controller("var path = Path.Combine(Root, {|BG4014:file.FileName|}; var a = a + file.FileName; a = System.IO.File.Create(a"),
    }.RunAsync();
}
