using System.Data.Common;
using Standard;
using Vb;

namespace Beside;

public class Orders(DbCommand command, Statements statements)
{
    public async Task<int> RemoveAsync(string name, CancellationToken cancellationToken)
    {
        statements.Run(command);
        command.CommandText = "DELETE FROM Orders WHERE Name = '" + name + "'"; // guardrail: BG4001
        await Clients.Make(new("https://example.org")).GetAsync("/" + statements[name], cancellationToken);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
