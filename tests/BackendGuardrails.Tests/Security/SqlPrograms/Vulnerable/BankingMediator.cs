using Dapper;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace Banking.Application
{
    public interface IRequest<TResponse>
    {
    }

    public interface IRequestHandler<in TRequest, TResponse>
        where TRequest : IRequest<TResponse>
    {
        Task<TResponse> HandleAsync(TRequest request, CancellationToken cancellationToken);
    }

    public sealed class Mediator(IServiceProvider services)
    {
        public Task<TResponse> SendAsync<TRequest, TResponse>(TRequest request, CancellationToken cancellationToken)
            where TRequest : IRequest<TResponse> =>
            services.GetRequiredService<IRequestHandler<TRequest, TResponse>>().HandleAsync(request, cancellationToken);
    }
}

namespace Banking.Transactions
{
    using Banking.Application;

    public sealed record TransactionRow(Guid Id, string Payee, decimal Amount);

    public sealed record FindTransactions(string Payee, decimal? MinimumAmount, string? Currency) : IRequest<IReadOnlyList<TransactionRow>>;

    public sealed record CloseAccount(Guid AccountId, string Reason) : IRequest<bool>;

    public sealed class FindTransactionsHandler(NpgsqlDataSource dataSource) : IRequestHandler<FindTransactions, IReadOnlyList<TransactionRow>>
    {
        public async Task<IReadOnlyList<TransactionRow>> HandleAsync(FindTransactions request, CancellationToken cancellationToken)
        {
            var where = $"payee ILIKE '{request.Payee}%'";
            if (request.MinimumAmount is { } amount)
                where += FormattableString.Invariant($" AND amount >= {amount}");
            if (request.Currency is not null)
                where += " AND currency = @Currency";

            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
            var rows = await connection.QueryAsync<TransactionRow>($"SELECT id, payee, amount FROM transactions WHERE {where}", new { request.Currency }); // guardrail: BG4001
            return rows.AsList();
        }
    }

    public sealed class CloseAccountHandler(NpgsqlDataSource dataSource) : IRequestHandler<CloseAccount, bool>
    {
        public async Task<bool> HandleAsync(CloseAccount request, CancellationToken cancellationToken)
        {
            await using var command = dataSource.CreateCommand("UPDATE accounts SET closed_at = now(), reason = $2 WHERE id = $1");
            command.Parameters.AddWithValue(request.AccountId);
            command.Parameters.AddWithValue(request.Reason);
            return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
        }
    }

    [ApiController]
    [Route("transactions")]
    public sealed class TransactionsController(Mediator mediator) : ControllerBase
    {
        [HttpGet]
        public async Task<IActionResult> Find([FromQuery] FindTransactions query, CancellationToken token) =>
            Ok(await mediator.SendAsync<FindTransactions, IReadOnlyList<TransactionRow>>(query, token));

        [HttpPost("close")]
        public async Task<IActionResult> Close(CloseAccount command, CancellationToken token) =>
            await mediator.SendAsync<CloseAccount, bool>(command, token) ? NoContent() : NotFound();
    }
}
