using System.Data.Common;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Consultation.Api.Data;
using Consultation.Api.Jobs;
using Consultation.Api.Pipeline;
using Dapper;
using MediatR;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Consultation.Tests.Support;

/// <summary>
/// The whole program in this process, with its own database and a clock that the test moves. Only the engine that wakes the jobs
/// is replaced: the test lets due work be done by <see cref="DoDueWork"/>.
/// </summary>
internal sealed class TestApp : WebApplicationFactory<global::Consultation.Web.Pages.SitePage>
{
    public const string BootstrapKey = "bootstrap-key-for-tests-0123456789abcdef";

    /// <summary>Dapper writes code for each statement and database: here a thousand databases are alike.</summary>
    static TestApp() => SqlMapper.ConnectionStringComparer = new AllAlike();

    private readonly TestApp? _owner;
    private readonly string _folder;
    private readonly string? _server;
    private readonly Dictionary<string, string> _settings;

    public TestApp(params (string Name, string Value)[] settings)
        : this(null, settings) { }

    private TestApp(TestApp? owner, (string Name, string Value)[] settings, bool listens = false)
    {
        _owner = owner;
        _folder = owner?._folder ?? Directory.CreateTempSubdirectory("consultation-").FullName;
        _server = owner?._server ?? (SqlServer.ConnectionString is { } server ? SqlServer.NewDatabase(server) : null);
        Clock = owner?.Clock ?? new TestClock(new DateTimeOffset(2026, 3, 2, 11, 0, 0, TimeSpan.Zero));
        _settings = settings.ToDictionary(setting => setting.Name, setting => setting.Value);
        // As an outside program sees it: no redirect followed, no body copied before it is sent.
        var plain = new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false };
        if (listens)
        {
            UseKestrel(0);
            StartServer();
            plain.BaseAddress = ClientOptions.BaseAddress;
        }
        Anonymous = CreateClient(plain);
        Staff = CreateClient(plain);
        Staff.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", BootstrapKey);
    }

    /// <summary>One that a real browser can come to, at <see cref="Address"/>, on a port of its own.</summary>
    public static TestApp Listening(params (string Name, string Value)[] settings) => new(null, settings, listens: true);

    /// <summary>Where it is found.</summary>
    public Uri Address => Anonymous.BaseAddress!;

    /// <summary>An ordinary Monday in the middle of the day; 2026-03-02T11:00:00Z.</summary>
    public TestClock Clock { get; }

    public HttpClient Anonymous { get; }

    /// <summary>Holds the bootstrap key: an administrator of all ministries.</summary>
    public HttpClient Staff { get; }

    public string DataDirectory => _folder;

    /// <summary>A connection of the test's own, as another program has one.</summary>
    public DbConnection OpenDatabase()
    {
        DbConnection connection = _server is null
            ? new SqliteConnection($"Data Source={Path.Combine(_folder, "consultation.db")};Pooling=False")
            : new SqlConnection(_server);
        connection.Open();
        return connection;
    }

    public Database Database => Services.GetRequiredService<Database>();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("Consultation:DataDirectory", _folder);
        builder.UseSetting("Consultation:BootstrapKey", BootstrapKey);
        builder.UseSetting("Logging:LogLevel:Default", "None");
        if (_server is not null)
        {
            builder.UseSetting("Consultation:DatabaseProvider", "sqlserver");
            builder.UseSetting("Consultation:Database", _server);
        }
        foreach (var (name, value) in _settings)
        {
            builder.UseSetting(name.StartsWith("Logging:", StringComparison.Ordinal) ? name : "Consultation:" + name, value);
        }
        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            services.RemoveAll<IHostedService>();
            services.Replace(ServiceDescriptor.Singleton<IJobs, NoEngine>());
        });
    }

    /// <summary>A second program on the same data directory, database and clock. Dispose of it before this one.</summary>
    public TestApp Second(params (string Name, string Value)[] settings) => new(this, settings);

    /// <summary>Sends a request in process, as the program's own jobs.</summary>
    public async Task<T> SendAsJob<T>(IRequest<T> request)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().IsJob("test");
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>Sends a request in process, as nobody in particular.</summary>
    public async Task<T> SendAsAnybody<T>(IRequest<T> request)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>
    /// Does all work that is due now, also what that work adds; answers how many pieces were done. The grouping of campaigns, which follows
    /// whatever comes in, is done with the rest and not counted.
    /// </summary>
    public async Task<int> DoDueWork()
    {
        var worker = Services.GetRequiredService<Worker>();
        var all = 0;
        int some;
        do
        {
            some = 0;
            foreach (var queue in Work.Queues)
            {
                var done = await worker.Drain(queue, CancellationToken.None);
                some += done;
                all += queue == Work.QueueOf(Work.GroupCampaigns) ? 0 : done;
            }
        } while (some > 0);
        return all;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_owner is null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private sealed class AllAlike : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => true;

        public int GetHashCode(string connection) => 0;
    }

    private sealed class NoEngine : IJobs
    {
        public Task Wake(string queue, DateTimeOffset at) => Task.CompletedTask;
    }
}

/// <summary>The same tests on SQL Server, where a connection string is given.</summary>
internal static class SqlServer
{
    public static string? ConnectionString { get; } =
        Environment.GetEnvironmentVariable("CONSULTATION_TEST_SQLSERVER") is { Length: > 0 } given ? given : null;

    /// <summary>Makes an empty database of its own and answers the connection string to it.</summary>
    public static string NewDatabase(string server)
    {
        var name = "consultation_test_" + Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(6));
        using var connection = new SqlConnection(server);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"create database {name} collate Latin1_General_100_BIN2";
        command.ExecuteNonQuery();
        return new SqlConnectionStringBuilder(server) { InitialCatalog = name }.ConnectionString;
    }
}

/// <summary>Reads answers as loose JSON: what an outside program sees.</summary>
internal static class Answers
{
    public static async Task<JsonNode> Json(this Task<HttpResponseMessage> sending)
    {
        using var response = await sending;
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    /// <summary>The answer's JSON when it has this status; the test fails with the whole answer when it has another.</summary>
    public static async Task<JsonNode> Json(this Task<HttpResponseMessage> sending, int status)
    {
        using var response = await sending;
        var body = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.EqualTo(status), body);
        return body.Length == 0 ? new JsonObject() : JsonNode.Parse(body)!;
    }

    public static string Text(this JsonNode node, string name) => node[name]!.GetValue<string>();

    public static int Number(this JsonNode node, string name) => node[name]!.GetValue<int>();
}
