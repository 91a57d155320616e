using System.Globalization;

namespace Consultation.Api;

/// <summary>The addresses at which a ministry works with the replies of one hearing, and with the program itself.</summary>
public static class ReplyStaffLinks
{
    public static string Replies(string language, long hearing) => Hearing(language, hearing) + "/replies";

    public static string Reply(string language, long hearing, int number) => $"{Replies(language, hearing)}/{Text(number)}";

    /// <summary>Where the ministry answers it in public.</summary>
    public static string Answer(string language, long hearing, int number) => Reply(language, hearing, number) + "/answer";

    /// <summary>A file of the latest version of a reply, as it was sent.</summary>
    public static string Attachment(string language, long hearing, int number, int index) =>
        $"{Reply(language, hearing, number)}?handler=file&vedlegg={Text(index)}";

    /// <summary>The first of what waits to be decided.</summary>
    public static string Review(string language, long hearing) => Hearing(language, hearing) + "/review";

    public static string Register(string language, long hearing) => Hearing(language, hearing) + "/register";

    public static string Imports(string language, long hearing) => Hearing(language, hearing) + "/imports";

    public static string Import(string language, long hearing, long import) => $"{Imports(language, hearing)}/{Text(import)}";

    /// <summary>Where the columns of an uploaded file are told apart.</summary>
    public static string Columns(string language, long hearing, long file) => $"{Imports(language, hearing)}/columns/{Text(file)}";

    public static string Report(string language, long hearing, int round) => $"{Hearing(language, hearing)}/reports/{Text(round)}";

    public static string Exports(string language, long hearing) => Hearing(language, hearing) + "/exports";

    public static string Operations(string language) => StaffLinks.Front(language) + "/operations";

    private static string Hearing(string language, long hearing) => $"{StaffLinks.Front(language)}/hearings/{Text(hearing)}";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
