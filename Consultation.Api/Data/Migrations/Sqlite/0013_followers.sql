-- Whoever has asked to be written to when a hearing changes: counts once confirmed, and is gone when the follower ends it.
create table Follower (
    Id integer not null primary key,
    HearingId integer not null references Hearing (Id),
    EmailKey text not null,
    Email text not null,
    Language text not null,
    AskedAt text not null,
    ConfirmedAt text null
);
create unique index UX_Follower_HearingId_EmailKey on Follower (HearingId, EmailKey);
create index IX_Follower_HearingId_Id on Follower (HearingId, Id);
create index IX_Follower_AskedAt on Follower (AskedAt) where ConfirmedAt is null;

-- What the followers of a hearing are told, and the last of them whose letter is written down.
create table FollowerNotice (
    Id integer not null primary key,
    HearingId integer not null references Hearing (Id),
    Facts text not null,
    MadeAt text not null,
    LastFollower integer not null
);
create index IX_FollowerNotice_MadeAt on FollowerNotice (MadeAt);

-- The deadline that followers were last reminded of.
alter table HearingRound add column RemindedFor text null;

-- Letters on their way are found by what they are about.
create index IX_Mail_About on Mail (About) where SentAt is null;
