#nullable enable
namespace System.Data.Entity
{
    using System;
    using System.Collections;
    using System.Collections.Generic;
    using System.Data.Common;
    using System.Data.Entity.Infrastructure;
    using System.Linq;
    using System.Linq.Expressions;
    using System.Threading;
    using System.Threading.Tasks;

    public enum TransactionalBehavior { EnsureTransaction, DoNotEnsureTransaction }

    public class Database
    {
        public DbConnection Connection => throw new NotImplementedException();
        public int? CommandTimeout { get; set; }
        public Action<string>? Log { get; set; }
        public DbRawSqlQuery<TElement> SqlQuery<TElement>(string sql, params object[] parameters) => throw new NotImplementedException();
        public DbRawSqlQuery SqlQuery(Type elementType, string sql, params object[] parameters) => throw new NotImplementedException();
        public int ExecuteSqlCommand(string sql, params object[] parameters) => 0;
        public int ExecuteSqlCommand(TransactionalBehavior transactionalBehavior, string sql, params object[] parameters) => 0;
        public Task<int> ExecuteSqlCommandAsync(string sql, params object[] parameters) => Task.FromResult(0);
        public Task<int> ExecuteSqlCommandAsync(string sql, CancellationToken cancellationToken, params object[] parameters) => Task.FromResult(0);
        public Task<int> ExecuteSqlCommandAsync(TransactionalBehavior transactionalBehavior, string sql, params object[] parameters) => Task.FromResult(0);
    }

    public class DbContext : IDisposable
    {
        protected DbContext() { }
        public DbContext(string nameOrConnectionString) { }
        public Database Database { get; } = new();
        public virtual DbSet<TEntity> Set<TEntity>() where TEntity : class => throw new NotImplementedException();
        public virtual int SaveChanges() => 0;
        public virtual Task<int> SaveChangesAsync() => Task.FromResult(0);
        public void Dispose() { }
    }

    public class DbSet<TEntity> : IQueryable<TEntity> where TEntity : class
    {
        public Type ElementType => typeof(TEntity);
        public Expression Expression => throw new NotImplementedException();
        public IQueryProvider Provider => throw new NotImplementedException();
        public virtual TEntity? Find(params object[] keyValues) => null;
        public virtual TEntity Add(TEntity entity) => entity;
        public virtual TEntity Remove(TEntity entity) => entity;
        public virtual DbSqlQuery<TEntity> SqlQuery(string sql, params object[] parameters) => throw new NotImplementedException();
        public IEnumerator<TEntity> GetEnumerator() => throw new NotImplementedException();
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

namespace System.Data.Entity.Infrastructure
{
    using System;
    using System.Collections;
    using System.Collections.Generic;
    using System.Threading.Tasks;

    public class DbRawSqlQuery : IEnumerable
    {
        public Task<List<object>> ToListAsync() => throw new NotImplementedException();
        public IEnumerator GetEnumerator() => throw new NotImplementedException();
    }

    public class DbRawSqlQuery<TElement> : IEnumerable<TElement>
    {
        public Task<List<TElement>> ToListAsync() => throw new NotImplementedException();
        public Task<TElement> SingleAsync() => throw new NotImplementedException();
        public Task<TElement?> FirstOrDefaultAsync() => throw new NotImplementedException();
        public IEnumerator<TElement> GetEnumerator() => throw new NotImplementedException();
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    public class DbSqlQuery<TEntity> : DbRawSqlQuery<TEntity> where TEntity : class
    {
        public virtual DbSqlQuery<TEntity> AsNoTracking() => this;
    }
}

namespace System.Data.Entity.Migrations
{
    public abstract class DbMigration
    {
        public abstract void Up();
        public virtual void Down() { }
        protected internal void Sql(string sql, bool suppressTransaction = false, object? anonymousArguments = null) { }
    }
}
