-- What can be found of a reply: the tokens that Domain's analysis makes of what is published, parted by spaces. rowid is the shelf's
-- Id * 2^32 + the reply's number: a range of rows is one shelf, in the order of the list. Fresh is new with every row, because the
-- full-text index (made after the migrations, for it cannot be made in a transaction) is filled in the background: a row that was
-- replaced is then not found by what it held before.
create table SearchReply (
    rowid bigint not null constraint PK_SearchReply primary key,
    Tokens nvarchar(max) not null,
    Fresh bigint not null
);
create unique index UX_SearchReply_Fresh on SearchReply (Fresh);

-- A shelf holds the replies of one round in one state (shown, awaiting, hidden), so that a search walks only what its reader may see.
create table SearchShelf (
    Id bigint not null constraint PK_SearchShelf primary key,
    HearingId bigint not null constraint FK_SearchShelf_HearingId references Hearing (Id),
    RoundId bigint not null constraint FK_SearchShelf_RoundId references HearingRound (Id),
    State nvarchar(40) not null
);
create unique index UX_SearchShelf_RoundId_State on SearchShelf (RoundId, State);
create index IX_SearchShelf_HearingId on SearchShelf (HearingId);

-- Every token that has been met, forwards and backwards: compounds of a word are found by their beginning or their end.
create table SearchWord (
    Word nvarchar(80) collate Latin1_General_100_BIN2 not null constraint PK_SearchWord primary key,
    Reversed nvarchar(80) collate Latin1_General_100_BIN2 not null
);
create index IX_SearchWord_Reversed on SearchWord (Reversed);

-- rowid is the hearing's Id.
create table SearchHearing (
    rowid bigint not null constraint PK_SearchHearing primary key,
    Tokens nvarchar(max) not null,
    Fresh bigint not null
);
create unique index UX_SearchHearing_Fresh on SearchHearing (Fresh);

-- How far the index has been built anew: 1 the replies, 2 the hearings; those up to AfterId are in it. DoneAt null, or no
-- row: there is work left.
create table SearchRebuild (
    Id bigint not null constraint PK_SearchRebuild primary key,
    AfterId bigint not null,
    DoneAt datetimeoffset(3) null
);
