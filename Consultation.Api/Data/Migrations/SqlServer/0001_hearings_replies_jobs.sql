-- Instants are UTC.
create table Ministry (
    Id bigint not null constraint PK_Ministry primary key,
    Code nvarchar(100) not null,
    Name nvarchar(400) not null,
    LeastDays int not null,
    CreatedAt datetimeoffset(3) not null
);
create unique index UX_Ministry_Code on Ministry (Code);

create table ApiKey (
    Id bigint not null constraint PK_ApiKey primary key,
    MinistryId bigint null constraint FK_ApiKey_MinistryId references Ministry (Id),
    Name nvarchar(400) not null,
    Role nvarchar(40) not null,
    KeyHash varbinary(32) not null,
    CreatedAt datetimeoffset(3) not null,
    RevokedAt datetimeoffset(3) null
);
create unique index UX_ApiKey_KeyHash on ApiKey (KeyHash);

create table Hearing (
    Id bigint not null constraint PK_Hearing primary key,
    MinistryId bigint not null constraint FK_Hearing_MinistryId references Ministry (Id),
    Slug nvarchar(100) not null,
    Title nvarchar(1000) not null,
    Summary nvarchar(max) not null,
    Language nvarchar(20) not null,
    Kind nvarchar(40) not null,
    CaseNumber nvarchar(100) null,
    Subjects nvarchar(max) not null,
    Translations nvarchar(max) not null,
    Details nvarchar(max) not null,
    Publication nvarchar(40) not null,
    LateReplies nvarchar(40) not null,
    AllowAnonymous bit not null,
    CreatedAt datetimeoffset(3) not null,
    PublishedAt datetimeoffset(3) null,
    ConcludedAt datetimeoffset(3) null,
    WithdrawnAt datetimeoffset(3) null,
    UpdatedAt datetimeoffset(3) not null
);
create index IX_Hearing_MinistryId on Hearing (MinistryId);
create index IX_Hearing_PublishedAt on Hearing (PublishedAt, Id);

-- What changes with every reply stands apart from the hearing itself.
create table HearingState (
    HearingId bigint not null constraint PK_HearingState primary key constraint FK_HearingState_HearingId references Hearing (Id),
    LastNumber int not null,
    Version bigint not null
);

create table HearingRound (
    Id bigint not null constraint PK_HearingRound primary key,
    HearingId bigint not null constraint FK_HearingRound_HearingId references Hearing (Id),
    Number int not null,
    OpensAt datetimeoffset(3) not null,
    ClosesAt datetimeoffset(3) not null,
    TimeZone nvarchar(100) not null,
    LateReplies nvarchar(40) not null,
    ShortDeadlineReason nvarchar(4000) null,
    ClosedHandledFor datetimeoffset(3) null
);
create unique index UX_HearingRound_HearingId_Number on HearingRound (HearingId, Number);
create index IX_HearingRound_ClosesAt on HearingRound (ClosesAt);

create table DeadlineChange (
    Id bigint not null constraint PK_DeadlineChange primary key,
    RoundId bigint not null constraint FK_DeadlineChange_RoundId references HearingRound (Id),
    Was datetimeoffset(3) not null,
    Becomes datetimeoffset(3) not null,
    Reason nvarchar(4000) not null,
    ChangedAt datetimeoffset(3) not null
);
create index IX_DeadlineChange_RoundId on DeadlineChange (RoundId);

create table Document (
    Id bigint not null constraint PK_Document primary key,
    HearingId bigint not null constraint FK_Document_HearingId references Hearing (Id),
    Ordinal int not null,
    Kind nvarchar(40) not null,
    Title nvarchar(1000) not null,
    Language nvarchar(20) not null,
    Version int not null
);
create unique index UX_Document_HearingId_Ordinal on Document (HearingId, Ordinal);

create table Paragraph (
    Id bigint not null constraint PK_Paragraph primary key,
    DocumentId bigint not null constraint FK_Paragraph_DocumentId references Document (Id),
    Ordinal int not null,
    Heading int null,
    Markdown nvarchar(max) not null
);
create unique index UX_Paragraph_DocumentId_Ordinal on Paragraph (DocumentId, Ordinal);

