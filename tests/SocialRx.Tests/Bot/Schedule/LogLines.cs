using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SocialRx.Tests.Bot.Schedule;

/// <summary>What was logged, line by line.</summary>
internal sealed class LogLines
{
    private readonly ConcurrentQueue<LogLine> _lines = new();

    public IReadOnlyList<LogLine> All => [.. _lines];

    public ILogger<T> For<T>() => new Lines<T>(_lines);

    /// <summary>For a host that logs here.</summary>
    public ILoggerProvider Provider() => new ForAll(_lines);

    private sealed class ForAll(ConcurrentQueue<LogLine> lines) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new Lines<ForAll>(lines);

        public void Dispose()
        {
        }
    }

    private sealed class Lines<T>(ConcurrentQueue<LogLine> lines) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(new LogLine(logLevel, eventId.Id, $"{formatter(state, exception)}{exception}"));
    }
}

internal sealed record LogLine(LogLevel Level, int Event, string Text);
