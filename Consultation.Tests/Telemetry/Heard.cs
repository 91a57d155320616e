using System.Diagnostics.Metrics;
using Consultation.Api.Telemetry;
using Consultation.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Consultation.Tests.Telemetry;

/// <summary>What somebody who collects hears of one program's own instruments, and of no other's in the process.</summary>
internal sealed class Heard : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<(string Name, string Tags, double Value)> _all = [];
    private readonly MeterListener _listener = new();

    /// <param name="meter">Also one of the framework's.</param>
    public Heard(TestApp app, string meter = Instruments.Name)
    {
        var ours = app.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == meter && instrument.Meter.Scope == ours)
            {
                Published.Add(instrument);
                listening.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();
    }

    public List<Instrument> Published { get; } = [];

    /// <summary>Everything of this name and these tags (<c>kind=mail.send outcome=sent</c>), as it came.</summary>
    public double[] Of(string name, string tags = "")
    {
        lock (_gate)
        {
            return [.. _all.Where(one => one.Name == name && one.Tags == tags).Select(one => one.Value)];
        }
    }

    /// <summary>The tags under which something of this name was heard.</summary>
    public string[] TagsOf(string name)
    {
        lock (_gate)
        {
            return [.. _all.Where(one => one.Name == name).Select(one => one.Tags).Distinct()];
        }
    }

    /// <summary>Reads what is only measured when somebody looks; forgets what was read so before.</summary>
    public void Look()
    {
        lock (_gate)
        {
            _all.RemoveAll(one => Published.Exists(instrument => instrument.IsObservable && instrument.Name == one.Name));
        }
        _listener.RecordObservableInstruments();
    }

    public void Dispose() => _listener.Dispose();

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var words = string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
        lock (_gate)
        {
            _all.Add((instrument.Name, words, value));
        }
    }
}
