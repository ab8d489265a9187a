using System.Text;
using System.Text.Json.Serialization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.IdentityModel.Tokens;
using OrderService.Api;
using OrderService.Api.BackOffice;
using OrderService.Api.Endpoints;
using OrderService.Api.Idempotency;
using OrderService.Application.Orders;
using OrderService.Application.Payments;
using OrderService.Application.Shipments;
using OrderService.Infrastructure;
using OrderService.Infrastructure.Persistence;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<IIdempotencyStore, MemoryIdempotencyStore>();

builder.AddOrderInfrastructure();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddScoped<OrderDesk>();
builder.Services.AddScoped<OrderReader>();
builder.Services.AddScoped<OrderPlacement>();
builder.Services.AddScoped<OrderPayment>();
builder.Services.AddScoped<OrderShipping>();
builder.Services.AddScoped<ShipmentRound>();

// The single-page shop sends its cookies along.
builder.Services.AddCors(cors => cors.AddDefaultPolicy(shop =>
    shop.WithOrigins(builder.Configuration.GetSection("Cors:Origins").Get<string[]>() ?? [])
        .AllowAnyHeader()
        .AllowAnyMethod()
        .AllowCredentials()));

builder.Services
    .AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
    .AddJwtBearer(jwt =>
    {
        jwt.Authority = builder.Configuration["Authentication:Authority"];
        jwt.Audience = "orders";
        jwt.MapInboundClaims = false;
        jwt.RequireHttpsMetadata = !builder.Environment.IsDevelopment();
        jwt.IncludeErrorDetails = builder.Environment.IsDevelopment();
        jwt.TokenValidationParameters = new TokenValidationParameters
        {
            ClockSkew = TimeSpan.FromMinutes(1),
        };

        if (builder.Environment.IsDevelopment() && builder.Configuration["Authentication:SigningKey"] is { } signingKey)
            jwt.TokenValidationParameters.IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(signingKey));
    });
builder.Services
    .AddAuthorizationBuilder()
    .AddPolicy(Policies.Staff, policy => policy.RequireClaim("role", "staff"))
    .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());

builder.Services.AddRateLimiter(limits => limits.AddPolicy("codes", context => RateLimitPartition.GetFixedWindowLimiter(
    context.Connection.RemoteIpAddress?.ToString() ?? "unknown",
    _ => new FixedWindowRateLimiterOptions { PermitLimit = 5, Window = TimeSpan.FromMinutes(1) })));

builder.Services.AddControllers();
builder.Services.AddValidation();
builder.Services.AddProblemDetails();
builder.Services.AddExceptionHandler<ConflictHandler>();
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));

var app = builder.Build();

app.UseExceptionHandler(new ExceptionHandlerOptions
{
    StatusCodeSelector = exception =>
        exception is BadHttpRequestException badRequest ? badRequest.StatusCode : StatusCodes.Status500InternalServerError,
});
app.UseStatusCodePages();
app.UseCors();
app.UseAuthentication();
app.UseAuthorization();
app.UseRateLimiter();

app.MapControllers();
app.MapCatalog();
app.MapCustomers();
app.MapOrders();

if (app.Environment.IsDevelopment())
{
    await using var scope = app.Services.CreateAsyncScope();
    await DevelopmentSeed.SeedAsync(scope.ServiceProvider.GetRequiredService<OrderDbContext>(), app.Lifetime.ApplicationStopping);
}

await app.RunAsync();
