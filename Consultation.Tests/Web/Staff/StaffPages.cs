using Consultation.Api.Pipeline;

namespace Consultation.Tests.Web.Staff;

/// <summary>Whom each page for staff is for. A new page gets its line here.</summary>
internal static class StaffPages
{
    /// <param name="Least">Null: for who has not signed in.</param>
    /// <param name="OfAll">For who works for all ministries only.</param>
    /// <param name="Address">A real one: <c>{hearing}</c>, <c>{draft}</c>, <c>{user}</c>, <c>{invitation}</c>, <c>{annex}</c>, <c>{import}</c> and <c>{file}</c> are put in, each of ministry ksd. Null: as the route.</param>
    /// <param name="Answer">What who may see it is answered.</param>
    public sealed record Row(Role? Least, bool OfAll = false, string? Address = null, int Answer = 200)
    {
        /// <summary>Names something of one ministry: a foreign administrator is told that it is not there.</summary>
        public bool NamesSomething => Address is not null && Least is not null;
    }

    public static IReadOnlyDictionary<string, Row> Rows { get; } =
        new Dictionary<string, Row>(StringComparer.Ordinal)
        {
            ["staff/sign-in"] = new(null),
            ["staff/sign-out"] = new(null, Answer: 302),
            ["staff/forgotten"] = new(null),
            ["staff/first/{token}"] = new(null, Address: "/staff/first/ukjent", Answer: 410),
            ["staff/link/{token}"] = new(null, Address: "/staff/link/ukjent", Answer: 410),
            ["staff"] = new(Role.Analyst),
            ["staff/account"] = new(Role.Analyst),
            ["staff/account/password"] = new(Role.Analyst),
            ["staff/account/second-step"] = new(Role.Analyst),
            ["staff/account/ministry"] = new(Role.Analyst),
            ["staff/hearings"] = new(Role.Analyst),
            ["staff/hearings/new"] = new(Role.CaseOfficer),
            ["staff/hearings/{id:long}"] = new(Role.CaseOfficer, Address: "/staff/hearings/{draft}"),
            ["staff/hearings/{id:long}/about"] = new(Role.CaseOfficer, Address: "/staff/hearings/{draft}/about"),
            ["staff/hearings/{id:long}/documents"] = new(Role.CaseOfficer, Address: "/staff/hearings/{draft}/documents"),
            ["staff/hearings/{id:long}/documents/{document}"] = new(Role.CaseOfficer, Address: "/staff/hearings/{draft}/documents/new"),
            ["staff/hearings/{id:long}/annexes/{annex:long}"] = new(Role.CaseOfficer, Address: "/staff/hearings/{draft}/annexes/{annex}"),
            ["staff/hearings/{id:long}/rounds/{round}"] = new(Role.CaseOfficer, Address: "/staff/hearings/{draft}/rounds/new"),
            ["staff/hearings/{id:long}/rounds/{round:int}/extend"] = new(
                Role.CaseOfficer,
                Address: "/staff/hearings/{draft}/rounds/1/extend"
            ),
            ["staff/hearings/{id:long}/rounds/{round:int}/close"] = new(
                Role.CaseOfficer,
                Address: "/staff/hearings/{draft}/rounds/1/close"
            ),
            ["staff/hearings/{id:long}/questions"] = new(Role.CaseOfficer, Address: "/staff/hearings/{draft}/questions"),
            ["staff/hearings/{id:long}/preview"] = new(Role.CaseOfficer, Address: "/staff/hearings/{draft}/preview"),
            ["staff/hearings/{id:long}/publish"] = new(Role.CaseOfficer, Address: "/staff/hearings/{draft}/publish"),
            ["staff/hearings/{id:long}/outcome"] = new(Role.CaseOfficer, Address: "/staff/hearings/{draft}/outcome"),
            ["staff/hearings/{id:long}/conclude"] = new(Role.CaseOfficer, Address: "/staff/hearings/{draft}/conclude"),
            ["staff/hearings/{id:long}/withdraw"] = new(Role.CaseOfficer, Address: "/staff/hearings/{draft}/withdraw"),
            ["staff/hearings/{id:long}/invited"] = new(Role.CaseOfficer, Address: "/staff/hearings/{draft}/invited"),
            ["staff/hearings/{id:long}/invited/new"] = new(Role.CaseOfficer, Address: "/staff/hearings/{draft}/invited/new"),
            ["staff/hearings/{id:long}/invited/{invitation:long}"] = new(
                Role.CaseOfficer,
                Address: "/staff/hearings/{draft}/invited/{invitation}"
            ),
            ["staff/users"] = new(Role.Administrator),
            ["staff/users/invite"] = new(Role.Administrator),
            ["staff/users/{id:long}"] = new(Role.Administrator, Address: "/staff/users/{user}"),
            ["staff/ministries"] = new(Role.Administrator, OfAll: true),
            ["staff/new-ministry"] = new(Role.Administrator, OfAll: true),
            ["staff/ministries/{code}"] = new(Role.Administrator, OfAll: true, Address: "/staff/ministries/ksd"),
            ["staff/keys"] = new(Role.Administrator),
            ["staff/audit"] = new(Role.Administrator),
            ["staff/hearings/{id:long}/replies"] = new(Role.Analyst, Address: "/staff/hearings/{hearing}/replies"),
            ["staff/hearings/{id:long}/replies/{number:int}"] = new(Role.Analyst, Address: "/staff/hearings/{hearing}/replies/1"),
            ["staff/hearings/{id:long}/replies/{number:int}/answer"] = new(
                Role.CaseOfficer,
                Address: "/staff/hearings/{hearing}/replies/1/answer"
            ),
            ["staff/hearings/{id:long}/review"] = new(Role.Analyst, Address: "/staff/hearings/{hearing}/review"),
            ["staff/hearings/{id:long}/register"] = new(Role.CaseOfficer, Address: "/staff/hearings/{hearing}/register"),
            ["staff/hearings/{id:long}/imports"] = new(Role.CaseOfficer, Address: "/staff/hearings/{hearing}/imports"),
            ["staff/hearings/{id:long}/imports/columns/{file:long}"] = new(
                Role.CaseOfficer,
                Address: "/staff/hearings/{hearing}/imports/columns/{file}"
            ),
            ["staff/hearings/{id:long}/imports/{import:long}"] = new(
                Role.CaseOfficer,
                Address: "/staff/hearings/{hearing}/imports/{import}"
            ),
            ["staff/hearings/{id:long}/reports/{round:int}"] = new(Role.Analyst, Address: "/staff/hearings/{hearing}/reports/1"),
            ["staff/hearings/{id:long}/exports"] = new(Role.Analyst, Address: "/staff/hearings/{hearing}/exports"),
            ["staff/operations"] = new(Role.Administrator, OfAll: true),
        };
}
