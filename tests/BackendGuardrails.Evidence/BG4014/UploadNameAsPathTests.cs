using System.Text;
using BackendGuardrails.Evidence.Endpoints;
using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Security;
using Xunit;

namespace BackendGuardrails.Evidence.BG4014;

/// <summary>Where a file lands whose name a client makes up, before and behind the fix; all of it in a temporary folder.</summary>
public sealed class UploadNameAsPathTests : IDisposable
{
    private const string Program = """
        using Microsoft.AspNetCore.Mvc;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        var app = builder.Build();
        app.MapControllers();
        app.MapPost("/concatenated", async (IFormFile file, IConfiguration settings) =>
        {
            await using var stream = File.Create(settings["Folder"] + "/" + file.FileName);
            await file.CopyToAsync(stream);
        }).DisableAntiforgery();
        app.MapPost("/helper", (IFormFile file, IConfiguration settings) => Files.SaveAsync(settings["Folder"]!, file.FileName, file)).DisableAntiforgery();
        app.MapGet("/read", (string fileName, IConfiguration settings) =>
        {
            var path = Path.Combine(settings["Folder"]!, fileName);
            return File.Exists(path) ? Results.Text(File.ReadAllText(path)) : Results.NotFound();
        });
        app.Run();

        public static class Files
        {
            public static async Task SaveAsync(string folder, string name, IFormFile file)
            {
                await using var stream = new FileStream(Path.Combine(folder, name), FileMode.Create);
                await file.CopyToAsync(stream);
            }
        }

        [ApiController]
        public class PhotosController(IConfiguration settings) : ControllerBase
        {
            [HttpPost("combined")]
            public async Task Combined(IFormFile file)
            {
                var path = Path.Combine(settings["Folder"]!, file.FileName);
                await using var stream = System.IO.File.Create(path);
                await file.CopyToAsync(stream);
            }
        }
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("bg-upload-").FullName;

    private string Folder => Path.Combine(_root, "uploads", "photos");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_made_up_name_leaves_the_folder_and_behind_the_fix_it_does_not()
    {
        Directory.CreateDirectory(Folder);
        await using var hosts = await HostPair.StartAsync(Program, new BG4014UploadNameAsPathAnalyzer(), new BG4014UploadNameAsPathCodeFix(), 4, $"--Folder={Folder}");
        var table = new EvidenceTable("BG4014", "Where an upload is written", "`../../settings.json`, before", "after", "an absolute name, before", "after");
        foreach (var (path, name) in new[] { ("/combined", "`Path.Combine`, an action"), ("/concatenated", "a concatenated text, a lambda"), ("/helper", "`Path.Combine` in a method that is called") })
        {
            var absolute = Path.Combine(_root, "absolute.json");
            var cells = new List<object> { name };
            foreach (var sent in new[] { "../../settings.json", absolute })
            {
                var (before, after) = (await UploadAsync(hosts.Before, path, sent), await UploadAsync(hosts.After, path, sent));
                Assert.Equal("inside", after);
                cells.AddRange([before, after]);
            }

            // A concatenated absolute name is a long way down: there is no such folder.
            Assert.Equal(path == "/concatenated" ? "nowhere (500)" : "outside", cells[3]);
            Assert.Equal("outside", cells[1]);
            Assert.Equal("inside", await UploadAsync(hosts.Before, path, "photo.jpg"));
            table.Add([.. cells]);
        }

        table.VerifyPage();
    }

    [Fact]
    public async Task A_name_of_the_query_reads_what_is_none_of_its_business()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(_root, "settings.json"), "secret");
        await File.WriteAllTextAsync(Path.Combine(Folder, "note.txt"), "note");
        await using var hosts = await HostPair.StartAsync(Program, new BG4014UploadNameAsPathAnalyzer(), new BG4014UploadNameAsPathCodeFix(), 4, $"--Folder={Folder}");
        var (before, after) = await hosts.AskAsync(host => host.GetAsync("/read?fileName=../../settings.json"));
        Assert.Equal(("200 text/plain secret", "404"), (before.ToString(), after.ToString()));
        (before, after) = await hosts.AskAsync(host => host.GetAsync("/read?fileName=note.txt"));
        Assert.Equal(("200 text/plain note", "200 text/plain note"), (before.ToString(), after.ToString()));
    }

    private async Task<string> UploadAsync(EndpointHost host, string path, string fileName)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes("taken over")), "file", fileName } };
        var status = (await host.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = form })).Status;
        var written = Directory.GetFiles(_root, "*", SearchOption.AllDirectories);
        foreach (var file in written)
            File.Delete(file);
        return written.Length == 0 ? $"nowhere ({status})" : Path.GetDirectoryName(Assert.Single(written)) == Folder ? "inside" : "outside";
    }
}
