-- Instants are UTC as text (yyyy-MM-dd HH:mm:ss.fff+00:00): comparable as they stand.
create table Ministry (
    Id integer not null primary key,
    Code text not null,
    Name text not null,
    LeastDays integer not null,
    CreatedAt text not null
);
create unique index UX_Ministry_Code on Ministry (Code);

create table ApiKey (
    Id integer not null primary key,
    MinistryId integer null references Ministry (Id),
    Name text not null,
    Role text not null,
    KeyHash blob not null,
    CreatedAt text not null,
    RevokedAt text null
);
create unique index UX_ApiKey_KeyHash on ApiKey (KeyHash);

create table Hearing (
    Id integer not null primary key,
    MinistryId integer not null references Ministry (Id),
    Slug text not null,
    Title text not null,
    Summary text not null,
    Language text not null,
    Kind text not null,
    CaseNumber text null,
    Subjects text not null,
    Translations text not null,
    Details text not null,
    Publication text not null,
    LateReplies text not null,
    AllowAnonymous integer not null,
    CreatedAt text not null,
    PublishedAt text null,
    ConcludedAt text null,
    WithdrawnAt text null,
    UpdatedAt text not null
);
create index IX_Hearing_MinistryId on Hearing (MinistryId);
create index IX_Hearing_PublishedAt on Hearing (PublishedAt, Id);

-- What changes with every reply stands apart from the hearing itself.
create table HearingState (
    HearingId integer not null primary key references Hearing (Id),
    LastNumber integer not null,
    Version integer not null
);

create table HearingRound (
    Id integer not null primary key,
    HearingId integer not null references Hearing (Id),
    Number integer not null,
    OpensAt text not null check (OpensAt like '%+00:00'),
    ClosesAt text not null check (ClosesAt like '%+00:00'),
    TimeZone text not null,
    LateReplies text not null,
    ShortDeadlineReason text null,
    ClosedHandledFor text null
);
create unique index UX_HearingRound_HearingId_Number on HearingRound (HearingId, Number);
create index IX_HearingRound_ClosesAt on HearingRound (ClosesAt);

create table DeadlineChange (
    Id integer not null primary key,
    RoundId integer not null references HearingRound (Id),
    Was text not null,
    Becomes text not null,
    Reason text not null,
    ChangedAt text not null
);
create index IX_DeadlineChange_RoundId on DeadlineChange (RoundId);

create table Document (
    Id integer not null primary key,
    HearingId integer not null references Hearing (Id),
    Ordinal integer not null,
    Kind text not null,
    Title text not null,
    Language text not null,
    Version integer not null
);
create unique index UX_Document_HearingId_Ordinal on Document (HearingId, Ordinal);

create table Paragraph (
    Id integer not null primary key,
    DocumentId integer not null references Document (Id),
    Ordinal integer not null,
    Heading integer null,
    Markdown text not null
);
create unique index UX_Paragraph_DocumentId_Ordinal on Paragraph (DocumentId, Ordinal);

create table Reply (
    Id integer not null primary key,
    HearingId integer not null references Hearing (Id),
    RoundId integer not null references HearingRound (Id),
    Number integer not null,
    SenderType text not null,
    SenderName text null,
    SenderEmail text null,
    OrganisationNumber text null,
    OnBehalfOf text null,
    Verified text not null,
    Language text not null,
    Position text not null,
    Excerpt text not null,
    ReceivedAt text not null,
    Late integer not null,
    Publication text not null,
    Channel text not null,
    ExternalId text null,
    Sha256 text not null,
    Version integer not null,
    UpdatedAt text not null,
    Text text not null
);
create unique index UX_Reply_HearingId_Number on Reply (HearingId, Number);
create unique index UX_Reply_HearingId_ExternalId on Reply (HearingId, ExternalId) where ExternalId is not null;
-- The public list walks this one: replies in review cost it nothing.
create index IX_Reply_Public on Reply (HearingId, Number) where Publication in ('published', 'publishedRedacted', 'awaitingDeadline');

create table RoundCounter (
    RoundId integer not null primary key references HearingRound (Id),
    HearingId integer not null references Hearing (Id),
    InReview integer not null,
    AwaitingDeadline integer not null,
    Published integer not null,
    PublishedRedacted integer not null,
    Withheld integer not null,
    Withdrawn integer not null,
    Late integer not null,
    WithRemarks integer not null,
    WithoutRemarks integer not null
);
create index IX_RoundCounter_HearingId on RoundCounter (HearingId);

create table Idempotency (
    HearingId integer not null references Hearing (Id),
    KeyHash blob not null,
    BodyHash blob not null,
    ReplyId integer not null references Reply (Id),
    Publication text not null,
    CreatedAt text not null,
    primary key (HearingId, KeyHash)
);
create index IX_Idempotency_CreatedAt on Idempotency (CreatedAt);

create table Import (
    Id integer not null primary key,
    HearingId integer not null references Hearing (Id),
    RoundId integer not null references HearingRound (Id),
    Status text not null,
    Format text not null,
    FileName text not null,
    StoredAs text not null,
    Channel text not null,
    RowsRead integer not null,
    Accepted integer not null,
    Rejected integer not null,
    Skipped integer not null,
    CreatedAt text not null,
    FinishedAt text null
);
create index IX_Import_HearingId on Import (HearingId);

create table ImportError (
    Id integer not null primary key,
    ImportId integer not null references Import (Id),
    RowNumber integer not null,
    Source text null,
    Code text not null,
    Message text not null
);
create index IX_ImportError_ImportId on ImportError (ImportId, RowNumber);

create table Report (
    Id integer not null primary key,
    HearingId integer not null references Hearing (Id),
    RoundId integer not null references HearingRound (Id),
    Cutoff text not null,
    CompiledAt text not null,
    PublishedAt text null,
    PublicBody text not null,
    StaffBody text not null
);
create index IX_Report_RoundId on Report (RoundId, CompiledAt);

-- Durable work: one row is one thing to do, at or after DueAt, by whoever holds the lease.
create table Outbox (
    Id integer not null primary key,
    Kind text not null,
    Queue text not null,
    Subject integer not null,
    DueAt text not null,
    Attempts integer not null,
    LeasedUntil text null,
    LeasedBy text null,
    DoneAt text null,
    ParkedAt text null,
    LastError text null,
    CreatedAt text not null
);
create index IX_Outbox_Waiting on Outbox (Queue, DueAt) where DoneAt is null and ParkedAt is null;
