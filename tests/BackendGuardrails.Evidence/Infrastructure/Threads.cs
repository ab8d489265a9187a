namespace BackendGuardrails.Evidence.Infrastructure;

public static class Threads
{
    /// <summary>A scope that does not flow stays behind on the thread that made it; that one must not be the next test's.</summary>
    public static Task RunOnOneOfItsOwn(Func<Task> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                work().GetAwaiter().GetResult();
                done.SetResult();
            }
            catch (Exception failure)
            {
                done.SetException(failure);
            }
        }).Start();
        return done.Task;
    }
}
