#nullable enable
namespace MySqlConnector
{
    using System;
    using System.Collections;
    using System.Collections.Generic;
    using System.Data;
    using System.Data.Common;
    using System.Diagnostics.CodeAnalysis;
    using System.Threading;
    using System.Threading.Tasks;

    public enum MySqlDbType { Int32, Int64, VarChar, Text, DateTime, Guid, Decimal }

    public sealed class MySqlConnection : DbConnection
    {
        public MySqlConnection() { }
        public MySqlConnection(string? connectionString) => ConnectionString = connectionString;
        [AllowNull] public override string ConnectionString { get; set; } = "";
        public override string Database => "";
        public override string DataSource => "";
        public override string ServerVersion => "";
        public override ConnectionState State => ConnectionState.Closed;
        public override void ChangeDatabase(string databaseName) { }
        public override void Close() { }
        public override void Open() { }
        public new MySqlCommand CreateCommand() => new();
        public new MySqlTransaction BeginTransaction() => throw new NotImplementedException();
        public new MySqlTransaction BeginTransaction(IsolationLevel isolationLevel) => throw new NotImplementedException();
        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotImplementedException();
        protected override DbCommand CreateDbCommand() => new MySqlCommand();
    }

    public sealed class MySqlTransaction : DbTransaction
    {
        public override IsolationLevel IsolationLevel => IsolationLevel.Unspecified;
        public new MySqlConnection? Connection => null;
        protected override DbConnection? DbConnection => null;
        public override void Commit() { }
        public override void Rollback() { }
    }

    public sealed class MySqlCommand : DbCommand
    {
        public MySqlCommand() { }
        public MySqlCommand(string? commandText) { }
        public MySqlCommand(string? commandText, MySqlConnection? connection) { }
        public MySqlCommand(string? commandText, MySqlConnection? connection, MySqlTransaction? transaction) { }
        public MySqlCommand(MySqlConnection? connection, MySqlTransaction? transaction) { }
        [AllowNull] public override string CommandText { get; set; } = "";
        public override int CommandTimeout { get; set; }
        public override CommandType CommandType { get; set; }
        public override bool DesignTimeVisible { get; set; }
        public override UpdateRowSource UpdatedRowSource { get; set; }
        public new MySqlConnection? Connection { get; set; }
        public new MySqlTransaction? Transaction { get; set; }
        public new MySqlParameterCollection Parameters { get; } = new();
        protected override DbConnection? DbConnection { get; set; }
        protected override DbParameterCollection DbParameterCollection => Parameters;
        protected override DbTransaction? DbTransaction { get; set; }
        public override void Cancel() { }
        public override int ExecuteNonQuery() => 0;
        public override object? ExecuteScalar() => null;
        public override void Prepare() { }
        public new MySqlParameter CreateParameter() => new();
        public new MySqlDataReader ExecuteReader() => throw new NotImplementedException();
        public new MySqlDataReader ExecuteReader(CommandBehavior behavior) => throw new NotImplementedException();
        public new Task<MySqlDataReader> ExecuteReaderAsync() => throw new NotImplementedException();
        public new Task<MySqlDataReader> ExecuteReaderAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
        protected override DbParameter CreateDbParameter() => new MySqlParameter();
        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => throw new NotImplementedException();
    }

    public sealed class MySqlParameter : DbParameter
    {
        public MySqlParameter() { }
        public MySqlParameter(string? parameterName, object? value) => (ParameterName, Value) = (parameterName, value);
        public MySqlParameter(string? parameterName, MySqlDbType mySqlDbType) => ParameterName = parameterName;
        public MySqlParameter(string? parameterName, MySqlDbType mySqlDbType, int size) => ParameterName = parameterName;
        public override DbType DbType { get; set; }
        public MySqlDbType MySqlDbType { get; set; }
        public override ParameterDirection Direction { get; set; }
        public override bool IsNullable { get; set; }
        [AllowNull] public override string ParameterName { get; set; } = "";
        public override int Size { get; set; }
        [AllowNull] public override string SourceColumn { get; set; } = "";
        public override bool SourceColumnNullMapping { get; set; }
        public override object? Value { get; set; }
        public override void ResetDbType() { }
    }

