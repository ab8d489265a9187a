using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.Integrity;

/// <summary>Acknowledgments that are written, and the other brokers.</summary>
public partial class BG2006EarlyAcknowledgmentTests
{
    private const string Ack = "await channel.{|#0:BasicAckAsync|}(args.DeliveryTag, false); ";

    private static string Acking(string body) => Worker7("async (_, args) => { " + body + " }", "await channel.BasicConsumeAsync(\"orders\", false, consumer);");

    [Theory]
    [InlineData(Ack + Saving)]
    [InlineData(Ack + "try { " + Saving + " } catch (Exception e) { logger.LogError(e, \"lost\"); }")]
    [InlineData("var text = args.RoutingKey; logger.LogInformation(\"{Text}\", text); " + Ack + "await orders.PlaceAsync(args.Body);")]
    [InlineData("if (args.Body.Length == 0) { await channel.BasicAckAsync(args.DeliveryTag, false); return; } " + Ack + Saving)]
    [InlineData("try { " + Ack + Saving + " } catch (InvalidOperationException) { throw; }")]
    [InlineData("try { " + Saving + " } finally { " + Ack + " }")]
    [InlineData("try { " + Saving + " } catch (Exception e) { logger.LogError(e, \"lost\"); } finally { " + Ack + " }")]
    public Task Acknowledged_in_front_of_the_work_or_whatever_becomes_of_it(string body) => VerifyAsync(Rabbit7, Acking(body));

    [Fact]
    public Task Acknowledged_first_by_a_method_of_ours() => VerifyAsync(Rabbit7, "public class W(ShopDb db, IChannel channel) { public async Task On(BasicDeliverEventArgs args) { await {|#0:AckAsync|}(args); " + Saving + " } private async Task AckAsync(BasicDeliverEventArgs args) { await channel.BasicAckAsync(args.DeliveryTag, false); } }");

    [Theory]
    [InlineData(Saving + Ack)]
    [InlineData("try { " + Saving + Ack + " } catch (Exception) { await channel.BasicNackAsync(args.DeliveryTag, false, true); }")]
    [InlineData("if (await db.Orders.AnyAsync(o => o.Id == 1)) { " + Ack + " return; } " + Saving)]
    [InlineData("if (args.Body.Length == 0) " + Ack + " else { " + Saving + " }")]
    [InlineData("db.Orders.Add(new Order()); await db.SaveChangesAsync(); " + Ack + "await orders.PlaceAsync(args.Body);")]
    [InlineData("var early = args.Body.Length > 5; if (early) " + Ack + Saving + " if (!early) await channel.BasicAckAsync(args.DeliveryTag, false);")]
    [InlineData("var done = false; try { " + Saving + " done = true; } finally { if (done) " + Ack + " }")]
    [InlineData("try { " + Saving + " } catch (Exception) { db.AccessLogs.Add(new AccessLog()); await db.SaveChangesAsync(); } finally { " + Ack + " }")]
    [InlineData("try { " + Saving + " } catch (Exception) { await channel.BasicPublishAsync(\"\", \"failed\", args.Body); } finally { " + Ack + " }")]
    [InlineData(Ack + "logger.LogInformation(\"done\");")]
    [InlineData("try { " + Saving + " } catch (Exception e) { logger.LogError(e, \"poison\"); } " + Ack)]
    public Task Quiet_on_acknowledgments_behind_work_instead_of_it_or_behind_a_stored_row(string body) => VerifyAsync(Rabbit7, Acking(body), null);

    [Theory]
    [InlineData("processor.ProcessMessageAsync += async args => { await args.{|#0:CompleteMessageAsync|}(args.Message); " + Saving + " };")]
    [InlineData("processor.ProcessMessageAsync += async args => { try { " + Saving + " } finally { await args.{|#0:CompleteMessageAsync|}(args.Message); } };")]
    [InlineData("foreach (var message in await receiver.ReceiveMessagesAsync(10)) { await receiver.{|#0:CompleteMessageAsync|}(message); " + Saving + " }")]
    [InlineData("while (true) { var message = await receiver.ReceiveMessageAsync(); if (message == null) continue; await receiver.{|#0:CompleteMessageAsync|}(message); " + Saving + " }")]
    public Task Messages_of_service_bus_that_are_completed_first(string body) => VerifyAsync(Bus, "public class W(ShopDb db, ServiceBusProcessor processor, ServiceBusReceiver receiver) { public async Task Run() { await Task.Yield(); " + body + " } }");

