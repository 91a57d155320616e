using Consultation.Api.Data;
using Consultation.Api.Features.Accounts;
using Consultation.Api.Texts;
using Consultation.Domain;
using Consultation.Web.Staff;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages;

/// <summary>
/// What every page for staff is made from. It stands in <c>Pages/Staff</c>, under an address that begins with <c>/staff</c>, and says with
/// <c>[Requires(Permission.…)]</c> whom it is for.
/// </summary>
internal abstract class StaffPage : SitePage
{
    protected StaffPage()
    {
        NoIndex = true;
        HearingsMark = null;
    }

    /// <summary>What went wrong with the form, in the order of its inputs; those about the whole first.</summary>
    public IReadOnlyList<StaffError> Errors { get; protected set; } = [];

    /// <summary>Which item of the menu the page belongs to.</summary>
    public StaffSection Section { get; protected set; }

    /// <summary>Whether it is the very page that the item leads to, and not one behind it.</summary>
    public bool IsFrontOfSection { get; protected set; } = true;

    /// <summary>Who is signed in; null on the pages before that.</summary>
    public StaffSession? Session => StaffGate.SessionOf(HttpContext);

    public string? ErrorOf(string input) => Errors.FirstOrDefault(error => error.Input == input)?.Message;

    /// <summary>
    /// Sends what a form asks for. True when it was done; else <see cref="Errors"/> say why not, the status is set, and the page is shown
    /// again with what was typed (answer <see cref="PageModel.Page"/>). What is not there, or not this person's, is the error page as ever.
    /// </summary>
    /// <param name="send">Sends the request.</param>
    /// <param name="inputs">The command's fields and the inputs that they are typed in, from top to bottom: <c>("email", "epost")</c>.</param>
    protected async Task<bool> TryAsync(Func<Task> send, params (string Field, string Input)[] inputs)
    {
        try
        {
            await send();
            return true;
        }
        catch (ValidationException invalid)
        {
            Refuse(
                StatusCodes.Status422UnprocessableEntity,
                invalid.Errors.Select(error => new StaffError(InputOf(error.PropertyName, inputs), error.ErrorMessage)),
                inputs
            );
        }
        catch (Refusal refusal) when (refusal.Kind is not (RefusalKind.NotFound or RefusalKind.Forbidden) || refusal.Field is not null)
        {
            var status = refusal.Kind == RefusalKind.Conflict ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
            Refuse(status, [new StaffError(InputOf(refusal.Field, inputs), Messages.Of(refusal))], inputs);
        }
        catch (Unavailable busy)
        {
            Response.Headers.RetryAfter = busy.RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            Refuse(StatusCodes.Status503ServiceUnavailable, [new StaffError(null, T("staff.busy"))], inputs);
        }
        return false;
    }

    /// <summary>Says that the form cannot be taken as it is.</summary>
    protected void Refuse(int status, IEnumerable<StaffError> errors, params (string Field, string Input)[] inputs)
    {
        var order = inputs.Select(input => input.Input).ToList();
        Errors =
        [
            .. errors
                .DistinctBy(error => error.Input ?? error.Message)
                .OrderBy(error => error.Input is null ? -1 : order.IndexOf(error.Input)),
        ];
        Title = T("send.error_title", Title);
        Response.StatusCode = status;
    }

    /// <summary>On to another page after a form was taken, so that reloading sends nothing twice.</summary>
    protected StatusCodeResult SeeOther(string address)
    {
        Response.Headers.Location = address;
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    private static string? InputOf(string? field, (string Field, string Input)[] inputs) =>
        inputs.FirstOrDefault(input => string.Equals(input.Field, field, StringComparison.OrdinalIgnoreCase)).Input;
}

/// <param name="Input">Id of the input that it is about; null where it is about the whole.</param>
internal sealed record StaffError(string? Input, string Message);

/// <summary>A labelled input with hint and error; its partial is <c>_StaffField</c>.</summary>
internal sealed record StaffField(string Id, string Label, string? Value = null, string? Hint = null)
{
    public string Type { get; init; } = "text";
    public string? Autocomplete { get; init; }
    public string? InputMode { get; init; }
    public string? Error { get; init; }

    /// <summary>Screen readers and browsers are told that it must be filled in; the server says so in any case.</summary>
    public bool Required { get; init; }

    public string? DescribedBy =>
        (Hint, Error) switch
        {
            (null, null) => null,
            (null, _) => Id + "-f",
            (_, null) => Id + "-d",
            _ => $"{Id}-d {Id}-f",
        };
}
