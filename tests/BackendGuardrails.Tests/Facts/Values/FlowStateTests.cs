using BackendGuardrails.Facts.Values;

namespace BackendGuardrails.Tests.Facts.Values;

public class FlowStateTests
{
    private static readonly Origin Request = new(OriginKind.Internal, "request");
    private static readonly Origin File = new(OriginKind.Internal, "file");

    [Fact]
    public void Where_two_ways_meet_a_variable_is_either()
    {
        var met = FlowState.Start.With("x", Value.From(Request)).Or(FlowState.Start.With("x", Value.From(File)));
        Assert.Equal<Origin>([Request, File], met.Variables["x"].Origins);
    }

    [Fact]
    public void A_way_that_brings_no_news_leaves_the_same_instance()
    {
        var state = FlowState.Start.With("x", Value.From(Request).Or(Value.From(File)));
        Assert.Same(state, state.Or(state));
        Assert.Same(state, state.Or(FlowState.Start.With("x", Value.From(File))));
        Assert.NotSame(state, state.Or(FlowState.Start.With("y", Value.From(File))));
    }

    [Fact]
    public void What_only_one_way_proves_does_not_hold_behind_both()
    {
        var start = FlowState.Start.With("x", Value.From(Request));
        var met = start.With(Proof.Of(["x"])).Or(start);
        Assert.True(met.Proven.IsNothing);
        Assert.Equal<Origin>([Request], met.Variables["x"].Origins);
    }

    [Fact]
    public void A_way_that_checked_and_a_way_that_replaced_are_both_safe()
    {
        var start = FlowState.Start.With("x", Value.From(Request));
        var met = start.With(Proof.Of(["x"])).Or(start.With("x", Value.Constant("id")));
        Assert.True(met.Variables["x"].IsHarmless);
    }

    [Fact]
    public void What_both_ways_prove_holds()
    {
        var start = FlowState.Start.With("x", Value.From(Request));
        Assert.True(start.With(Proof.Of(["x", Request])).Or(start.With(Proof.Of(["x"]))).Proven.Holds("x"));
    }

    [Fact]
    public void An_assignment_ends_the_proof_of_what_was_there_before()
    {
        var state = FlowState.Start.With("x", Value.From(Request)).With(Proof.Of(["x"]));
        Assert.False(state.With("x", Value.From(File)).Proven.Holds("x"));
        Assert.True(state.With("y", Value.From(File)).Proven.Holds("x"));
    }

    [Fact]
    public void A_forgotten_variable_is_gone() => Assert.Empty(FlowState.Start.With("x", Value.Safe).Forget("x").Variables);

    [Fact]
    public void A_member_that_one_way_wrote_is_that_or_what_it_was()
    {
        var holder = new Origin(OriginKind.Call, "call");
        var written = FlowState.Start.With(Heap.Empty.With(holder, HeapNode.Untouched.With("Sort", Value.Constant("id"))));
        Assert.True(written.Heap.Read(holder, "Sort").IsHarmless);
        var met = written.Or(FlowState.Start);
        Assert.Equal<Origin>([holder.Member("Sort")], met.Heap.Read(holder, "Sort").Origins);
        Assert.Equal<Origin>([holder.Member("Sort")], FlowState.Start.Or(written).Heap.Read(holder, "Sort").Origins);
    }

    [Fact]
    public void Members_nobody_wrote_are_as_they_came() =>
        Assert.Equal<Origin>([new Origin(OriginKind.Call, "call").Member("Sort")], Heap.Empty.Read(new Origin(OriginKind.Call, "call"), "Sort").Origins);

    [Theory]
    [InlineData(Slot.AnyElement, "[0]", true)]
    [InlineData("[0]", "[0]", true)]
    [InlineData("[0]", "[1]", false)]
    [InlineData("[1]", Slot.AnyElement, true)]
    [InlineData(Slot.Text, "[1]", true)]
    [InlineData("[0]", Slot.Keys, false)]
    public void Elements_are_this_one_or_any(string asked, string member, bool covers) => Assert.Equal(covers, Slot.Covers(asked, member));
}
