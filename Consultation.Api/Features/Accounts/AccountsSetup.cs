using Consultation.Api.Data;

namespace Consultation.Api.Features.Accounts;

internal static class AccountsSetup
{
    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<TotpSecrets>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton(provider => new StaffSessions(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Settings>()
        ));
        services.AddScoped(typeof(Pipeline.IPrepare<>), typeof(HashesPassword<>));
    }
}
