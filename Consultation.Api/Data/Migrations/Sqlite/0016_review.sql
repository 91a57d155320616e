-- What the ministry answers a reply in public; gone when it is taken back.
create table MinistryAnswer (
    ReplyId integer not null primary key references Reply (Id),
    Markdown text not null,
    AnsweredBy text not null,
    Title text null,
    MadeAt text not null,
    CorrectedAt text null
);

-- Readers who tell the ministry that something in a published reply ought not to be public. The address goes when it is handled, or after 90 days.
create table ReplyFlag (
    Id integer not null primary key,
    ReplyId integer not null references Reply (Id),
    FormKey text not null,
    Reason text not null,
    Text text null,
    Email text null,
    MadeAt text not null,
    HandledAt text null,
    HandledBy text null
);
create unique index UX_ReplyFlag_FormKey on ReplyFlag (FormKey);
create index IX_ReplyFlag_ReplyId on ReplyFlag (ReplyId);
create index IX_ReplyFlag_MadeAt on ReplyFlag (MadeAt) where Email is not null;

-- How many of these nobody has handled; and who has put the reply at the end of the queue.
alter table Reply add Flags integer not null default 0;
alter table Reply add SetAsideAt text null;
alter table Reply add SetAsideBy text null;
create index IX_Reply_Flagged on Reply (HearingId, Number) where Flags > 0;
create index IX_Reply_SetAside on Reply (HearingId, SetAsideAt) where SetAsideAt is not null;

-- What the sender is told in the ministry's own words.
alter table ModerationDecision add Message text null;
