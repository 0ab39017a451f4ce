using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace SocialRx.Bot.Tests.Leaks;

/// <summary>All that traces and metrics of this process tell, whoever makes them.</summary>
internal sealed class Overheard : IDisposable
{
    private readonly ConcurrentQueue<string> _told = new();
    private readonly ActivityListener _traces;
    private readonly MeterListener _metrics;

    public Overheard()
    {
        _traces = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Note,
        };
        ActivitySource.AddActivityListener(_traces);
        _metrics = new MeterListener { InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        _metrics.SetMeasurementEventCallback<byte>((instrument, value, tags, _) => Note(instrument, value, tags));
        _metrics.SetMeasurementEventCallback<short>((instrument, value, tags, _) => Note(instrument, value, tags));
        _metrics.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _metrics.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _metrics.SetMeasurementEventCallback<float>((instrument, value, tags, _) => Note(instrument, value, tags));
        _metrics.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _metrics.SetMeasurementEventCallback<decimal>((instrument, value, tags, _) => Note(instrument, value, tags));
        _metrics.Start();
    }

    public string Told => string.Join('\n', _told);

    public void Dispose()
    {
        _metrics.Dispose();
        _traces.Dispose();
    }

    private void Note(Activity activity)
    {
        _told.Enqueue($"trace {activity.Source.Name} {activity.OperationName} {activity.DisplayName} {activity.StatusDescription} {Text(activity.TagObjects)} {Text(activity.Baggage.Select(pair => new KeyValuePair<string, object?>(pair.Key, pair.Value)))}");
        foreach (var happened in activity.Events)
            _told.Enqueue($"trace event {happened.Name} {Text(happened.Tags)}");
    }

    private void Note<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        where T : struct, IFormattable =>
        _told.Enqueue($"metric {instrument.Meter.Name} {instrument.Name} {value.ToString(null, CultureInfo.InvariantCulture)} {Text(tags.ToArray())}");

    private static string Text(IEnumerable<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', tags.Select(tag => $"{tag.Key}={(tag.Value is System.Collections.IEnumerable many and not string ? string.Join(',', many.Cast<object?>()) : tag.Value)}"));
}
