using System.Data;
using Dapper;

namespace Library.Data;

public abstract record Entity
{
    public int Id { get; init; }
}

public sealed record Book : Entity
{
    public string Title { get; init; } = "";

    public string Isbn { get; init; } = "";
}

public sealed record Member : Entity
{
    public string Name { get; init; } = "";
}

public sealed record Loan : Entity
{
    public int BookId { get; init; }

    public int MemberId { get; init; }
}

public interface IRepository<T>
{
    Task<T?> FindAsync(int id);

    Task<IReadOnlyList<T>> AllAsync(int page, int size);

    Task<bool> DeleteAsync(int id);
}

public abstract class Repository<T> : IRepository<T>
    where T : Entity
{
    protected Repository(IDbConnection connection) => Connection = connection;

    protected IDbConnection Connection { get; }

    protected abstract string TableName { get; }

    protected virtual string KeyColumn => nameof(Entity.Id);

    public Task<T?> FindAsync(int id) => Connection.QuerySingleOrDefaultAsync<T?>($"SELECT * FROM {TableName} WHERE {KeyColumn} = @id", new { id });

    public async Task<IReadOnlyList<T>> AllAsync(int page, int size)
    {
        var rows = await Connection.QueryAsync<T>(
            $"SELECT * FROM {TableName} ORDER BY {KeyColumn} OFFSET {page * size} ROWS FETCH NEXT {size} ROWS ONLY");
        return rows.AsList();
    }

    public async Task<bool> DeleteAsync(int id) =>
        await Connection.ExecuteAsync("DELETE FROM " + TableName + " WHERE " + KeyColumn + " = @id", new { id }) == 1;
}

public sealed class BookRepository(IDbConnection connection) : Repository<Book>(connection)
{
    protected override string TableName => "Books";

    public Task<Book?> ByIsbnAsync(string isbn) =>
        Connection.QueryFirstOrDefaultAsync<Book?>($"SELECT * FROM {TableName} WHERE {nameof(Book.Isbn)} = @isbn", new { isbn });
}

public sealed class MemberRepository(IDbConnection connection) : Repository<Member>(connection)
{
    private const string Schema = "people";

    protected override string TableName => Schema + ".Members";
}

public sealed class LoanRepository(IDbConnection connection) : Repository<Loan>(connection)
{
    private static readonly string Table = $"{nameof(Loan)}s";

    protected override string TableName => Table;

    protected override string KeyColumn => "LoanId";
}

/// <summary>For lookup tables that need nothing of their own.</summary>
public sealed class LookupRepository<T>(IDbConnection connection)
    where T : Entity
{
    private static readonly string Table = typeof(T).Name + "s";

    public Task<IEnumerable<T>> AllAsync() => connection.QueryAsync<T>($"SELECT * FROM {Table}");

    public Task<int> CountAsync() => connection.ExecuteScalarAsync<int>($"SELECT COUNT(*) FROM lookup.{typeof(T).Name}");
}
