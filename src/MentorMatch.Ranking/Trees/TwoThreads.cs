using System.Runtime.ExceptionServices;

namespace MentorMatch.Ranking.Trees;

/// <summary>
/// The caller and one more thread, which stays for the whole training: a tree forks some sixty times, so a fork must cost
/// microseconds. What is worked out never depends on which of the two did it.
/// </summary>
internal sealed class TwoThreads : IDisposable
{
    private readonly ManualResetEventSlim _start = new(initialState: false, spinCount: 200);
    private readonly ManualResetEventSlim _done = new(initialState: false, spinCount: 200);
    private readonly Thread? _worker;
    private Action<int>? _work;
    private ExceptionDispatchInfo? _failure;

    public TwoThreads(bool alone = false)
    {
        if (alone || Environment.ProcessorCount == 1) return;
        _worker = new(Work) { IsBackground = true, Name = "tree training" };
        _worker.Start();
    }

    /// <summary>Calls with 0 and 1, at the same time where there are two threads.</summary>
    public void Both(Action<int> work)
    {
        if (_worker is null)
        {
            work(0);
            work(1);
            return;
        }

        _work = work;
        _done.Reset();
        _start.Set();
        try
        {
            work(0);
        }
        finally
        {
            _done.Wait();
        }

        _failure?.Throw();
    }

    /// <summary>Calls with every number below the count; whoever is free takes the next.</summary>
    public void Each(int count, Action<int> work)
    {
        var next = -1;
        Both(_ =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next)) work(i);
        });
    }

    public void Dispose()
    {
        if (_worker is not null)
        {
            _work = null;
            _start.Set();
            _worker.Join();
        }

        _start.Dispose();
        _done.Dispose();
    }

    private void Work()
    {
        while (true)
        {
            _start.Wait();
            _start.Reset();
            if (_work is not { } work) return;
            try
            {
                work(1);
            }
            catch (Exception e)
            {
                _failure = ExceptionDispatchInfo.Capture(e);
            }

            _done.Set();
        }
    }
}
