using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4014UploadNameAsPathAnalyzer, BackendGuardrails.Security.BG4014UploadNameAsPathCodeFix>;

namespace BackendGuardrails.Tests.Security;

/// <summary>Uploads in the many forms that controllers, mappings and what they call have.</summary>
public class BG4014UploadNameAsPathFormsTests
{
    private static Task VerifyAsync(string types, string mapped = "app.MapControllers();", params string[] files)
    {
        var test = new VerifyCS.Test
        {
            Stubs = ["MediatR"],
            TestCode = $$"""
                using Microsoft.AspNetCore.Mvc;

                var builder = WebApplication.CreateBuilder(args);
                var app = builder.Build();
                {{mapped}}
                app.Run();

                public class Upload { public IFormFile File { get; set; } = null!; public List<IFormFile> More { get; set; } = new(); }
                public record Attachment(IFormFile File, string Title);
                {{types}}
                """,
        };
        foreach (var file in files)
            test.TestState.Sources.Add(file);
        return test.RunAsync();
    }

    [Fact]
    public Task Controllers_of_all_forms_are_reported() => VerifyAsync("""
        [ApiController, Route("photos")]
        public class PhotosController(IWebHostEnvironment host) : ControllerBase
        {
            private string Folder => Path.Combine(host.ContentRootPath, "photos");

            [HttpPost("expression")] public Task Expression(IFormFile file) => System.IO.File.WriteAllBytesAsync(Path.Combine(Folder, [|file.FileName|]), new byte[1]);
            [HttpPost("record")] public void Record([FromForm] Attachment attachment) { using var stream = new FileStream($"{Folder}{Path.DirectorySeparatorChar}{[|attachment.File.FileName|]}", FileMode.CreateNew); }
            [HttpPost("model")] public void Model([FromForm] Upload upload) { upload.More.ForEach(one => { using var stream = System.IO.File.Create(Path.Combine(Folder, [|one.FileName|])); }); }
            [HttpPost("local")] public async Task Local(IFormFile file) { await SaveAsync([|file.FileName|]); async Task SaveAsync(string name) { await using var stream = System.IO.File.Create(Path.Combine(Folder, name)); } }
            [HttpPost("extension")] public IActionResult Extension(IFormFile file) { if (!new[] { ".png" }.Contains(Path.GetExtension(file.FileName)) || !IsPicture(file.FileName)) return BadRequest(); System.IO.File.Delete(Path.Combine(Folder, [|file.FileName|])); return Ok(); }
            private static bool IsPicture(string name) => name.EndsWith(".png") || name.EndsWith(".jpg");
            [HttpPost("switched")] public void Switched(IFormFile file, string kind) { var path = kind switch { "a" => Path.Combine(Folder, [|file.FileName|]), _ => "none" }; System.IO.File.Delete(path); }
        }

        public abstract class FilesBase<T> : ControllerBase where T : class
        {
            [HttpPost] public virtual void Add(IFormFile file) { var directory = Directory.CreateDirectory("files"); using var stream = new FileInfo(Path.Combine(directory.FullName, [|file.FileName|])).Create(); }
        }
        public class DocumentsController : FilesBase<Upload> { }

        public partial class SplitController : ControllerBase { private static FileStream Open(string name) => System.IO.File.OpenWrite(Path.Join("files", name)); }
        public partial class SplitController { [HttpPost] public void Add(IFormFile file) { using var stream = Open([|file.FileName|]); } }

        [Controller]
        public class Plain { [HttpPost] public void Add([FromServices] Saver saver, IFormFileCollection files) { foreach (var file in files.Where(one => one.Length > 0)) saver.Save("files", [|file.FileName|]); } }
        public class Saver { public void Save(string folder, string name) => Deeper(folder, name); private static void Deeper(string folder, string name) { using var stream = File.Create(Path.Combine(folder, name)); } }
        """);

    [Fact]
    public Task Known_miss_a_name_that_is_taken_from_a_tuple() =>
        VerifyAsync("public class PhotosController : ControllerBase { [HttpPost] public void Add(IFormFile file) { var (name, length) = (file.FileName, file.Length); System.IO.File.Delete(Path.Combine(\"files\", name)); } }");

