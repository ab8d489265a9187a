using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Messaging;

/// <summary>Which consumers of Kafka does a configuration make, and do they commit what has not been processed?</summary>
internal sealed class KafkaConsumers(PossibleValues values, SourceNames names, MessageWork work)
{
    public const string Config = "Confluent.Kafka.ConsumerConfig";

    private const string Consumer = "Confluent.Kafka.IConsumer`2";
    private const string Builder = "Confluent.Kafka.ConsumerBuilder`2";
    private const string Commit = "EnableAutoCommit";
    private const string Store = "EnableAutoOffsetStore";
    private const int Hops = 20;

    /// <summary>Whether a timer commits whatever was given out: by default, unless something else is said here or may be said where it cannot be seen.</summary>
    public bool CommitsByTimer(IObjectCreationOperation config, CancellationToken cancellationToken)
    {
        var set = SettingsOf(config).ToList();
        var commit = set.Find(one => one.Member.Name == Commit);
        if (commit is null ? !config.Arguments.IsEmpty : !commit.Value.Unwrap().IsConstant(true) && !commit.Value.IsNull())
            return false;
        return !set.Any(one => one.Member.Name == Store && !one.Value.Unwrap().IsConstant(true))
            && !set.Any(one => one.Member.Name == "GroupId" && one.Value.DescendantsAndSelf().Any(IsRandom))
            && !IsChangedLater(config, cancellationToken);
    }

    /// <summary>The assignment that says so; null where it is the default.</summary>
    public static IOperation? Said(IObjectCreationOperation config) => SettingsOf(config).FirstOrDefault(one => one.Member.Name == Commit)?.Operation;

    /// <summary>What is done with the messages that consumers with this configuration get in the same class.</summary>
    public Work? WorkOf(IObjectCreationOperation config, CancellationToken cancellationToken) =>
        NamesNear(config, "Consume", cancellationToken)
            .Select(name => name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call ? names.ModelOf(name.SyntaxTree)?.GetOperation(call, cancellationToken) : null)
            .OfType<IInvocationOperation>()
            .Where(call => call.TargetMethod.ContainingType.IsOrInherits(Consumer) && call.Instance is { } consumer && IsMadeWith(consumer, config, cancellationToken))
            .Select(call => work.Behind(call, cancellationToken))
            .OfType<Work>()
            .OrderByDescending(found => found.IsCertain)
            .FirstOrDefault();

    /// <summary><c>new ConsumerBuilder&lt;…&gt;(config).SetErrorHandler(…).Build()</c></summary>
    private bool IsMadeWith(IOperation consumer, IObjectCreationOperation config, CancellationToken cancellationToken)
    {
        foreach (var made in values.Of(consumer, cancellationToken, IsOfBuilder))
        {
            var link = made;
            for (var hop = 0; hop < Hops && link is IInvocationOperation call && call.Receiver() is { } receiver; hop++)
                link = values.Of(receiver, cancellationToken, IsOfBuilder).FirstOrDefault();
            if (link is IObjectCreationOperation { Arguments: { IsEmpty: false } arguments } builder && builder.Type.IsOrInherits(Builder)
                && values.Of(arguments[0].Value, cancellationToken).Any(value => value.Syntax == config.Syntax))
                return true;
        }

        return false;
    }

    private static bool IsOfBuilder(IOperation value) => value is IInvocationOperation call && call.TargetMethod.ContainingType.IsOrInherits(Builder);

    private static IEnumerable<MemberWrite> SettingsOf(IObjectCreationOperation config) => (config.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty).Select(MemberWrite.Of).OfType<MemberWrite>();

    /// <summary>In the same class a setting is set by itself, by its name in Kafka, or bound, or other code gets the configuration.</summary>
    private bool IsChangedLater(IObjectCreationOperation config, CancellationToken cancellationToken)
    {
        var around = ClassOf(config, cancellationToken);
        return new[] { Commit, Store }.SelectMany(name => NamesNear(config, name, cancellationToken)).Any(name => name.Parent is MemberAccessExpressionSyntax)
            || around.DescendantNodes().OfType<LiteralExpressionSyntax>().Any(literal => literal.Token.Value is "enable.auto.commit" or "enable.auto.offset.store")
            || NamesNear(config, "Seek", cancellationToken).Any()
            || VariableOf(config) is { } variable && VariableUses.Of(variable, config).Any(IsGivenAway);
    }

    private static ILocalSymbol? VariableOf(IObjectCreationOperation config) => config.Ancestors().FirstOrDefault(outer => outer is not IConversionOperation) is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } ? declarator.Symbol : null;

    private static bool IsGivenAway(IOperation use)
    {
        var value = use;
        while (value.Parent is IConversionOperation)
            value = value.Parent;
        return value.Parent is IArgumentOperation { Parent: { } receiver } && !(receiver is IObjectCreationOperation creation && creation.Type.IsOrInherits(Builder));
    }

    private static bool IsRandom(IOperation part) => part is IInvocationOperation { TargetMethod: { Name: "NewGuid" or "CreateVersion7" or "GetRandomFileName" } };

    private IEnumerable<SimpleNameSyntax> NamesNear(IOperation operation, string name, CancellationToken cancellationToken)
    {
        var around = ClassOf(operation, cancellationToken);
        return names.FindIn(operation.Syntax.SyntaxTree, name, cancellationToken).Where(found => around.Span.Contains(found.Span));
    }

    private static SyntaxNode ClassOf(IOperation operation, CancellationToken cancellationToken) =>
        operation.Syntax.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault() ?? operation.Syntax.SyntaxTree.GetRoot(cancellationToken);
}
