using Consultation.Api.Features.Search;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Consultation.Api.Data;

/// <summary>The database that the settings name, and what lies beside it.</summary>
internal static class DataSetup
{
    public static void AddData(this IServiceCollection services)
    {
        SqlTypes.Register();
        services.AddSingleton<Database>(provider =>
        {
            var settings = provider.GetRequiredService<Settings>();
            try
            {
                return Named(provider, settings);
            }
            catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
            {
                throw new WrongSetting($"Consultation:DataDirectory cannot be used: {closed.Message}", closed);
            }
            catch (ArgumentException none)
            {
                throw new WrongSetting($"Consultation:Database is no connection string: {none.Message}", none);
            }
        });
        services.AddScoped<Db>();
        services.AddSingleton<Vocabulary>();
        // What protects a form that is open over a restart lies with the rest of the data.
        services.AddDataProtection().SetApplicationName("Consultation");
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<Settings, ILoggerFactory>(
                (keys, settings, log) =>
                    keys.XmlRepository = new FileSystemXmlRepository(
                        Directory.CreateDirectory(Path.Combine(settings.DataDirectory, "keys")),
                        log
                    )
            );
    }

    private static Database Named(IServiceProvider provider, Settings settings)
    {
        Directory.CreateDirectory(settings.DataDirectory);
        if (settings.DatabaseProvider == DatabaseProvider.SqlServer)
        {
            return ActivatorUtilities.CreateInstance<SqlServerDatabase>(provider, settings.Database!, settings.WriteQueueLength);
        }
        var connection = settings.Database ?? $"Data Source={Path.Combine(settings.DataDirectory, "consultation.db")}";
        return ActivatorUtilities.CreateInstance<SqliteDatabase>(provider, connection, settings.WriteQueueLength);
    }
}
