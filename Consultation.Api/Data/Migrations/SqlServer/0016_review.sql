-- What the ministry answers a reply in public; gone when it is taken back.
create table MinistryAnswer (
    ReplyId bigint not null constraint PK_MinistryAnswer primary key constraint FK_MinistryAnswer_ReplyId references Reply (Id),
    Markdown nvarchar(max) not null,
    AnsweredBy nvarchar(200) not null,
    Title nvarchar(200) null,
    MadeAt datetimeoffset(3) not null,
    CorrectedAt datetimeoffset(3) null
);

-- Readers who tell the ministry that something in a published reply ought not to be public. The address goes when it is handled, or after 90 days.
create table ReplyFlag (
    Id bigint not null constraint PK_ReplyFlag primary key,
    ReplyId bigint not null constraint FK_ReplyFlag_ReplyId references Reply (Id),
    FormKey nvarchar(64) not null,
    Reason nvarchar(40) not null,
    Text nvarchar(max) null,
    Email nvarchar(400) null,
    MadeAt datetimeoffset(3) not null,
    HandledAt datetimeoffset(3) null,
    HandledBy nvarchar(400) null
);
create unique index UX_ReplyFlag_FormKey on ReplyFlag (FormKey);
create index IX_ReplyFlag_ReplyId on ReplyFlag (ReplyId);
create index IX_ReplyFlag_MadeAt on ReplyFlag (MadeAt) where Email is not null;

-- How many of these nobody has handled; and who has put the reply at the end of the queue.
alter table Reply add Flags int not null constraint DF_Reply_Flags default 0;
alter table Reply add SetAsideAt datetimeoffset(3) null;
alter table Reply add SetAsideBy nvarchar(400) null;
create index IX_Reply_Flagged on Reply (HearingId, Number) where Flags > 0;
create index IX_Reply_SetAside on Reply (HearingId, SetAsideAt) where SetAsideAt is not null;

-- What the sender is told in the ministry's own words.
alter table ModerationDecision add Message nvarchar(2000) null;
