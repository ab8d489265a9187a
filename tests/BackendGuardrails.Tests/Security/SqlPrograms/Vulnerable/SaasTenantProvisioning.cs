using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Saas.Provisioning;

public sealed class PlatformContext(DbContextOptions<PlatformContext> options) : DbContext(options);

public sealed record NewTenant(string Name, string AdminPassword, string Region);

public interface ITenantProvisioner
{
    Task ProvisionAsync(NewTenant tenant, CancellationToken cancellationToken);

    Task DropAsync(string name, CancellationToken cancellationToken);
}

public sealed class TenantProvisioner(PlatformContext context, ILogger<TenantProvisioner> logger) : ITenantProvisioner
{
    private static readonly string[] Tables = ["users", "projects", "invoices"];

    public async Task ProvisionAsync(NewTenant tenant, CancellationToken cancellationToken)
    {
        var schema = "tenant_" + tenant.Name.Replace(' ', '_').ToLowerInvariant();
        await context.Database.ExecuteSqlRawAsync($"CREATE SCHEMA IF NOT EXISTS {schema}", cancellationToken); // guardrail: BG4001
        await context.Database.ExecuteSqlRawAsync($"CREATE ROLE {schema} LOGIN PASSWORD '{tenant.AdminPassword}'", cancellationToken); // guardrail: BG4001
        foreach (var table in Tables)
        {
            await context.Database.ExecuteSqlRawAsync(
                "CREATE TABLE " + schema + "." + table + " (LIKE template." + table + " INCLUDING ALL)", // guardrail: BG4001
                cancellationToken);
        }

        await context.Database.ExecuteSqlAsync($"INSERT INTO tenants (name, region) VALUES ({tenant.Name}, {tenant.Region})", cancellationToken);
        logger.LogInformation("Tenant {Name} is ready", tenant.Name);
    }

    public async Task DropAsync(string name, CancellationToken cancellationToken)
    {
        if (name == "template")
            throw new InvalidOperationException("The template stays.");
        await context.Database.ExecuteSqlRawAsync("DROP SCHEMA IF EXISTS tenant_" + name + " CASCADE", cancellationToken); // guardrail: BG4001
    }
}

[ApiController]
[Authorize(Roles = "operator")]
[Route("tenants")]
public sealed class TenantsController(ITenantProvisioner provisioner) : ControllerBase
{
    [HttpPost]
    public async Task<IActionResult> Create(NewTenant tenant, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(tenant.Name) || tenant.Name.Length > 30)
            return BadRequest();
        await provisioner.ProvisionAsync(tenant, cancellationToken);
        return Created($"/tenants/{tenant.Name}", null);
    }

    [HttpDelete("{name}")]
    public async Task<IActionResult> Delete(string name, CancellationToken cancellationToken)
    {
        await provisioner.DropAsync(name, cancellationToken);
        return NoContent();
    }
}
