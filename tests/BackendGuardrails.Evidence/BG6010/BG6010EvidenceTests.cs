using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Evidence.Migrations;
using Xunit;

namespace BackendGuardrails.Evidence.BG6010;

/// <summary>While each row is checked, writers wait for a foreign key and readers as well for a check; promised first and checked afterwards, they wait for no scan.</summary>
[Collection(PostgresCollection.Name)]
public class BG6010EvidenceTests(PostgresCluster postgres)
{
    [PostgresFact]
    public async Task Nobody_waits_for_the_scan_when_it_is_a_step_of_its_own()
    {
        var key = await SchemaChange.ApplyAsync(postgres, [typeof(Before.ReferToCustomer)]);
        var principal = await SchemaChange.ApplyAsync(postgres, [typeof(Before.ReferToCustomer)], nameof(Shop.Customers));
        var check = await SchemaChange.ApplyAsync(postgres, [typeof(Before.CheckQuantity)]);
        var keyInSteps = await SchemaChange.ApplyAsync(postgres, [typeof(After.ReferToCustomer), typeof(After.ValidateCustomer)]);
        var checkInSteps = await SchemaChange.ApplyAsync(postgres, [typeof(After.CheckQuantity), typeof(After.ValidateQuantity)]);

        Assert.All([key, principal, check, keyInSteps, checkInSteps], change => Assert.Equal(SchemaChange.Done, change.Result));
        Assert.Equal("all", Assert.Single(key.Moments).Read);
        Assert.Equal(WritersWait, key.Moments[0] with { RowsRead = null });
        Assert.Equal(WritersWait, Assert.Single(principal.Moments) with { RowsRead = null });
        Assert.Equal(("all", Moment.StandsStill(null, 0)), (Assert.Single(check.Moments).Read, check.Moments[0] with { RowsRead = null }));
        AssertSteps(WritersWait with { RowsRead = 0 }, keyInSteps);
        AssertSteps(Moment.StandsStill(0, 0), checkInSteps);

        var table = new LockTable("BG6010");
        table.Add("`AddForeignKey`", key);
        table.Add("`FOREIGN KEY … NOT VALID`, then `VALIDATE`", keyInSteps);
        table.Add("`AddCheckConstraint`", check);
        table.Add("`CHECK … NOT VALID`, then `VALIDATE`", checkInSteps);
        table.VerifyPage();
    }

    private static Moment WritersWait { get; } = new("ShareRowExclusiveLock", null, 0, Moment.GoOn, Moment.Wait, Moment.Wait);

    private static void AssertSteps(Moment promise, SchemaChange change)
    {
        Assert.Equal(2, change.Moments.Count);
        Assert.Equal(promise, change.Moments[0]);
        Assert.Equal("all", change.Moments[1].Read);
        Assert.Equal(new Moment("ShareUpdateExclusiveLock", null, 0, Moment.GoOn, Moment.GoOn, Moment.GoOn), change.Moments[1] with { RowsRead = null });
    }
}
