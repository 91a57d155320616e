namespace Consultation.Api.Data;

/// <summary>Why the program cannot start on its database: what is wrong, which file, what to do.</summary>
internal sealed class DatabaseUnusable(string message, Exception? cause = null) : CannotStart(message, cause)
{
    public static DatabaseUnusable Damaged(string file, string reason, Exception? cause = null) =>
        new(
            $"The database is damaged, or is none: {file} ({reason}). Nothing in it was changed. Keep a copy of the data directory and restore"
                + " the newest backup: see \"Restoring\" in deploy/RUNBOOK.md.",
            cause
        );

    public static DatabaseUnusable Gone(string file) =>
        new(
            $"The database is not there, or is empty: {file}. The data directory has been in use, so no new one was made. Look whether a disk is"
                + " missing or Consultation:Database names another place, or restore the newest backup: see \"Restoring\" in deploy/RUNBOOK.md. To"
                + " begin anew, begin with an empty data directory."
        );

    public static DatabaseUnusable Closed(string file, string reason, Exception? cause = null) =>
        new(
            $"The database cannot be opened: {file} ({reason}). Look whether the file and its folder can be read and written by the user that the"
                + " program runs as, and whether the disk is in order: see \"When something is wrong\" in deploy/RUNBOOK.md.",
            cause
        );
}