create table Reply (
    Id bigint not null constraint PK_Reply primary key,
    HearingId bigint not null constraint FK_Reply_HearingId references Hearing (Id),
    RoundId bigint not null constraint FK_Reply_RoundId references HearingRound (Id),
    Number int not null,
    SenderType nvarchar(40) not null,
    SenderName nvarchar(1000) null,
    SenderEmail nvarchar(400) null,
    OrganisationNumber nvarchar(20) null,
    OnBehalfOf nvarchar(1000) null,
    Verified nvarchar(40) not null,
    Language nvarchar(20) not null,
    Position nvarchar(40) not null,
    Excerpt nvarchar(1000) not null,
    ReceivedAt datetimeoffset(3) not null,
    Late bit not null,
    Publication nvarchar(40) not null,
    Channel nvarchar(40) not null,
    ExternalId nvarchar(200) null,
    Sha256 nvarchar(64) not null,
    Version int not null,
    UpdatedAt datetimeoffset(3) not null,
    Text nvarchar(max) not null
);
create unique index UX_Reply_HearingId_Number on Reply (HearingId, Number);
create unique index UX_Reply_HearingId_ExternalId on Reply (HearingId, ExternalId) where ExternalId is not null;
-- The public list walks this one: replies in review cost it nothing.
create index IX_Reply_Public on Reply (HearingId, Number) where Publication in ('published', 'publishedRedacted', 'awaitingDeadline');

create table RoundCounter (
    RoundId bigint not null constraint PK_RoundCounter primary key constraint FK_RoundCounter_RoundId references HearingRound (Id),
    HearingId bigint not null constraint FK_RoundCounter_HearingId references Hearing (Id),
    InReview int not null,
    AwaitingDeadline int not null,
    Published int not null,
    PublishedRedacted int not null,
    Withheld int not null,
    Withdrawn int not null,
    Late int not null,
    WithRemarks int not null,
    WithoutRemarks int not null
);
create index IX_RoundCounter_HearingId on RoundCounter (HearingId);

create table Idempotency (
    HearingId bigint not null constraint FK_Idempotency_HearingId references Hearing (Id),
    KeyHash varbinary(32) not null,
    BodyHash varbinary(32) not null,
    ReplyId bigint not null constraint FK_Idempotency_ReplyId references Reply (Id),
    Publication nvarchar(40) not null,
    CreatedAt datetimeoffset(3) not null,
    constraint PK_Idempotency primary key (HearingId, KeyHash)
);
create index IX_Idempotency_CreatedAt on Idempotency (CreatedAt);

create table Import (
    Id bigint not null constraint PK_Import primary key,
    HearingId bigint not null constraint FK_Import_HearingId references Hearing (Id),
    RoundId bigint not null constraint FK_Import_RoundId references HearingRound (Id),
    Status nvarchar(40) not null,
    Format nvarchar(40) not null,
    FileName nvarchar(400) not null,
    StoredAs nvarchar(200) not null,
    Channel nvarchar(40) not null,
    RowsRead int not null,
    Accepted int not null,
    Rejected int not null,
    Skipped int not null,
    CreatedAt datetimeoffset(3) not null,
    FinishedAt datetimeoffset(3) null
);
create index IX_Import_HearingId on Import (HearingId);

create table ImportError (
    Id bigint not null constraint PK_ImportError primary key,
    ImportId bigint not null constraint FK_ImportError_ImportId references Import (Id),
    RowNumber int not null,
    Source nvarchar(400) null,
    Code nvarchar(100) not null,
    Message nvarchar(4000) not null
);
create index IX_ImportError_ImportId on ImportError (ImportId, RowNumber);

create table Report (
    Id bigint not null constraint PK_Report primary key,
    HearingId bigint not null constraint FK_Report_HearingId references Hearing (Id),
    RoundId bigint not null constraint FK_Report_RoundId references HearingRound (Id),
    Cutoff datetimeoffset(3) not null,
    CompiledAt datetimeoffset(3) not null,
    PublishedAt datetimeoffset(3) null,
    PublicBody nvarchar(max) not null,
    StaffBody nvarchar(max) not null
);
create index IX_Report_RoundId on Report (RoundId, CompiledAt);

-- Durable work: one row is one thing to do, at or after DueAt, by whoever holds the lease.
create table Outbox (
    Id bigint not null constraint PK_Outbox primary key,
    Kind nvarchar(40) not null,
    Queue nvarchar(40) not null,
    Subject bigint not null,
    DueAt datetimeoffset(3) not null,
    Attempts int not null,
    LeasedUntil datetimeoffset(3) null,
    LeasedBy nvarchar(200) null,
    DoneAt datetimeoffset(3) null,
    ParkedAt datetimeoffset(3) null,
    LastError nvarchar(4000) null,
    CreatedAt datetimeoffset(3) not null
);
create index IX_Outbox_Waiting on Outbox (Queue, DueAt) where DoneAt is null and ParkedAt is null;