    public sealed class MySqlParameterCollection : DbParameterCollection
    {
        public override int Count => 0;
        public override object SyncRoot => this;
        public new MySqlParameter this[int index] { get => new(); set { } }
        public new MySqlParameter this[string parameterName] { get => new(); set { } }
        public MySqlParameter Add(MySqlParameter value) => value;
        public MySqlParameter Add(string parameterName, MySqlDbType dbType) => new(parameterName, dbType);
        public MySqlParameter Add(string parameterName, MySqlDbType dbType, int size) => new(parameterName, dbType);
        public MySqlParameter AddWithValue(string parameterName, object? value) => new(parameterName, value);
        public void AddRange(MySqlParameter[] values) { }
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
        protected override DbParameter GetParameter(int index) => new MySqlParameter();
        protected override DbParameter GetParameter(string parameterName) => new MySqlParameter();
        protected override void SetParameter(int index, DbParameter value) { }
        protected override void SetParameter(string parameterName, DbParameter value) { }
    }

    public sealed class MySqlDataReader : DbDataReader
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

    public sealed class MySqlDataAdapter : DbDataAdapter
    {
        public MySqlDataAdapter() { }
        public MySqlDataAdapter(MySqlCommand? selectCommand) => SelectCommand = selectCommand;
        public MySqlDataAdapter(string? selectCommandText, MySqlConnection? selectConnection) { }
        public MySqlDataAdapter(string? selectCommandText, string? selectConnectionString) { }
        public new MySqlCommand? SelectCommand { get; set; }
        public new MySqlCommand? InsertCommand { get; set; }
        public new MySqlCommand? UpdateCommand { get; set; }
        public new MySqlCommand? DeleteCommand { get; set; }
    }

    public sealed class MySqlCommandBuilder : DbCommandBuilder
    {
        public MySqlCommandBuilder() { }
        public MySqlCommandBuilder(MySqlDataAdapter? adapter) => DataAdapter = adapter;
        public new MySqlDataAdapter? DataAdapter { get; set; }
        public override string QuoteIdentifier(string unquotedIdentifier) => unquotedIdentifier;
        public override string UnquoteIdentifier(string quotedIdentifier) => quotedIdentifier;
        protected override void ApplyParameterInfo(DbParameter parameter, DataRow row, StatementType statementType, bool whereClause) { }
        protected override string GetParameterName(int parameterOrdinal) => "";
        protected override string GetParameterName(string parameterName) => parameterName;
        protected override string GetParameterPlaceholder(int parameterOrdinal) => "";
        protected override void SetRowUpdatingHandler(DbDataAdapter adapter) { }
    }

    public class MySqlBatchCommand : DbBatchCommand
    {
        public MySqlBatchCommand() { }
        public MySqlBatchCommand(string? commandText) { }
        public override string CommandText { get; set; } = "";
        public override CommandType CommandType { get; set; }
        public new MySqlParameterCollection Parameters { get; } = new();
        public override int RecordsAffected => 0;
        protected override DbParameterCollection DbParameterCollection => Parameters;
    }

    public class MySqlBatch : DbBatch
    {
        public MySqlBatch(MySqlConnection? connection = null, MySqlTransaction? transaction = null) { }
        public new DbBatchCommandCollection BatchCommands => throw new NotImplementedException();
        protected override DbBatchCommandCollection DbBatchCommands => throw new NotImplementedException();
        protected override DbConnection? DbConnection { get; set; }
        protected override DbTransaction? DbTransaction { get; set; }
        public override int Timeout { get; set; }
        public override void Cancel() { }
        public override int ExecuteNonQuery() => 0;
        public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken = default) => Task.FromResult(0);
        public override object? ExecuteScalar() => null;
        public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken = default) => Task.FromResult<object?>(null);
        public override void Prepare() { }
        public override Task PrepareAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
        protected override DbBatchCommand CreateDbBatchCommand() => new MySqlBatchCommand();
        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => throw new NotImplementedException();
        protected override Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken) => throw new NotImplementedException();
    }
}
