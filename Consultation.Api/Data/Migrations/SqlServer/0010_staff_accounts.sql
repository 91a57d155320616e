-- People who work in the ministries. EmailKey is the address in lower case.
create table StaffUser (
    Id bigint not null constraint PK_StaffUser primary key,
    Email nvarchar(320) not null,
    EmailKey nvarchar(320) not null,
    Name nvarchar(400) not null,
    PasswordHash nvarchar(400) null,
    TotpSecret nvarchar(1000) null,
    TotpSince datetimeoffset(3) null,
    TotpLastStep bigint null,
    Language nvarchar(20) not null,
    CreatedAt datetimeoffset(3) not null,
    DisabledAt datetimeoffset(3) null,
    LastSignInAt datetimeoffset(3) null
);
create unique index UX_StaffUser_EmailKey on StaffUser (EmailKey);

-- What somebody is in a ministry; without a ministry, in all of them.
create table StaffRole (
    Id bigint not null constraint PK_StaffRole primary key,
    UserId bigint not null constraint FK_StaffRole_UserId references StaffUser (Id),
    MinistryId bigint null constraint FK_StaffRole_MinistryId references Ministry (Id),
    Role nvarchar(40) not null
);
create index IX_StaffRole_UserId on StaffRole (UserId);
create unique index UX_StaffRole_UserId_MinistryId on StaffRole (UserId, MinistryId) where MinistryId is not null;

-- A code that has been used is gone.
create table RecoveryCode (
    Id bigint not null constraint PK_RecoveryCode primary key,
    UserId bigint not null constraint FK_RecoveryCode_UserId references StaffUser (Id),
    CodeHash varbinary(32) not null
);
create index IX_RecoveryCode_UserId on RecoveryCode (UserId);

-- A session that has ended is gone. One that awaits a code opens nothing but the page that asks for it.
create table StaffSession (
    Id bigint not null constraint PK_StaffSession primary key,
    UserId bigint not null constraint FK_StaffSession_UserId references StaffUser (Id),
    TokenHash varbinary(32) not null,
    RoleId bigint null,
    AwaitsCode bit not null,
    CreatedAt datetimeoffset(3) not null,
    SeenAt datetimeoffset(3) not null
);
create unique index UX_StaffSession_TokenHash on StaffSession (TokenHash);
create index IX_StaffSession_UserId on StaffSession (UserId);
create index IX_StaffSession_SeenAt on StaffSession (SeenAt);

-- Without a user: the first administrator's.
create table OneTimeLink (
    Id bigint not null constraint PK_OneTimeLink primary key,
    UserId bigint null constraint FK_OneTimeLink_UserId references StaffUser (Id),
    Purpose nvarchar(40) not null,
    TokenHash varbinary(32) not null,
    CreatedAt datetimeoffset(3) not null,
    ExpiresAt datetimeoffset(3) not null,
    UsedAt datetimeoffset(3) null
);
create unique index UX_OneTimeLink_TokenHash on OneTimeLink (TokenHash);

-- Who did what to which hearing or user. Added to, never changed; outlives what it tells of, hence without references.
create table AuditEntry (
    Id bigint not null constraint PK_AuditEntry primary key,
    At datetimeoffset(3) not null,
    UserId bigint null,
    KeyId bigint null,
    Actor nvarchar(400) not null,
    Action nvarchar(100) not null,
    MinistryId bigint null,
    HearingId bigint null,
    SubjectUserId bigint null,
    Detail nvarchar(1000) null
);
create index IX_AuditEntry_MinistryId on AuditEntry (MinistryId, Id);

-- Two accounts are two people, as two keys are.
alter table ModerationDecision add DecidedByUser bigint null;
alter table ModerationDecision add ConfirmedByUser bigint null;

-- Where a ministry's own mail goes.
alter table Ministry add Email nvarchar(320) null;

-- What waits for a colleague is looked for each time somebody opens the overview.
create index IX_Reply_AwaitsSecondPerson on Reply (HearingId, Number) where AwaitsSecondPerson = 1;