    [Theory]
    [InlineData("processor.ProcessMessageAsync += async args => { " + Saving + " await args.CompleteMessageAsync(args.Message); };")]
    [InlineData("foreach (var message in await receiver.ReceiveMessagesAsync(10)) { " + Saving + " await receiver.CompleteMessageAsync(message); }")]
    [InlineData("while (true) { var message = await receiver.ReceiveMessageAsync(); if (message == null) continue; " + Saving + " await receiver.CompleteMessageAsync(message); }")]
    [InlineData("processor.ProcessMessageAsync += async args => { try { " + Saving + " } catch (Exception) { await receiver.DeadLetterMessageAsync(args.Message, \"x\"); } finally { await args.CompleteMessageAsync(args.Message); } };")]
    [InlineData("var options = new ServiceBusProcessorOptions { ReceiveMode = ServiceBusReceiveMode.PeekLock }; processor.ProcessMessageAsync += async args => { " + Saving + " };")]
    [InlineData("var drain = new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete }; while (await receiver.ReceiveMessageAsync() != null) { }")]
    public Task Quiet_on_messages_of_service_bus_that_are_completed_last(string body) => VerifyAsync(Bus, "public class W(ShopDb db, ServiceBusProcessor processor, ServiceBusReceiver receiver) { public async Task Run() { await Task.Yield(); " + body + " } }", null);

    [Theory]
    [InlineData("var processor = client.CreateProcessor(\"orders\", new ServiceBusProcessorOptions { ReceiveMode = {|#0:ServiceBusReceiveMode.ReceiveAndDelete|} }); processor.ProcessMessageAsync += async args => { " + Saving + " };", DiagnosticSeverity.Warning)]
    [InlineData("var options = new ServiceBusReceiverOptions(); options.ReceiveMode = {|#0:ServiceBusReceiveMode.ReceiveAndDelete|}; var receiver = client.CreateReceiver(\"orders\", options); var message = await receiver.ReceiveMessageAsync(); " + Saving, DiagnosticSeverity.Warning)]
    [InlineData("var options = new ServiceBusProcessorOptions { ReceiveMode = {|#0:ServiceBusReceiveMode.ReceiveAndDelete|} };", DiagnosticSeverity.Info)]
    public Task Messages_of_service_bus_that_are_deleted_when_they_are_sent(string body, DiagnosticSeverity severity) => VerifyAsync(Bus, "public class W(ShopDb db, ServiceBusClient client) { public async Task Run() { await Task.Yield(); " + body + " } }", severity);

    private static string Consumer(string config, string loop = "var result = consumer.Consume(token); db.Orders.Add(new Order()); db.SaveChanges();") => $$"""
        public class Worker(ShopDb db, ILogger<Worker> logger, IConfiguration configuration)
        {
            public void Run(CancellationToken token)
            {
                {{config}}
                using var consumer = new ConsumerBuilder<Ignore, string>(config).SetErrorHandler((_, e) => logger.LogError("{E}", e)).Build();
                consumer.Subscribe("orders");
                while (!token.IsCancellationRequested)
                {
                    {{loop}}
                }
            }
        }
        """;

    [Theory]
    [InlineData("var config = new ConsumerConfig { GroupId = \"g\", {|#0:EnableAutoCommit = true|} };")]
    [InlineData("var config = new {|#0:ConsumerConfig|} { GroupId = \"g\" };")]
    [InlineData("ConsumerConfig config = {|#0:new|}() { GroupId = \"g\" };")]
    [InlineData("var config = new ConsumerConfig { {|#0:EnableAutoCommit = true|}, EnableAutoOffsetStore = true };")]
    [InlineData("var config = new ConsumerConfig(new ClientConfig()) { {|#0:EnableAutoCommit = true|} };")]
    public Task Offsets_that_a_timer_commits(string config) => VerifyAsync(Kafka, Consumer(config));

