#nullable enable
namespace Microsoft.Data.Sqlite
{
    using System;
    using System.Collections;
    using System.Collections.Generic;
    using System.Data;
    using System.Data.Common;
    using System.Diagnostics.CodeAnalysis;
    using System.Threading;
    using System.Threading.Tasks;

    public enum SqliteType { Integer, Real, Text, Blob }

    public class SqliteConnection : DbConnection
    {
        public SqliteConnection() { }
        public SqliteConnection(string? connectionString) => ConnectionString = connectionString;
        [AllowNull] public override string ConnectionString { get; set; } = "";
        public override string Database => "";
        public override string DataSource => "";
        public override string ServerVersion => "";
        public override ConnectionState State => ConnectionState.Closed;
        public override void ChangeDatabase(string databaseName) { }
        public override void Close() { }
        public override void Open() { }
        public new SqliteCommand CreateCommand() => new();
        public new SqliteTransaction BeginTransaction() => throw new NotImplementedException();
        public new SqliteTransaction BeginTransaction(IsolationLevel isolationLevel) => throw new NotImplementedException();
        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotImplementedException();
        protected override DbCommand CreateDbCommand() => new SqliteCommand();
    }

    public class SqliteTransaction : DbTransaction
    {
        public override IsolationLevel IsolationLevel => IsolationLevel.Unspecified;
        public new SqliteConnection? Connection => null;
        protected override DbConnection? DbConnection => null;
        public override void Commit() { }
        public override void Rollback() { }
    }

    public class SqliteCommand : DbCommand
    {
        public SqliteCommand() { }
        public SqliteCommand(string? commandText) { }
        public SqliteCommand(string? commandText, SqliteConnection? connection) { }
        public SqliteCommand(string? commandText, SqliteConnection? connection, SqliteTransaction? transaction) { }
        [AllowNull] public override string CommandText { get; set; } = "";
        public override int CommandTimeout { get; set; }
        public override CommandType CommandType { get; set; }
        public override bool DesignTimeVisible { get; set; }
        public override UpdateRowSource UpdatedRowSource { get; set; }
        public new SqliteConnection? Connection { get; set; }
        public new SqliteTransaction? Transaction { get; set; }
        public new SqliteParameterCollection Parameters { get; } = new();
        protected override DbConnection? DbConnection { get; set; }
        protected override DbParameterCollection DbParameterCollection => Parameters;
        protected override DbTransaction? DbTransaction { get; set; }
        public override void Cancel() { }
        public override int ExecuteNonQuery() => 0;
        public override object? ExecuteScalar() => null;
        public override void Prepare() { }
        public new SqliteParameter CreateParameter() => new();
        public new SqliteDataReader ExecuteReader() => throw new NotImplementedException();
        public new SqliteDataReader ExecuteReader(CommandBehavior behavior) => throw new NotImplementedException();
        public new Task<SqliteDataReader> ExecuteReaderAsync() => throw new NotImplementedException();
        public new Task<SqliteDataReader> ExecuteReaderAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
        protected override DbParameter CreateDbParameter() => new SqliteParameter();
        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => throw new NotImplementedException();
    }

    public class SqliteParameter : DbParameter
    {
        public SqliteParameter() { }
        public SqliteParameter(string? parameterName, object? value) => (ParameterName, Value) = (parameterName, value);
        public SqliteParameter(string? parameterName, SqliteType sqliteType) => ParameterName = parameterName;
        public SqliteParameter(string? parameterName, SqliteType sqliteType, int size) => ParameterName = parameterName;
        public override DbType DbType { get; set; }
        public SqliteType SqliteType { get; set; }
        public override ParameterDirection Direction { get; set; }
        public override bool IsNullable { get; set; }
        [AllowNull] public override string ParameterName { get; set; } = "";
        public override int Size { get; set; }
        [AllowNull] public override string SourceColumn { get; set; } = "";
        public override bool SourceColumnNullMapping { get; set; }
        public override object? Value { get; set; }
        public override void ResetDbType() { }
    }

    public class SqliteParameterCollection : DbParameterCollection
    {
        public override int Count => 0;
        public override object SyncRoot => this;
        public new SqliteParameter this[int index] { get => new(); set { } }
        public new SqliteParameter this[string parameterName] { get => new(); set { } }
        public SqliteParameter Add(SqliteParameter value) => value;
        public SqliteParameter Add(string parameterName, SqliteType dbType) => new(parameterName, dbType);
        public SqliteParameter Add(string parameterName, SqliteType dbType, int size) => new(parameterName, dbType);
        public SqliteParameter AddWithValue(string parameterName, object? value) => new(parameterName, value);
        public void AddRange(SqliteParameter[] values) { }
        public override int Add(object value) => 0;
        public override void AddRange(Array values) { }
        public override void Clear() { }
        public override bool Contains(object value) => false;
        public override bool Contains(string value) => false;
        public override void CopyTo(Array array, int index) { }
        public override IEnumerator GetEnumerator() => Array.Empty<object>().GetEnumerator();
        public override int IndexOf(object value) => -1;
        public override int IndexOf(string parameterName) => -1;
        public override void Insert(int index, object value) { }
        public override void Remove(object value) { }
        public override void RemoveAt(int index) { }
        public override void RemoveAt(string parameterName) { }
        protected override DbParameter GetParameter(int index) => new SqliteParameter();
        protected override DbParameter GetParameter(string parameterName) => new SqliteParameter();
        protected override void SetParameter(int index, DbParameter value) { }
        protected override void SetParameter(string parameterName, DbParameter value) { }
    }

    public class SqliteDataReader : DbDataReader
    {
        public override int Depth => 0;
        public override int FieldCount => 0;
        public override bool HasRows => false;
        public override bool IsClosed => true;
        public override int RecordsAffected => 0;
        public override object this[int ordinal] => 0;
        public override object this[string name] => 0;
        public override bool GetBoolean(int ordinal) => false;
        public override byte GetByte(int ordinal) => 0;
        public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => 0;
        public override char GetChar(int ordinal) => ' ';
        public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => 0;
        public override string GetDataTypeName(int ordinal) => "";
        public override DateTime GetDateTime(int ordinal) => default;
        public override decimal GetDecimal(int ordinal) => 0;
        public override double GetDouble(int ordinal) => 0;
        public override IEnumerator GetEnumerator() => Array.Empty<object>().GetEnumerator();
        public override Type GetFieldType(int ordinal) => typeof(object);
        public override float GetFloat(int ordinal) => 0;
        public override Guid GetGuid(int ordinal) => default;
        public override short GetInt16(int ordinal) => 0;
        public override int GetInt32(int ordinal) => 0;
        public override long GetInt64(int ordinal) => 0;
        public override string GetName(int ordinal) => "";
        public override int GetOrdinal(string name) => 0;
        public override string GetString(int ordinal) => "";
        public override object GetValue(int ordinal) => 0;
        public override int GetValues(object[] values) => 0;
        public override bool IsDBNull(int ordinal) => false;
        public override bool NextResult() => false;
        public override bool Read() => false;
    }
}