    [Fact]
    public Task Controllers_of_all_forms_that_look_at_the_name_are_quiet() => VerifyAsync("""
        [ApiController, Route("photos")]
        public class PhotosController(IWebHostEnvironment host) : ControllerBase
        {
            private string Folder => Path.Combine(host.ContentRootPath, "photos");

            [HttpPost("expression")] public Task Expression(IFormFile file) => System.IO.File.WriteAllBytesAsync(Path.Combine(Folder, Path.GetFileName(file.FileName)), new byte[1]);
            [HttpPost("record")] public void Record([FromForm] Attachment attachment) { using var stream = System.IO.File.Create($"{Folder}/{Guid.NewGuid()}{Path.GetExtension(attachment.File.FileName)}"); }
            [HttpPost("model")] public void Model([FromForm] Upload upload) { upload.More.ForEach(one => { var name = Path.GetFileName(one.FileName); using var stream = System.IO.File.Create(Path.Combine(Folder, name)); }); }
            [HttpPost("local")] public async Task Local(IFormFile file) { await SaveAsync(file.FileName); async Task SaveAsync(string name) { await using var stream = System.IO.File.Create(Path.Combine(Folder, Path.GetFileName(name))); } }
            [HttpPost("guard")] public IActionResult Guarded(IFormFile file) { if (!IsPlain(file.FileName)) return BadRequest(); using var stream = System.IO.File.Create(Path.Combine(Folder, file.FileName)); return Ok(); }
            [HttpPost("pattern")] public IActionResult Pattern(IFormFile file) { var path = Path.GetFullPath(Path.Combine(Folder, file.FileName)); return path.StartsWith(Folder, StringComparison.Ordinal) ? PhysicalFile(path, "image/png") : NotFound(); }
            [HttpPost("regex")] public IActionResult Regular(IFormFile file) { if (!System.Text.RegularExpressions.Regex.IsMatch(file.FileName, "^[a-z]+$")) return BadRequest(); System.IO.File.Delete(Path.Combine(Folder, file.FileName)); return Ok(); }
            [HttpPost("header")] public void Header(IFormFile file) => Response.Headers["X-Name"] = file.FileName;
            private static bool IsPlain(string name) => name.IndexOfAny(Path.GetInvalidFileNameChars()) < 0;
        }

        public abstract class FilesBase<T> : ControllerBase where T : class
        {
            [HttpPost] public virtual void Add(IFormFile file) { using var stream = new FileInfo(Path.Combine("files", NameOf(file))).Create(); }
            protected abstract string NameOf(IFormFile file);
        }
        public class DocumentsController : FilesBase<Upload> { protected override string NameOf(IFormFile file) => Path.GetRandomFileName(); }

        public partial class SplitController : ControllerBase { private static FileStream Open(string name) => System.IO.File.OpenWrite(Path.Join("files", Path.GetFileName(name))); }
        public partial class SplitController { [HttpPost] public void Add(IFormFile file) { using var stream = Open(file.FileName); } }

        [Controller]
        public class Plain { [HttpPost] public void Add([FromServices] Saver saver, IFormFile file) => saver.Save("files", file.FileName); }
        public class Saver { public void Save(string folder, string name) => Deeper(folder, Path.GetFileName(name)); private static void Deeper(string folder, string name) { using var stream = File.Create(Path.Combine(folder, name)); } }
        """);

    [Fact]
    public Task Mappings_of_all_forms_are_reported() => VerifyAsync(
        """
        public record Picture(string FileName, byte[] Bytes);
        public record AddPhoto(IFormFile File) : MediatR.IRequest<int>;
        public class AddPhotoHandler : MediatR.IRequestHandler<AddPhoto, int>
        {
            public async Task<int> Handle(AddPhoto request, CancellationToken cancellationToken)
            {
                await using var stream = File.Create(Path.Combine("photos", [|request.File.FileName|]));
                await request.File.CopyToAsync(stream, cancellationToken);
                return 1;
            }
        }
        public static class Handlers
        {
            public static async Task<IResult> SaveAsync([FromForm] IFormFile file, IConfiguration settings)
            {
                var folder = settings["Folder"] ?? "photos";
                var path = Path.Combine(folder, DateTime.UtcNow.Year.ToString(), [|file.FileName|]);
                await using (var stream = new FileStream(path, FileMode.Create)) await file.CopyToAsync(stream);
                return Results.Ok();
            }
        }
        public class Desk { public void Save(IFormFile file) => File.Move("temporary", Path.Combine("photos", [|file.FileName|])); }
        """,
        """
        app.MapPost("/command", (IFormFile file, MediatR.ISender sender) => sender.Send(new AddPhoto(file)));
        app.MapPost("/method", Handlers.SaveAsync);
        app.MapPost("/instance", new Desk().Save);
        app.MapPost("/many", (IFormFileCollection files) => { for (var at = 0; at < files.Count; at++) File.WriteAllText(Path.Combine("photos", [|files[at].FileName|]), ""); });
        app.MapPost("/parallel", async (IFormFileCollection files) => await Task.WhenAll(files.Select(async file => { await using var stream = File.Create("photos/" + [|file.FileName|]); await file.CopyToAsync(stream); })));
        app.MapGroup("/v1").MapPost("/body", (Picture picture) => File.WriteAllBytes(Path.Combine("photos", [|picture.FileName|]), picture.Bytes));
        app.MapPost("/parameters", ([AsParameters] Picture picture) => File.Exists(Path.Combine("photos", [|picture.FileName|])));
        app.MapPost("/context", async context => { var form = await context.Request.ReadFormAsync(); foreach (var file in form.Files) { using var stream = File.Create(Path.Combine("photos", [|file.FileName|])); } });
        app.MapDownloads();
        MapLocal(app);

        static void MapLocal(IEndpointRouteBuilder routes) { routes.MapPost("/local", Save); void Save(IFormFile file) { using var stream = OpenIn("photos", [|file.FileName|]); } FileStream OpenIn(string folder, string name) => File.OpenWrite(Path.Combine(folder, name)); }
        """,
        "public static class Downloads { public static void MapDownloads(this IEndpointRouteBuilder routes) => routes.MapGet(\"/download\", (string fileName) => Results.Stream(File.OpenRead(Path.Combine(\"photos\", [|fileName|])))); }");

