using Microsoft.Data.SqlClient;

namespace Consultation.Api.Data;

/// <summary>What SQL Server's errors mean for a command that was not committed: whether running all of it again may end better.</summary>
internal static class SqlServerFaults
{
    /// <summary>From this class on the connection is lost, whatever the number: the system's own, where the network failed.</summary>
    private const byte Fatal = 20;

    /// <summary>A duplicate, or a row that another row needs: somebody was faster, and run again the command sees what is there now.</summary>
    private static readonly HashSet<int> Races = [2601, 2627, 547];

    /// <summary>
    /// Victim of a deadlock, no lock in time, no memory or worker just now, a database that is moving, a service that asks to wait, a network
    /// that broke. Microsoft's lists for retrying on SQL Server and Azure SQL.
    /// </summary>
    private static readonly HashSet<int> Passing =
    [
        1204, // no locks left
        1205, // victim of a deadlock
        1221,
        1222, // no lock in time
        3960, // a snapshot's row was changed
        3966,
        701, // no memory
        8645,
        8651,
        802,
        601, // the data moved while it was read
        615, // the database is being opened
        921,
        922,
        927,
        976, // this replica is not the one that takes connections
        983,
        3935,
        4060, // the database cannot be opened now, as while it moves to another node
        4221,
        6005, // the server is stopping
        10922,
        10928, // Azure SQL: too many workers or sessions
        10929,
        10936,
        40143,
        40197, // Azure SQL: moved or upgraded
        40501, // Azure SQL: busy
        40540,
        40613, // Azure SQL: not available now
        49918,
        49919,
        49920,
        20, // broken before signing in
        64, // broken while signing in
        121,
        233,
        10053,
        10054,
        10060,
        10061,
        11001,
        -2, // no answer in time; bounded by the time that a command may be tried again
        -1,
    ];

    public static bool IsRace(Exception problem) =>
        problem is SqlException broken && broken.Errors.Cast<SqlError>().Any(error => IsRace(error.Number));

    public static bool IsPassing(Exception problem) =>
        problem is SqlException broken && broken.Errors.Cast<SqlError>().Any(error => IsPassing(error.Number, error.Class));

    public static bool IsRace(int number) => Races.Contains(number);

    public static bool IsPassing(int number, byte severity) => severity >= Fatal || Passing.Contains(number);
}
