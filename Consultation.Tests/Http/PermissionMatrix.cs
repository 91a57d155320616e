namespace Consultation.Tests.Http;

/// <summary>The least that a caller must be. Each has all that stands above it in this list, as far as its ministry reaches.</summary>
internal enum Least
{
    Everybody,

    /// <summary>Everybody, who must hold what the address itself asks for (a receipt's reference, the reply's token).</summary>
    Holder,
    Analyst,
    CaseOfficer,

    /// <summary>Of the ministry.</summary>
    Administrator,
    AdministratorOfAll,
}

/// <summary>What the permission test expects of each endpoint of the API. A new endpoint gets its line here.</summary>
internal static class PermissionMatrix
{
    /// <summary>Whether the address names something of one ministry: then a foreign ministry's key is answered 404 (or 403).</summary>
    public sealed record Row(Least Least, bool OfAMinistry = true);

    public static IReadOnlyDictionary<string, Row> Rows { get; } =
        new Dictionary<string, Row>(StringComparer.Ordinal)
        {
            ["GET /api/v1/changes"] = new(Least.Everybody),
            ["GET /api/v1/hearings"] = new(Least.Everybody),
            ["GET /api/v1/hearings/{id}"] = new(Least.Everybody),
            ["GET /api/v1/hearings/{id}/replies"] = new(Least.Everybody),
            ["GET /api/v1/hearings/{id}/replies/{number}"] = new(Least.Everybody),
            ["GET /api/v1/hearings/{id}/replies.csv"] = new(Least.Everybody),
            ["GET /api/v1/hearings/{id}/replies.jsonl"] = new(Least.Everybody),
            ["GET /api/v1/hearings/{id}/rounds/{round}/report"] = new(Least.Everybody),
            ["GET /api/v1/hearings/{id}/replies.csv.meta.json"] = new(Least.Everybody),
            ["GET /api/v1/hearings/{id}/replies.jsonl.meta.json"] = new(Least.Everybody),
            ["GET /api/v1/hearings/{id}/rounds/{round}/report.csv"] = new(Least.Everybody),
            ["GET /api/v1/hearings/{id}/rounds/{round}/report.html"] = new(Least.Everybody),
            ["GET /api/v1/report.css"] = new(Least.Everybody, OfAMinistry: false),
            ["GET /api/v1/hearings/{id}/rounds/{round}/report/compilations"] = new(Least.Analyst),
            ["GET /api/v1/hearings/{id}/replies/{number}/moderation"] = new(Least.Analyst),
            ["POST /api/v1/hearings/{id}/replies/{number}/moderation"] = new(Least.CaseOfficer),
            ["POST /api/v1/hearings/{id}/replies/moderation"] = new(Least.CaseOfficer),
            ["PUT /api/v1/hearings/{id}/replies/{number}/journal"] = new(Least.CaseOfficer),
            ["PUT /api/v1/hearings/{id}/replies/{number}/ministry-answer"] = new(Least.CaseOfficer),
            ["DELETE /api/v1/hearings/{id}/replies/{number}/ministry-answer"] = new(Least.CaseOfficer),
            ["GET /api/v1/hearings/{id}/campaigns"] = new(Least.Everybody),
            ["GET /api/v1/hearings/{id}/campaigns/{campaign}"] = new(Least.Everybody),
            ["GET /api/v1/hearings/{id}/documents/{document}/paragraphs/{paragraph}/comments"] = new(Least.Everybody),
            ["GET /api/v1/hearings/{id}/replies/{number}/attachments/{index}"] = new(Least.Everybody),
            ["POST /api/v1/attachments"] = new(Least.Everybody, OfAMinistry: false),
            ["PUT /api/v1/hearings/{id}/replies/{number}"] = new(Least.Holder),
            ["DELETE /api/v1/hearings/{id}/replies/{number}"] = new(Least.Holder),
            ["GET /api/v1/hearings/{id}/moderation-ledger"] = new(Least.Everybody),
            ["GET /api/v1/hearings/{id}/documents/{document}/versions/{version}"] = new(Least.Everybody),
            ["GET /api/v1/hearings/{id}/annexes/{annex}"] = new(Least.Everybody),
            ["POST /api/v1/hearings/{id}/annexes"] = new(Least.CaseOfficer),
            ["POST /api/v1/hearings/{id}/annexes/{annex}/remove"] = new(Least.CaseOfficer),
            ["GET /api/v1/ministries"] = new(Least.Everybody),
            ["GET /api/v1/subjects"] = new(Least.Everybody),
            ["GET /api/v1/receipts/{reference}"] = new(Least.Holder),
            ["POST /api/v1/hearings/{id}/replies"] = new(Least.Everybody),
            ["POST /api/v1/hearings"] = new(Least.CaseOfficer, OfAMinistry: false),
            ["POST /api/v1/hearings/{id}/rounds"] = new(Least.CaseOfficer),
            ["POST /api/v1/hearings/{id}/publish"] = new(Least.CaseOfficer),
            ["POST /api/v1/hearings/{id}/rounds/{round}/extend"] = new(Least.CaseOfficer),
            ["POST /api/v1/hearings/{id}/rounds/{round}/close"] = new(Least.CaseOfficer),
            ["PATCH /api/v1/hearings/{id}"] = new(Least.CaseOfficer),
            ["PATCH /api/v1/hearings/{id}/rounds/{round}"] = new(Least.CaseOfficer),
            ["PUT /api/v1/hearings/{id}/documents/{document}"] = new(Least.CaseOfficer),
            ["POST /api/v1/hearings/{id}/outcome"] = new(Least.CaseOfficer),
            ["POST /api/v1/hearings/{id}/conclude"] = new(Least.CaseOfficer),
            ["POST /api/v1/hearings/{id}/withdraw"] = new(Least.CaseOfficer),
            ["POST /api/v1/hearings/{id}/imports"] = new(Least.CaseOfficer),
            ["GET /api/v1/hearings/{id}/imports/{import}"] = new(Least.CaseOfficer),
            ["POST /api/v1/hearings/{id}/rounds/{round}/report"] = new(Least.CaseOfficer),
            ["POST /api/v1/hearings/{id}/rounds/{round}/report/publish"] = new(Least.CaseOfficer),
            ["POST /api/v1/keys"] = new(Least.Administrator, OfAMinistry: false),
            ["DELETE /api/v1/keys/{id}"] = new(Least.Administrator),
            ["PUT /api/v1/ministries/{code}"] = new(Least.AdministratorOfAll, OfAMinistry: false),
        };