    [Fact]
    public Task Mappings_of_all_forms_that_look_at_the_name_are_quiet() => VerifyAsync(
        """
        public record Picture(string FileName, byte[] Bytes);
        public record AddPhoto(IFormFile File) : MediatR.IRequest<int>;
        public class AddPhotoHandler : MediatR.IRequestHandler<AddPhoto, int>
        {
            public async Task<int> Handle(AddPhoto request, CancellationToken cancellationToken)
            {
                await using var stream = File.Create(Path.Combine("photos", Path.GetFileName(request.File.FileName)));
                return 1;
            }
        }
        public static class Names { public static string SafeName(this IFormFile file) => Path.GetFileName(file.FileName); }
        public class Desk { private static readonly HashSet<string> Allowed = new() { "a.png" }; public IResult Save(IFormFile file) { if (!Allowed.Contains(file.FileName)) return Results.BadRequest(); File.Move("temporary", Path.Combine("photos", file.FileName)); return Results.Ok(); } }
        """,
        """
        app.MapPost("/command", (IFormFile file, MediatR.ISender sender) => sender.Send(new AddPhoto(file)));
        app.MapPost("/extension", (IFormFile file) => { using var stream = File.Create(Path.Combine("photos", file.SafeName())); });
        app.MapPost("/instance", new Desk().Save);
        app.MapPost("/many", (IFormFileCollection files) => { for (var at = 0; at < files.Count; at++) File.WriteAllText(Path.Combine("photos", $"{at}{Path.GetExtension(files[at].FileName)}"), files[at].FileName); });
        app.MapPost("/parallel", async (IFormFileCollection files) => await Task.WhenAll(files.Select(async file => { await using var stream = File.Create("photos/" + Path.GetFileName(file.FileName)); await file.CopyToAsync(stream); })));
        app.MapPost("/body", (Picture picture) => File.WriteAllBytes(Path.Combine("photos", Path.GetFileName(picture.FileName)), picture.Bytes));
        app.MapGet("/download/{fileName}", (string fileName) => Results.Stream(File.OpenRead(Path.Combine("photos", fileName))));
        app.MapPost("/logged", (IFormFile file, ILogger<Program> logger) => { logger.LogInformation("{Name}", file.FileName); File.WriteAllText("photos/last.txt", file.FileName); });
        app.MapPost("/table", (IFormFile file) => { var names = new Dictionary<string, string> { ["a"] = "a.png" }; if (names.TryGetValue(file.FileName, out var known)) File.Delete(Path.Combine("photos", known)); });
        app.MapPost("/asked", (IFormFile file) => { var name = file.FileName; if (name != Path.GetFileName(name)) return Results.BadRequest(); using var stream = File.Create(Path.Combine("photos", name)); return Results.Ok(); });
        app.MapDownloads();
        MapLocal(app);

        static void MapLocal(IEndpointRouteBuilder routes) { routes.MapPost("/local", Save); void Save(IFormFile file) { using var stream = OpenIn("photos", file.FileName); } FileStream OpenIn(string folder, string name) => File.OpenWrite(Path.Combine(folder, Path.GetFileName(name))); }
        """,
        "public static class Downloads { public static void MapDownloads(this IEndpointRouteBuilder routes) => routes.MapGet(\"/download\", (string title) => Results.Text(title)); }");
}
