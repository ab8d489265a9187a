using System.ComponentModel;
using System.Diagnostics;
using Npgsql;
using Xunit;

namespace BackendGuardrails.Evidence.Infrastructure;

/// <summary>A throw-away PostgreSQL: made when the first test of the collection asks, stopped and deleted behind the last.</summary>
public sealed class PostgresCluster : IDisposable
{
    public const string HowToGet = "PostgreSQL binaries are missing. Install the server (Debian: apt-get install postgresql; macOS: brew install postgresql), "
        + "so that pg_config is on the PATH and initdb is in the folder that 'pg_config --bindir' prints.";

    private const string ServiceUser = "postgres";
    private const string CasePrefix = "case";

    private readonly string _folder;
    private readonly bool _onSocket = !OperatingSystem.IsWindows();
    private readonly int _port = FreePort();
    private readonly Dictionary<string, string> _templates = [];
    private int _databases;

    public PostgresCluster()
    {
        if (Binaries is null)
            throw new InvalidOperationException(HowToGet);
        _folder = Directory.CreateTempSubdirectory("bg-pg-").FullName;
        if (RunsAsRoot)
            Run("chown", ServiceUser, _folder);
        RunServer("initdb", "-D", Data, "-U", ServiceUser, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        var listen = _onSocket ? $"-c listen_addresses='' -k {_folder}" : "-c listen_addresses=127.0.0.1";
        // Each program has a database, and a pool of connections to it that outlives the program by minutes.
        RunServer("pg_ctl", "-D", Data, "-l", Path.Combine(_folder, "log"), "-w", "-o", $"-p {_port} {listen} -c fsync=off -c max_connections=500", "start");
    }

    /// <summary>Where initdb and pg_ctl are; null without PostgreSQL.</summary>
    public static string? Binaries { get; } = FindBinaries();

    public static bool IsCase(string database) => database.StartsWith(CasePrefix, StringComparison.Ordinal);

    private static bool RunsAsRoot => !OperatingSystem.IsWindows() && Environment.UserName == "root";

    private string Data => Path.Combine(_folder, "data");

    /// <summary>A database of its own for a case; the connection string to it.</summary>
    public string CreateDatabase() => ConnectionString(Create("template1"), pooling: true);

    /// <summary>A copy of a database that is filled once, for the first case that asks for it.</summary>
    public string CopyDatabase(string template, Action<string> fill)
    {
        if (!_templates.TryGetValue(template, out var original))
        {
            _templates[template] = original = Create("template1");
            // A database that somebody is connected to cannot be copied.
            fill(ConnectionString(original, pooling: false));
        }

        return ConnectionString(Create(original), pooling: false);
    }

    private string Create(string template)
    {
        var name = $"{CasePrefix}{Interlocked.Increment(ref _databases)}";
        using var connection = new NpgsqlConnection(ConnectionString(ServiceUser, pooling: false));
        connection.Open();
        using var command = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE {template}", connection);
        command.ExecuteNonQuery();
        return name;
    }

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        RunServer("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private string ConnectionString(string database, bool pooling) => new NpgsqlConnectionStringBuilder
    {
        Host = _onSocket ? _folder : "127.0.0.1",
        Port = _port,
        Username = ServiceUser,
        Database = database,
        Pooling = pooling,
    }.ConnectionString;

    private static string? FindBinaries()
    {
        try
        {
            var folder = Run("pg_config", "--bindir").Trim();
            return File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "initdb.exe" : "initdb")) ? folder : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static void RunServer(string program, params string[] arguments)
    {
        program = Path.Combine(Binaries!, program);
        if (RunsAsRoot)
            Run("runuser", ["-u", ServiceUser, "--", program, .. arguments]);
        else
            Run(program, arguments);
    }

    private static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {output}{errors.Result}");
    }
}

/// <summary>Tests of this collection share the cluster and run one after the other, so that what the driver does belongs to one of them.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<PostgresCluster>
{
    public const string Name = "PostgreSQL";
}

/// <summary>A test that needs PostgreSQL: skipped without it, but on a build server that is a failure.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (PostgresCluster.Binaries is null && !string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
            Skip = PostgresCluster.HowToGet;
    }
}

/// <inheritdoc cref="PostgresFactAttribute"/>
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = new PostgresFactAttribute().Skip;
}
