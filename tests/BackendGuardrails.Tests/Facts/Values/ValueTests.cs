using BackendGuardrails.Facts.Values;
using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.Facts.Values;

public class ValueTests
{
    private static readonly Origin One = new(OriginKind.Internal, "one", description: "one");
    private static readonly Origin Other = new(OriginKind.Internal, "other", description: "other");

    [Fact]
    public void Constants_after_one_another_are_one_constant()
    {
        var text = Value.Constant("SELECT ").Then(Value.Constant(1));
        Assert.Equal("SELECT 1", text.Known.Value);
        Assert.True(text.IsHarmless);
    }

    [Fact]
    public void Text_beside_other_text_is_a_part() =>
        Assert.True(Assert.Single(Value.Constant("SELECT ").Then(Value.From(One)).Origins).IsPart);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void Text_beside_nothing_stays_whole(string? nothing)
    {
        var empty = Value.Constant(nothing);
        Assert.False(Assert.Single(empty.Then(Value.From(One)).Origins).IsPart);
        Assert.False(Assert.Single(Value.From(One).Then(empty).Origins).IsPart);
    }

    [Fact]
    public void Nothing_beside_nothing_is_the_empty_text() => Assert.Equal("", Value.Null.Then(Value.Null).Known.Value);

    [Fact]
    public void Either_of_two_values_keeps_both_origins_and_forgets_what_differs()
    {
        var either = Value.Constant("a").Or(Value.From(One)).Or(Value.From(Other)).Or(Value.From(One));
        Assert.Equal<Origin>([One, Other], either.Origins);
        Assert.False(either.Known.HasValue);
        Assert.True(Value.Constant("a").Or(Value.Constant("a")).Known.HasValue);
        Assert.False(Value.Constant("a").Or(Value.Constant("b")).Known.HasValue);
    }

    [Fact]
    public void A_value_that_adds_nothing_leaves_the_same_instance_so_that_loops_come_to_rest()
    {
        var value = Value.From(One).Or(Value.From(Other));
        Assert.Same(value, value.Or(Value.From(Other)));
        Assert.Same(value, value.Or(value));
        Assert.Same(value, value.Without(_ => false));
        var part = value.AsPart();
        Assert.Same(part, part.AsPart());
    }

    [Fact]
    public void More_origins_than_a_reader_could_use_are_dropped()
    {
        var many = Enumerable.Range(0, 1_000).Aggregate(Value.Safe, (all, index) => all.Or(Value.From(new Origin(OriginKind.Internal, $"origin {index}"))));
        Assert.InRange(many.Origins.Length, 10, 200);
    }

    [Fact]
    public void A_check_proves_with_either_answer_what_both_sides_prove()
    {
        var check = Value.Truth(Proof.Of([One]), Proof.Nothing);
        var both = check.Or(Value.Truth(Proof.Of([One, Other]), Proof.Of([Other])));
        Assert.True(both.WhenTrue.Holds(One));
        Assert.False(both.WhenTrue.Holds(Other));
        Assert.True(both.WhenFalse.IsNothing);
    }

    [Fact]
    public void What_can_only_be_false_proves_everything_when_it_is_true()
    {
        Assert.Same(Proof.Everything, Value.Constant(false).WhenTrue);
        Assert.Same(Proof.Nothing, Value.Constant(false).WhenFalse);
        Assert.Same(Proof.Everything, Value.Constant(true).WhenFalse);
    }

    [Fact]
    public void Members_of_an_origin_are_a_chain_and_far_away_only_the_last_counts()
    {
        var root = new Origin(OriginKind.Call, "call");
        var deep = Enumerable.Range(0, 20).Aggregate(root, (origin, index) => origin.Member($"member {index}"));
        Assert.Equal(Origin.LongestChain, deep.Chain.Length);
        Assert.Equal("member 19", deep.Chain[^1]);
        Assert.Equal(root.Member("a").Member("b").Holder, root.Member("a"));
        Assert.Same(One, One.Member("a"));
    }

    [Fact]
    public void Origins_are_equal_by_what_they_stand_for()
    {
        Assert.Equal(One, new Origin(OriginKind.Internal, "one", description: "another description"));
        Assert.NotEqual(One, One.AsPart());
        Assert.Equal(One, One.AsPart().AsWhole());
        Assert.NotEqual(One, new Origin(OriginKind.Internal, "one", index: 1));
    }

    [Fact]
    public void Proofs_join_and_meet()
    {
        var one = Proof.Of([One]);
        var both = one.Or([Other]);
        Assert.True(both.Holds(One) && both.Holds(Other));
        Assert.Same(one, one.Or([One]));
        Assert.Same(one, one.And(both));
        Assert.True(both.And(one).Holds(One));
        Assert.False(both.And(one).Holds(Other));
        Assert.Same(Proof.Nothing, one.And(Proof.Of([Other])));
        Assert.True(both.Without(One).Holds(Other));
        Assert.False(both.Without(One).Holds(One));
        Assert.False(both.Without(subject => ReferenceEquals(subject, Other)).Holds(Other));
    }

    [Fact]
    public void Everything_is_proven_where_nothing_ever_gets()
    {
        Assert.True(Proof.Everything.Holds(One));
        Assert.Same(Proof.Everything, Proof.Nothing.Or(Proof.Everything));
        Assert.Same(Proof.Everything, Proof.Everything.Or([One]));
        var one = Proof.Of([One]);
        Assert.Same(one, one.And(Proof.Everything));
        Assert.Same(one, Proof.Everything.And(one));
        Assert.Same(Proof.Everything, Proof.Everything.Without(One));
        Assert.False(Proof.Everything.IsNothing);
    }

    [Theory]
    [InlineData(FindingKind.Outside, OutsideKind.Request, false, true)]
    [InlineData(FindingKind.Outside, OutsideKind.Request, true, true)]
    [InlineData(FindingKind.Outside, OutsideKind.Database, false, false)]
    [InlineData(FindingKind.Outside, OutsideKind.Database, true, true)]
    [InlineData(FindingKind.Outside, OutsideKind.File, false, false)]
    [InlineData(FindingKind.Outside, OutsideKind.OwnFile, true, true)]
    [InlineData(FindingKind.Unknown, null, true, true)]
    [InlineData(FindingKind.Unknown, null, false, false)]
    [InlineData(FindingKind.Internal, null, true, false)]
    internal void Parts_from_outside_are_serious_and_whole_scripts_are_not(FindingKind kind, OutsideKind? outside, bool isPart, bool isSerious) =>
        Assert.Equal(isSerious, new Finding(kind, outside, "source", isPart, []).IsSerious);

    [Fact]
    public void The_worse_of_two_findings_is_kept()
    {
        var request = new Finding(FindingKind.Outside, OutsideKind.Request, "request", IsPart: true, []);
        var unknown = new Finding(FindingKind.Unknown, null, "parameter", IsPart: true, []);
        var setting = new Finding(FindingKind.Internal, null, "setting", IsPart: true, []);
        var script = new Finding(FindingKind.Outside, OutsideKind.Database, "script", IsPart: false, []);
        Assert.Same(request, Finding.Worse(unknown, request));
        Assert.Same(unknown, Finding.Worse(setting, unknown));
        Assert.Same(unknown, Finding.Worse(script, unknown));
        Assert.Same(setting, Finding.Worse(null, setting));
        Assert.Null(Finding.Worse(null, null));
        var path = Enumerable.Range(0, 30).Aggregate(request, (finding, index) => finding.Through(Location.Create("a.cs", new(index, 1), default)));
        Assert.InRange(path.Path.Length, 5, 20);
    }
}
