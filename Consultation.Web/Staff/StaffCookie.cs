namespace Consultation.Web.Staff;

/// <summary>
/// The cookie that holds a session's token. It lasts as long as the browser is open; how long the session does is the server's. Read under
/// <c>/staff</c> alone: public pages are the same for everybody, and the API takes keys only, so no other site can use it there.
/// </summary>
internal static class StaffCookie
{
    public const string Name = "saksbehandling";

    public static string? Read(HttpRequest request) => request.Cookies[Name] is { Length: > 0 and <= 200 } token ? token : null;

    public static void Write(HttpContext context, string token) => context.Response.Cookies.Append(Name, token, Options(context.Request));

    public static void Remove(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context.Request));

    private static CookieOptions Options(HttpRequest request) =>
        new()
        {
            HttpOnly = true,
            IsEssential = true,
            Path = "/", // languages stand before /staff
            SameSite = SameSiteMode.Lax,
            Secure = request.IsHttps,
        };
}
