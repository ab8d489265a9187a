using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackendGuardrails.Tests.Facts;

public class VariableUsesTests
{
    [Fact]
    public void A_variable_is_found_in_lambdas_and_local_functions_of_its_member_and_nowhere_else()
    {
        var use = (ILocalReferenceOperation)Probe.Of("""
            class C
            {
                int M()
                {
                    var count = 1;
                    int Twice() => count * 2;
                    System.Func<int> once = () => count;
                    return [|count|] + Twice() + once();
                }

                int N()
                {
                    var count = 2;
                    return count;
                }
            }
            """).Operation;

        Assert.Equal(3, VariableUses.Of(use.Local, use).Count());
    }

    [Fact]
    public void A_parameter_of_a_generic_method_is_the_same_whatever_it_is_called_with()
    {
        var call = (IInvocationOperation)Probe.Of("""
            class C
            {
                void M() => [|Twice(1)|];

                void Twice<T>(T value)
                {
                    System.Console.WriteLine(value);
                    System.Console.WriteLine(value);
                }
            }
            """).Operation;
        var declared = call.TargetMethod.DeclaringSyntaxReferences[0].GetSyntax();
        var body = call.SemanticModel!.GetOperation(declared)!;

        Assert.Equal(2, VariableUses.Of(call.TargetMethod.Parameters[0], body).Count());
    }

    [Fact]
    public void A_body_is_walked_once_for_all_who_ask()
    {
        var body = Probe.Of("class C { int M(int one) => [|one + one|]; }").Operation.MemberBody();
        var index = new OperationIndex();

        Assert.Equal(2, index.In(body).Of(OperationKind.ParameterReference).Count());
        Assert.Empty(index.In(body).Of(OperationKind.Invocation));
        Assert.Same(index.In(body), index.In(body));
    }
}
