namespace Consultation.Api.Data;

/// <summary>
/// The full-text indexes of SQL Server. They cannot be made in a transaction, so they are no migration: each start makes those that are missing.
/// On a server without the full-text feature all else works and a search answers 503. The tokens are analysed already: a neutral language and no
/// stop words. The server fills them in the background, so a new reply is found some seconds later; one that was taken away at once no more.
/// </summary>
internal static class SqlServerFullText
{
    /// <summary>Longer than another node is waited for; seconds.</summary>
    public const int MostSeconds = 120;

    public const string Create = """
        if fulltextserviceproperty('IsFullTextInstalled') = 1
        begin
            declare @taken int;
            exec @taken = sp_getapplock @Resource = 'consultation.fulltext', @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 60000;
            if @taken < 0 throw 50000, 'Another node holds the lock for making the full-text indexes.', 1;
            if not exists (select 1 from sys.fulltext_catalogs where name = 'Consultation')
                create fulltext catalog Consultation with accent_sensitivity = on;
            if not exists (select 1 from sys.fulltext_indexes where object_id = object_id('SearchReply'))
                create fulltext index on SearchReply (Tokens language 0) key index UX_SearchReply_Fresh on Consultation
                    with (change_tracking = auto, stoplist = off);
            if not exists (select 1 from sys.fulltext_indexes where object_id = object_id('SearchHearing'))
                create fulltext index on SearchHearing (Tokens language 0) key index UX_SearchHearing_Fresh on Consultation
                    with (change_tracking = auto, stoplist = off);
            exec sp_releaseapplock @Resource = 'consultation.fulltext', @LockOwner = 'Session';
        end
        """;
}
