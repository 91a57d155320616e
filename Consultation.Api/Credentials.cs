using Microsoft.Extensions.FileProviders;

namespace Consultation.Api;

/// <summary>
/// Settings as files, one each, named as their environment variables are (<c>Consultation__Database</c>), in the folder that
/// <c>CREDENTIALS_DIRECTORY</c> names: systemd sets it for its credentials, and a container's secrets lie in such a folder. What is in a file is not
/// shown to whoever may list processes or look at containers. They go before the environment; other files in the folder are left alone.
/// </summary>
internal static class Credentials
{
    public const string Folder = "CREDENTIALS_DIRECTORY";

    public static void AddCredentials(this IConfigurationBuilder configuration)
    {
        if (Environment.GetEnvironmentVariable(Folder) is { Length: > 0 } folder)
        {
            configuration.AddKeyPerFile(source =>
            {
                source.FileProvider = new PhysicalFileProvider(Path.GetFullPath(folder));
                source.IgnoreCondition = name => !name.StartsWith(Settings.Section + "__", StringComparison.OrdinalIgnoreCase);
            });
        }
    }
}
