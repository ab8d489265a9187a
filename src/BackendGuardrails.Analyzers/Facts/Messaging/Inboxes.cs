using BackendGuardrails.Facts.Http.Endpoints;

namespace BackendGuardrails.Facts.Messaging;

/// <summary>Does the program keep the messages that it has seen, so that a handler runs once for each?</summary>
internal sealed class Inboxes(HostSetup host)
{
    private static readonly string[] Calls =
    [
        "AddEntityFrameworkOutbox", "UseEntityFrameworkOutbox", "AddMongoDbOutbox", "UseMongoDbOutbox", "EnableOutbox", "UseInbox", "AddInbox", "UseDurableInbox", "UseDurableInboxOnAllListeners", "AddDurableInbox", "PersistMessagesWithPostgresql",
        "PersistMessagesWithSqlServer", "UseIdempotentReceiver", "UseMessageDeduplication",
    ];

    public bool AreUsed(CancellationToken cancellationToken) => host.CallsAny(cancellationToken, Calls);
}
