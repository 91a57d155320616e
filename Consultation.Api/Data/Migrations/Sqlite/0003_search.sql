-- What can be found of a reply: the tokens that Domain's analysis makes of what is published (so the tokenizer has only to part them at
-- spaces), never the text itself. rowid is the shelf's Id * 2^32 + the reply's number: a range of rows is one shelf, in the order of the list.
-- Fresh is for the other engine alone.
create virtual table SearchReply using fts5 (Tokens, Fresh unindexed, content = '', contentless_delete = 1, tokenize = 'ascii');

-- A shelf holds the replies of one round in one state (shown, awaiting, hidden), so that a search walks only what its reader may see.
create table SearchShelf (
    Id integer not null primary key,
    HearingId integer not null references Hearing (Id),
    RoundId integer not null references HearingRound (Id),
    State text not null
);
create unique index UX_SearchShelf_RoundId_State on SearchShelf (RoundId, State);
create index IX_SearchShelf_HearingId on SearchShelf (HearingId);

-- Every token that has been met, forwards and backwards: compounds of a word are found by their beginning or their end.
create table SearchWord (
    Word text not null primary key,
    Reversed text not null
) without rowid;
create index IX_SearchWord_Reversed on SearchWord (Reversed);

-- rowid is the hearing's Id.
create virtual table SearchHearing using fts5 (Tokens, Fresh unindexed, content = '', contentless_delete = 1, tokenize = 'ascii');

-- How far the index has been built anew: 1 the replies, 2 the hearings; those up to AfterId are in it. DoneAt null, or no
-- row: there is work left.
create table SearchRebuild (
    Id integer not null primary key,
    AfterId integer not null,
    DoneAt text null
);
