using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SocialRx.Tests.Bot.Schedule;

/// <summary>What was logged, line by line.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = new();

    public IReadOnlyList<LogLine> All => [.. _lines];

    public ILogger<T> For<T>() => LoggerFactory.Create(logging => logging.AddProvider(this)).CreateLogger<T>();

    public ILogger CreateLogger(string categoryName) => new Lines(_lines);

    public void Dispose()
    {
    }

    private sealed class Lines(ConcurrentQueue<LogLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(new LogLine(logLevel, eventId.Id, formatter(state, exception)));
    }
}

internal sealed record LogLine(LogLevel Level, int Event, string Text);
