-- People who work in the ministries. EmailKey is the address in lower case.
create table StaffUser (
    Id integer not null primary key,
    Email text not null,
    EmailKey text not null,
    Name text not null,
    PasswordHash text null,
    TotpSecret text null,
    TotpSince text null,
    TotpLastStep integer null,
    Language text not null,
    CreatedAt text not null,
    DisabledAt text null,
    LastSignInAt text null
);
create unique index UX_StaffUser_EmailKey on StaffUser (EmailKey);

-- What somebody is in a ministry; without a ministry, in all of them.
create table StaffRole (
    Id integer not null primary key,
    UserId integer not null references StaffUser (Id),
    MinistryId integer null references Ministry (Id),
    Role text not null
);
create index IX_StaffRole_UserId on StaffRole (UserId);
create unique index UX_StaffRole_UserId_MinistryId on StaffRole (UserId, MinistryId) where MinistryId is not null;

-- A code that has been used is gone.
create table RecoveryCode (
    Id integer not null primary key,
    UserId integer not null references StaffUser (Id),
    CodeHash blob not null
);
create index IX_RecoveryCode_UserId on RecoveryCode (UserId);

-- A session that has ended is gone. One that awaits a code opens nothing but the page that asks for it.
create table StaffSession (
    Id integer not null primary key,
    UserId integer not null references StaffUser (Id),
    TokenHash blob not null,
    RoleId integer null,
    AwaitsCode integer not null,
    CreatedAt text not null,
    SeenAt text not null
);
create unique index UX_StaffSession_TokenHash on StaffSession (TokenHash);
create index IX_StaffSession_UserId on StaffSession (UserId);
create index IX_StaffSession_SeenAt on StaffSession (SeenAt);

-- Without a user: the first administrator's.
create table OneTimeLink (
    Id integer not null primary key,
    UserId integer null references StaffUser (Id),
    Purpose text not null,
    TokenHash blob not null,
    CreatedAt text not null,
    ExpiresAt text not null,
    UsedAt text null
);
create unique index UX_OneTimeLink_TokenHash on OneTimeLink (TokenHash);

-- Who did what to which hearing or user. Added to, never changed; outlives what it tells of, hence without references.
create table AuditEntry (
    Id integer not null primary key,
    At text not null,
    UserId integer null,
    KeyId integer null,
    Actor text not null,
    Action text not null,
    MinistryId integer null,
    HearingId integer null,
    SubjectUserId integer null,
    Detail text null
);
create index IX_AuditEntry_MinistryId on AuditEntry (MinistryId, Id);

-- Two accounts are two people, as two keys are.
alter table ModerationDecision add DecidedByUser integer null;
alter table ModerationDecision add ConfirmedByUser integer null;

-- Where a ministry's own mail goes.
alter table Ministry add Email text null;

-- What waits for a colleague is looked for each time somebody opens the overview.
create index IX_Reply_AwaitsSecondPerson on Reply (HearingId, Number) where AwaitsSecondPerson = 1;
