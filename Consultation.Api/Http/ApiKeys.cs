using System.Security.Cryptography;
using System.Text;
using Consultation.Api.Data;
using Consultation.Api.Pipeline;

namespace Consultation.Api.Http;

/// <summary>Marks an endpoint for staff: without a true key the answer is 401 before a body is read.</summary>
internal sealed class StaffOnly;

/// <summary>Settles who is calling by <c>Authorization: Bearer</c>. A false key is 401 everywhere in the API.</summary>
internal sealed class ApiKeys(RequestDelegate next, Database database)
{
    private const string Scheme = "Bearer ";

    public async Task InvokeAsync(HttpContext context, CurrentUser user)
    {
        string? given = context.Request.Headers.Authorization;
        if (given is not null && Problem.Serves(context) && !await Settle(given, user, context))
        {
            await Refuse(context);
            return;
        }
        if (!user.IsStaff && context.GetEndpoint()?.Metadata.GetMetadata<StaffOnly>() is not null)
        {
            await Refuse(context);
            return;
        }
        await next(context);
    }

    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private async Task<bool> Settle(string given, CurrentUser user, HttpContext context)
    {
        if (!given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }
        var hash = Hash(given[Scheme.Length..].Trim());
        var row = await database.Read(db => db.First<KeyRow>(SelectKey, new { KeyHash = hash }));
        if (row is null || !Enum.TryParse<Role>(row.Role, ignoreCase: true, out var role))
        {
            return false;
        }
        context.Items[typeof(ApiKeys)] = row.Id;
        user.IsHolderOf(row.Name, role, row.MinistryId, row.Id);
        return true;
    }

    private static Task Refuse(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.Write(context, Problem.Of(401, context));
    }

    private sealed record KeyRow
    {
        public required long Id { get; init; }
        public required string Name { get; init; }
        public required string Role { get; init; }
        public long? MinistryId { get; init; }
    }

    private const string SelectKey = "select Id, Name, Role, MinistryId from ApiKey where KeyHash = @KeyHash and RevokedAt is null";
}
