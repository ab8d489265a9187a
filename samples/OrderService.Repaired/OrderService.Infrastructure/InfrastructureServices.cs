using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;
using Npgsql;
using OrderService.Application.Catalog;
using OrderService.Application.Customers;
using OrderService.Application.Orders;
using OrderService.Application.Payments;
using OrderService.Application.Shipments;
using OrderService.Infrastructure.Caching;
using OrderService.Infrastructure.Mail;
using OrderService.Infrastructure.Persistence;
using OrderService.Infrastructure.Remote;
using OrderService.Infrastructure.Shipments;
using RabbitMQ.Client;
using Stripe;

namespace OrderService.Infrastructure;

public static class InfrastructureServices
{
    public static IHostApplicationBuilder AddOrderInfrastructure(this IHostApplicationBuilder builder)
    {
        builder.AddPersistence();
        builder.AddRemoteServices();

        builder.Services.AddMemoryCache();
        builder.Services.AddDistributedMemoryCache();
        builder.Services.AddSingleton<BestSellers>();
        builder.Services.AddSingleton<IBestSellers>(services => services.GetRequiredService<BestSellers>());
        builder.Services.AddSingleton<IOrderStatusBoard, OrderStatusBoard>();
        builder.Services.AddSingleton<IShippingRates, ShippingRates>();
        builder.Services.AddSingleton<IBacklog, Backlog>();

        builder.Services.Configure<MailOptions>(builder.Configuration.GetSection("Mail"));
        builder.Services.AddSingleton<IOrderMail, OrderMail>();

        builder.Services.AddHostedService<BestSellersRefresher>();
        builder.Services.AddHostedService<ShipmentWorker>();
        builder.AddDeliveries();
        return builder;
    }

    /// <summary>Only where there is a broker; otherwise the worker asks for each parcel.</summary>
    private static void AddDeliveries(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration.GetConnectionString("Broker") is not { } broker)
            return;
        builder.Services.AddSingleton<IConnectionFactory>(new ConnectionFactory { Uri = new Uri(broker) });
        builder.Services.AddHostedService<DeliveryListener>();
    }

    private static void AddPersistence(this IHostApplicationBuilder builder)
    {
        var connectionString = builder.Configuration.GetConnectionString("Orders")
            ?? throw new InvalidOperationException("The connection string 'Orders' is missing.");

        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(connectionString));
        builder.Services.AddDbContext<OrderDbContext>((services, options) =>
        {
            options.UseNpgsql(services.GetRequiredService<NpgsqlDataSource>(), npgsql =>
            {
                npgsql.EnableRetryOnFailure(maxRetryCount: 3);
                npgsql.CommandTimeout(30);
            });
            options.EnableDetailedErrors(builder.Environment.IsDevelopment());
            options.EnableSensitiveDataLogging(builder.Environment.IsDevelopment());
        });

        builder.Services.AddScoped<ICustomerRepository, CustomerRepository>();
        builder.Services.AddScoped<IProductRepository, ProductRepository>();
        builder.Services.AddScoped<IOrderRepository, OrderRepository>();
        builder.Services.AddScoped<IShipmentRepository, ShipmentRepository>();
        builder.Services.AddScoped<IShipmentBoard, ShipmentBoard>();
        builder.Services.AddScoped<ISalesReport, SalesReport>();
        builder.Services.AddScoped<IDashboard, Dashboard>();
        builder.Services.AddScoped<IShipmentDesk, ShipmentDesk>();
        builder.Services.AddScoped<IContacts, Contacts>();
        builder.Services.AddScoped<IOpenOrders, OpenOrders>();
        builder.Services.AddScoped<IOrderReviews, OrderReviews>();
        builder.Services.AddScoped<IStocktaking, Stocktaking>();
        builder.Services.AddScoped<IIntegrationEventHandler<ParcelReturned>, ParcelReturnedHandler>();
        builder.Services.AddScoped<IIntegrationEventHandler<ParcelLost>, ParcelLostHandler>();
        builder.Services.AddSingleton<IStockLedger, StockLedger>();
    }

    private static void AddRemoteServices(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IStripeClient>(_ => new StripeClient(builder.Configuration["Stripe:ApiKey"] ?? throw new InvalidOperationException("The key 'Stripe:ApiKey' is missing.")));
        builder.Services.AddScoped<RefundService>();
        builder.Services.AddScoped<ICardRefunds, CardRefunds>();
        builder.Services.AddHttpClient(ParcelLostHandler.Claims, client => client.BaseAddress = builder.Address("Carrier"));

        builder.Services
            .AddHttpClient<IPaymentProvider, PaymentClient>(client => client.BaseAddress = builder.Address("Payments"))
            .AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods());

        builder.Services
            .AddHttpClient<IWarehouse, WarehouseClient>(client =>
            {
                client.BaseAddress = builder.Address("Warehouse");
                client.Timeout = TimeSpan.FromSeconds(30);
            });

        builder.Services
            .AddHttpClient<ICarrier, CarrierClient>(client => client.BaseAddress = builder.Address("Carrier"))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            });
    }

    private static Uri Address(this IHostApplicationBuilder builder, string service) =>
        builder.Configuration.GetValue<Uri>($"Services:{service}")
        ?? throw new InvalidOperationException($"The address 'Services:{service}' is missing.");
}