    /// <summary>Bodies that get past reading, so that it is the permission which answers; without one <c>{}</c> is sent.</summary>
    public static IReadOnlyDictionary<string, string> Bodies { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["POST /api/v1/hearings/{id}/annexes"] = """{ "attachment": "x" }""",
            ["POST /api/v1/hearings/{id}/rounds"] = """{ "opensAt": "2026-07-01T00:00:00Z", "closesOn": "2026-09-30" }""",
            ["POST /api/v1/hearings/{id}/rounds/{round}/extend"] = """{ "closesOn": "2026-06-30", "reason": "Flere ba om det." }""",
            ["POST /api/v1/hearings/{id}/rounds/{round}/close"] = """{ "reason": "Alle har svart." }""",
            ["POST /api/v1/hearings"] = """
                { "title": "T", "summary": "S", "language": "nb", "kind": "input", "publication": "reviewed",
                  "documents": [{ "kind": "paper", "title": "N", "markdown": "Tekst." }] }
                """,
            ["PUT /api/v1/hearings/{id}/replies/{number}"] = """
                { "sender": { "type": "person", "name": "Å" }, "position": "withRemarks", "text": "Rettet." }
                """,
            ["PUT /api/v1/hearings/{id}/documents/{document}"] = """{ "markdown": "Tekst.", "notice": "Rettet en feil." }""",
            ["POST /api/v1/hearings/{id}/outcome"] = """{ "markdown": "Loven er vedtatt." }""",
            ["POST /api/v1/hearings/{id}/withdraw"] = """{ "reason": "Forslaget er trukket." }""",
            ["POST /api/v1/hearings/{id}/replies/{number}/moderation"] = """{ "decision": "publish", "version": 1 }""",
            ["POST /api/v1/hearings/{id}/replies/moderation"] = """
                { "decision": "publish", "replies": [{ "number": 1, "version": 1 }] }
                """,
            ["PUT /api/v1/hearings/{id}/replies/{number}/journal"] = """
                { "caseNumber": "26/1234", "documentNumber": 2, "at": "2026-05-01T00:00:00Z" }
                """,
            ["PUT /api/v1/hearings/{id}/replies/{number}/ministry-answer"] = """
                { "markdown": "Vi er enige.", "answeredBy": "Sunniva Kvam" }
                """,
            ["POST /api/v1/keys"] = """{ "name": "Ny", "role": "analyst" }""",
            ["PUT /api/v1/ministries/{code}"] = """{ "name": "Et departement" }""",
        };
}