    [Fact]
    public Task A_consumer_that_is_made_in_a_constructor() => VerifyAsync(Kafka, "public class W { private readonly IConsumer<Ignore, string> consumer; private readonly ShopDb db; public W(ShopDb db) { this.db = db; var config = new ConsumerConfig { {|#0:EnableAutoCommit = true|} }; consumer = new ConsumerBuilder<Ignore, string>(config).Build(); } public void Run() { while (true) { try { var result = consumer.Consume(100); if (result is null) continue; Save(result); } catch (ConsumeException) { } } } private void Save(ConsumeResult<Ignore, string> result) { db.Orders.Add(new Order()); db.SaveChanges(); } }");

    [Theory]
    [InlineData("var result = consumer.Consume(token); consumer.{|#0:Commit|}(result); db.Orders.Add(new Order()); db.SaveChanges();")]
    [InlineData("var result = consumer.Consume(token); try { db.Orders.Add(new Order()); db.SaveChanges(); } finally { consumer.{|#0:Commit|}(result); }")]
    [InlineData("var result = consumer.Consume(token); consumer.{|#0:StoreOffset|}(result); db.Orders.Add(new Order()); db.SaveChanges();")]
    public Task Offsets_that_are_committed_first(string loop) => VerifyAsync(Kafka, Consumer("var config = new ConsumerConfig { EnableAutoCommit = false };", loop));

    [Theory]
    [InlineData("var config = new ConsumerConfig { EnableAutoCommit = false };", "var result = consumer.Consume(token); db.Orders.Add(new Order()); db.SaveChanges(); consumer.Commit(result);")]
    [InlineData("var config = new ConsumerConfig { EnableAutoCommit = true, EnableAutoOffsetStore = false };", "var result = consumer.Consume(token); db.Orders.Add(new Order()); db.SaveChanges(); consumer.StoreOffset(result);")]
    [InlineData("var config = new ConsumerConfig { GroupId = \"g\" }; config.EnableAutoCommit = false;", "var result = consumer.Consume(token); db.Orders.Add(new Order()); db.SaveChanges();")]
    [InlineData("var config = new ConsumerConfig(); config.Set(\"enable.auto.commit\", \"false\");", "var result = consumer.Consume(token); db.Orders.Add(new Order()); db.SaveChanges();")]
    [InlineData("var config = new ConsumerConfig(); configuration.GetSection(\"Kafka\").Bind(config);", "var result = consumer.Consume(token); db.Orders.Add(new Order()); db.SaveChanges();")]
    [InlineData("var config = new ConsumerConfig(new ClientConfig());", "var result = consumer.Consume(token); db.Orders.Add(new Order()); db.SaveChanges();")]
    [InlineData("var config = new ConsumerConfig { EnableAutoCommit = configuration.GetValue<bool>(\"x\") };", "var result = consumer.Consume(token); db.Orders.Add(new Order()); db.SaveChanges();")]
    [InlineData("var config = new ConsumerConfig { GroupId = Guid.NewGuid().ToString() };", "var result = consumer.Consume(token); db.Orders.Add(new Order()); db.SaveChanges();")]
    [InlineData("var config = new ConsumerConfig { GroupId = \"g\" };", "var result = consumer.Consume(token); logger.LogInformation(\"{V}\", result.Message.Value);")]
    public Task Quiet_on_offsets_that_are_stored_last_or_decided_elsewhere(string config, string loop) => VerifyAsync(Kafka, Consumer(config, loop), null);

    private static string Loop(string config, string builder) =>
        $"public class W(ShopDb db) {{ public void Run() {{ var config = {config}; {builder} using var consumer = builder.Build(); while (true) {{ var result = consumer.Consume(100); db.Orders.Add(new Order()); db.SaveChanges(); }} }} }}";

    [Fact]
    public Task A_builder_that_is_made_of_itself() => VerifyAsync(Kafka, Loop("new {|#0:ConsumerConfig|}()", "var builder = new ConsumerBuilder<Ignore, string>(config); builder = builder.SetErrorHandler((_, _) => { }); builder = db is null ? builder : builder.SetErrorHandler((_, _) => { });"));

    [Fact]
    public Task A_method_that_only_calls_itself_comes_to_an_end() => VerifyAsync(Kafka, Loop("new ConsumerConfig()", "ConsumerBuilder<Ignore, string> builder; builder = Same(new ConsumerBuilder<Ignore, string>(config)); ConsumerBuilder<Ignore, string> Same(ConsumerBuilder<Ignore, string> one) => Same(one);"), null);
}
