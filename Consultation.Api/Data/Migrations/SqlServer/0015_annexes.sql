-- Files that belong to a hearing (vedlegg), in their order. What has been published and is taken away leaves its title, when, and why; the file
-- itself goes, so nothing points at it any more.
create table Annex (
    Id bigint not null constraint PK_Annex primary key,
    HearingId bigint not null constraint FK_Annex_HearingId references Hearing (Id),
    Ordinal int not null,
    Title nvarchar(400) not null,
    AttachmentId bigint null constraint FK_Annex_AttachmentId references Attachment (Id),
    AddedAt datetimeoffset(3) not null,
    RemovedAt datetimeoffset(3) null,
    RemovedReason nvarchar(4000) null
);
create unique index UX_Annex_HearingId_Ordinal on Annex (HearingId, Ordinal);
create index IX_Annex_AttachmentId on Annex (AttachmentId);

-- For the overview of staff: the oldest reply that waits to be reviewed, and how many have come since yesterday.
create index IX_Reply_InReview on Reply (HearingId, ReceivedAt) where Publication = 'inReview';
create index IX_Reply_ReceivedAt on Reply (HearingId, ReceivedAt);

-- For the log of one hearing.
create index IX_AuditEntry_HearingId on AuditEntry (HearingId, Id);
