using Games.Console;
using Games.Search;

namespace Games.Console
{
    /// <summary>A command a player types; not a database's.</summary>
    public sealed class SqlCommand
    {
        public SqlCommand(string commandText) => CommandText = commandText;

        public string CommandText { get; set; }

        public string Execute() => $"You said: {CommandText}";
    }

    public sealed class CommandDefinition
    {
        public CommandDefinition(string name) => Name = name;

        public string Name { get; }
    }

    public interface ICommand
    {
        string CommandText { get; set; }
    }

    public sealed class ChatCommand : ICommand
    {
        public string CommandText { get; set; } = "";
    }
}

namespace Games.Search
{
    public sealed class GameIndex
    {
        private readonly List<string> _names = ["Chess", "Go", "Shogi"];

        public IEnumerable<string> Query(string text) => _names.Where(name => name.Contains(text, StringComparison.OrdinalIgnoreCase));

        public Task<IEnumerable<string>> QueryAsync(string text) => Task.FromResult(Query(text));

        public int Execute(string script) => script.Length;

        public GameIndex FromSqlRaw(string text) => text.Length > 0 ? this : new GameIndex();
    }
}

namespace Games.Api
{
    public sealed class ConsoleService(GameIndex index, ILogger<ConsoleService> logger)
    {
        public string Run(string player, string input)
        {
            var command = new SqlCommand($"SELECT {input} FOR {player}");
            command.CommandText += " NOW";
            var definition = new CommandDefinition("say " + input);
            logger.LogInformation("{Player} runs {Name}", player, definition.Name);
            return command.Execute();
        }

        public string Chat(string player, string words)
        {
            ICommand chat = new ChatCommand { CommandText = player + ": " + words };
            return chat.CommandText;
        }

        public async Task<IReadOnlyList<string>> FindAsync(string term)
        {
            var direct = index.Query("name:" + term);
            var later = await index.QueryAsync($"SELECT * FROM games WHERE name = '{term}'");
            index.Execute("DELETE FROM recent WHERE term = '" + term + "'");
            return [.. direct, .. later, .. index.FromSqlRaw("x" + term).Query(term)];
        }
    }

    public static class GameEndpoints
    {
        public static void MapGames(this WebApplication app)
        {
            app.MapPost("/console/{player}", (string player, string input, ConsoleService console) => console.Run(player, input));
            app.MapPost("/chat/{player}", (string player, string words, ConsoleService console) => console.Chat(player, words));
            app.MapGet("/games", (string term, ConsoleService console) => console.FindAsync(term));
        }
    }
}
