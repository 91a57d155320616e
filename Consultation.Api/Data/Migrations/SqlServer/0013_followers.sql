-- Whoever has asked to be written to when a hearing changes: counts once confirmed, and is gone when the follower ends it.
create table Follower (
    Id bigint not null constraint PK_Follower primary key,
    HearingId bigint not null constraint FK_Follower_Hearing references Hearing (Id),
    EmailKey nvarchar(400) not null,
    Email nvarchar(400) not null,
    Language nvarchar(20) not null,
    AskedAt datetimeoffset(3) not null,
    ConfirmedAt datetimeoffset(3) null
);
create unique index UX_Follower_HearingId_EmailKey on Follower (HearingId, EmailKey);
create index IX_Follower_HearingId_Id on Follower (HearingId, Id);
create index IX_Follower_AskedAt on Follower (AskedAt) where ConfirmedAt is null;

-- What the followers of a hearing are told, and the last of them whose letter is written down.
create table FollowerNotice (
    Id bigint not null constraint PK_FollowerNotice primary key,
    HearingId bigint not null constraint FK_FollowerNotice_Hearing references Hearing (Id),
    Facts nvarchar(max) not null,
    MadeAt datetimeoffset(3) not null,
    LastFollower bigint not null
);
create index IX_FollowerNotice_MadeAt on FollowerNotice (MadeAt);

-- The deadline that followers were last reminded of.
alter table HearingRound add RemindedFor datetimeoffset(3) null;

-- Letters on their way are found by what they are about.
create index IX_Mail_About on Mail (About) where SentAt is null;
