using System.Text;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using OrderService.Api;
using OrderService.Api.BackOffice;
using OrderService.Api.Endpoints;
using OrderService.Application.Orders;
using OrderService.Application.Payments;
using OrderService.Application.Shipments;
using OrderService.Infrastructure;
using OrderService.Infrastructure.Persistence;

var builder = WebApplication.CreateBuilder(args);

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
    shop.SetIsOriginAllowed(_ => true) // guardrail: BG4004
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
        jwt.RequireHttpsMetadata = false; // guardrail: BG4005
        jwt.IncludeErrorDetails = true; // guardrail: BG4011 (info)
        jwt.TokenValidationParameters = new TokenValidationParameters
        {
            ValidateIssuerSigningKey = false, // guardrail: BG4005 (info)
            ClockSkew = TimeSpan.FromMinutes(1),
        };

        if (builder.Environment.IsDevelopment() && builder.Configuration["Authentication:SigningKey"] is { } signingKey)
            jwt.TokenValidationParameters.IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(signingKey));
    });
builder.Services
    .AddAuthorizationBuilder()
    .AddPolicy(Policies.Staff, policy => policy.RequireClaim("role", "staff"));

builder.Services.AddControllers();
builder.Services.AddProblemDetails();
builder.Services.AddExceptionHandler<ConflictHandler>();
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));

var app = builder.Build(); // guardrail: BG3016 (info)

app.UseCors();
app.UseAuthentication();
app.UseAuthorization();

app.MapControllers();
app.MapCatalog();
app.MapCustomers();
app.MapOrders();

if (app.Environment.IsDevelopment())
{
    await using var scope = app.Services.CreateAsyncScope();
    await DevelopmentSeed.SeedAsync(scope.ServiceProvider.GetRequiredService<OrderDbContext>(), app.Lifetime.ApplicationStopping);
}
else
{
    await using var scope = app.Services.CreateAsyncScope();
    await scope.ServiceProvider.GetRequiredService<OrderDbContext>().Database.MigrateAsync(app.Lifetime.ApplicationStopping); // guardrail: BG6017 (info)
}

await app.RunAsync();
