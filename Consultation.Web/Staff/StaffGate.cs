using Consultation.Api;
using Consultation.Api.Features.Accounts;
using Consultation.Api.Pipeline;
using Consultation.Web.Pages;

namespace Consultation.Web.Staff;

/// <summary>
/// Stands before every page under <c>/staff</c>: who is it, and may that be here? A page says with <see cref="RequiresAttribute"/> whom it
/// is for, as a use case does, or with <see cref="PublicAttribute"/> that it is for who has not signed in. What a page then sends
/// is judged again, by the pipeline.
/// </summary>
internal sealed class StaffGate(RequestDelegate next, StaffSessions sessions)
{
    private static readonly object SessionKey = new();

    /// <summary>Who is signed in, or has only the second step left; null on public pages and for strangers.</summary>
    public static StaffSession? SessionOf(HttpContext context) => context.Items[SessionKey] as StaffSession;

    public static bool IsStaff(PathString path) => path.StartsWithSegments("/staff", StringComparison.OrdinalIgnoreCase);

    public async Task InvokeAsync(HttpContext context, CurrentUser user)
    {
        if (!IsStaff(context.Request.Path))
        {
            await next(context);
            return;
        }
        context.Response.OnStarting(KeepNowhere, context.Response);
        if (StaffCookie.Read(context.Request) is { } token && await sessions.Find(token) is { } session)
        {
            context.Items[SessionKey] = session;
            if (!session.AwaitsCode)
                user.IsPerson(session.UserId, session.Id, session.Name, session.Role, session.MinistryId);
        }
        if (await IsLetInAsync(context, user))
            await next(context);
    }

    private static async Task<bool> IsLetInAsync(HttpContext context, CurrentUser user)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        if (metadata is null || metadata.GetMetadata<PublicAttribute>() is not null)
            return true;
        if (!user.IsStaff)
        {
            await AskToSignInAsync(context);
            return false;
        }
        if (SessionOf(context)!.NeedsSecondStep && metadata.GetMetadata<BeforeSecondStepAttribute>() is null)
        {
            context.Response.Redirect(StaffLinks.AccountSecondStep(SitePage.Language));
            return false;
        }
        // A page that does not say whom it is for is for nobody.
        if (metadata.GetMetadata<RequiresAttribute>() is not { } needed || !user.May(needed.Permission))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return false;
        }
        return true;
    }

    private static async Task AskToSignInAsync(HttpContext context)
    {
        var request = context.Request;
        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (!isRead && await KeptForm.KeepAsync(context))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized; // shown as the sign-in page, with the form in it
            return;
        }
        var address = request.PathBase + request.Path + (isRead ? request.QueryString : QueryString.Empty);
        context.Response.Redirect(StaffReturn.SignIn(SitePage.Language, address));
    }

    private static Task KeepNowhere(object state)
    {
        var headers = ((HttpResponse)state).Headers;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "same-origin"; // addresses name drafts, and some hold a one-time link
        return Task.CompletedTask;
    }
}

/// <summary>A page that who must set up a second step may see before that.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class BeforeSecondStepAttribute : Attribute;
