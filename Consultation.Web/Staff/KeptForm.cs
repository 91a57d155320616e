using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Primitives;

namespace Consultation.Web.Staff;

/// <summary>
/// A form that came after its session had ended: what was typed is carried through signing in again, as hidden inputs, and sent on by a
/// button. Passwords and files are not: those have to be given again.
/// </summary>
internal sealed record KeptForm(string Address, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>Before the names of the carried inputs, and of the address that they are for.</summary>
    public const string Prefix = "behold.";

    public const string AddressField = "behold";
    private static readonly object Key = new();

    public static KeptForm? Of(HttpContext context) => context.Items[Key] as KeptForm;

    /// <summary>
    /// Keeps the form that was posted to a page for staff, if it is one of ours: another site's must not be sent on by somebody who signs
    /// in. Answers whether it is kept.
    /// </summary>
    public static async Task<bool> KeepAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType || !await IsOursAsync(context))
            return false;
        var form = await context.Request.ReadFormAsync();
        var address = context.Request.PathBase + context.Request.Path + context.Request.QueryString;
        context.Items[Key] = new KeptForm(address, [.. Typed(form)]);
        return true;
    }

    /// <summary>The form that the sign-in page carries, or null.</summary>
    public static KeptForm? Carried(IFormCollection form) =>
        (string?)form[AddressField] is { Length: > 0 } address && StaffReturn.IsSafe(address)
            ? new KeptForm(
                address,
                [
                    .. form.Where(field => field.Key.StartsWith(Prefix, StringComparison.Ordinal))
                        .SelectMany(field => field.Value, (field, value) => KeyValuePair.Create(field.Key[Prefix.Length..], value ?? "")),
                ]
            )
            : null;

    private static async Task<bool> IsOursAsync(HttpContext context) =>
        (string?)context.Request.Headers["Sec-Fetch-Site"] switch
        {
            "same-origin" => true,
            null or "" => await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context),
            _ => false,
        };

    private static IEnumerable<KeyValuePair<string, string>> Typed(IFormCollection form)
    {
        foreach (var (name, values) in form)
        {
            if (name == "kontroll" || name.Contains("passord", StringComparison.OrdinalIgnoreCase))
                continue;
            foreach (var value in (StringValues)values)
                yield return KeyValuePair.Create(name, (value ?? "").Replace("\r\n", "\n", StringComparison.Ordinal));
        }
    }

    public override string ToString() => new StringBuilder(Address).Append(" (").Append(Fields.Count).Append(')').ToString();
}
