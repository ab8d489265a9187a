#nullable enable
namespace Oracle.ManagedDataAccess.Client
{
    using System;
    using System.Collections;
    using System.Collections.Generic;
    using System.Data;
    using System.Data.Common;
    using System.Diagnostics.CodeAnalysis;
    using System.Threading;
    using System.Threading.Tasks;

    public enum OracleDbType { Int32, Int64, Varchar2, NVarchar2, Date, Decimal, RefCursor, Clob }

    public sealed class OracleConnection : DbConnection
    {
        public OracleConnection() { }
        public OracleConnection(string? connectionString) => ConnectionString = connectionString;
        [AllowNull] public override string ConnectionString { get; set; } = "";
        public override string Database => "";
        public override string DataSource => "";
        public override string ServerVersion => "";
        public override ConnectionState State => ConnectionState.Closed;
        public override void ChangeDatabase(string databaseName) { }
        public override void Close() { }
        public override void Open() { }
        public new OracleCommand CreateCommand() => new();
        public new OracleTransaction BeginTransaction() => throw new NotImplementedException();
        public new OracleTransaction BeginTransaction(IsolationLevel isolationLevel) => throw new NotImplementedException();
        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotImplementedException();
        protected override DbCommand CreateDbCommand() => new OracleCommand();
    }

    public sealed class OracleTransaction : DbTransaction
    {
        public override IsolationLevel IsolationLevel => IsolationLevel.Unspecified;
        public new OracleConnection? Connection => null;
        protected override DbConnection? DbConnection => null;
        public override void Commit() { }
        public override void Rollback() { }
    }

    public sealed class OracleCommand : DbCommand
    {
        public OracleCommand() { }
        public OracleCommand(string? cmdText) { }
        public OracleCommand(string? cmdText, OracleConnection? conn) { }
        [AllowNull] public override string CommandText { get; set; } = "";
        public override int CommandTimeout { get; set; }
        public override CommandType CommandType { get; set; }
        public override bool DesignTimeVisible { get; set; }
        public override UpdateRowSource UpdatedRowSource { get; set; }
        public new OracleConnection? Connection { get; set; }
        public new OracleTransaction? Transaction { get; set; }
        public new OracleParameterCollection Parameters { get; } = new();
        protected override DbConnection? DbConnection { get; set; }
        protected override DbParameterCollection DbParameterCollection => Parameters;
        protected override DbTransaction? DbTransaction { get; set; }
        public override void Cancel() { }
        public override int ExecuteNonQuery() => 0;
        public override object? ExecuteScalar() => null;
        public override void Prepare() { }
        public new OracleParameter CreateParameter() => new();
        public new OracleDataReader ExecuteReader() => throw new NotImplementedException();
        public new OracleDataReader ExecuteReader(CommandBehavior behavior) => throw new NotImplementedException();
        public new Task<OracleDataReader> ExecuteReaderAsync() => throw new NotImplementedException();
        public new Task<OracleDataReader> ExecuteReaderAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
        public bool BindByName { get; set; }
        public int ArrayBindCount { get; set; }
        protected override DbParameter CreateDbParameter() => new OracleParameter();
        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => throw new NotImplementedException();
    }

    public sealed class OracleParameter : DbParameter
    {
        public OracleParameter() { }
        public OracleParameter(string? parameterName, object? value) => (ParameterName, Value) = (parameterName, value);
        public OracleParameter(string? parameterName, OracleDbType oracleDbType) => ParameterName = parameterName;
        public OracleParameter(string? parameterName, OracleDbType oracleDbType, int size) => ParameterName = parameterName;
        public override DbType DbType { get; set; }
        public OracleDbType OracleDbType { get; set; }
        public override ParameterDirection Direction { get; set; }
        public override bool IsNullable { get; set; }
        [AllowNull] public override string ParameterName { get; set; } = "";
        public override int Size { get; set; }
        [AllowNull] public override string SourceColumn { get; set; } = "";
        public override bool SourceColumnNullMapping { get; set; }
        public override object? Value { get; set; }
        public override void ResetDbType() { }
    }

    public sealed class OracleParameterCollection : DbParameterCollection
    {
        public override int Count => 0;
        public override object SyncRoot => this;
        public new OracleParameter this[int index] { get => new(); set { } }
        public new OracleParameter this[string parameterName] { get => new(); set { } }
        public OracleParameter Add(OracleParameter value) => value;
        public OracleParameter Add(string parameterName, OracleDbType dbType) => new(parameterName, dbType);
        public OracleParameter Add(string parameterName, OracleDbType dbType, int size) => new(parameterName, dbType);
        public OracleParameter Add(string name, object? val) => new(name, val);
        public void AddRange(OracleParameter[] values) { }
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
        protected override DbParameter GetParameter(int index) => new OracleParameter();
        protected override DbParameter GetParameter(string parameterName) => new OracleParameter();
        protected override void SetParameter(int index, DbParameter value) { }
        protected override void SetParameter(string parameterName, DbParameter value) { }
    }

    public sealed class OracleDataReader : DbDataReader
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

    public sealed class OracleDataAdapter : DbDataAdapter
    {
        public OracleDataAdapter() { }
        public OracleDataAdapter(OracleCommand? selectCommand) => SelectCommand = selectCommand;
        public OracleDataAdapter(string? selectCommandText, OracleConnection? selectConnection) { }
        public OracleDataAdapter(string? selectCommandText, string? selectConnectionString) { }
        public new OracleCommand? SelectCommand { get; set; }
        public new OracleCommand? InsertCommand { get; set; }
        public new OracleCommand? UpdateCommand { get; set; }
        public new OracleCommand? DeleteCommand { get; set; }
    }

    public sealed class OracleCommandBuilder : DbCommandBuilder
    {
        public OracleCommandBuilder() { }
        public OracleCommandBuilder(OracleDataAdapter? adapter) => DataAdapter = adapter;
        public new OracleDataAdapter? DataAdapter { get; set; }
        public override string QuoteIdentifier(string unquotedIdentifier) => unquotedIdentifier;
        public override string UnquoteIdentifier(string quotedIdentifier) => quotedIdentifier;
        protected override void ApplyParameterInfo(DbParameter parameter, DataRow row, StatementType statementType, bool whereClause) { }
        protected override string GetParameterName(int parameterOrdinal) => "";
        protected override string GetParameterName(string parameterName) => parameterName;
        protected override string GetParameterPlaceholder(int parameterOrdinal) => "";
        protected override void SetRowUpdatingHandler(DbDataAdapter adapter) { }
    }
}
