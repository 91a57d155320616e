-- A hearing's questions are asked as a whole and never searched: JSON.
alter table Hearing add Questions nvarchar(max) not null constraint DF_Hearing_Questions default '[]';

-- Reply holds what is published (or waits to be): after a redaction the redacted form. What was taken out lies in ReplyVersion alone,
-- so that nothing which reads Reply can show it.
alter table Reply add Answers nvarchar(max) null;
alter table Reply add Comments int not null constraint DF_Reply_Comments default 0;
alter table Reply add Attachments int not null constraint DF_Reply_Attachments default 0;
-- Greater than Version when a correction waits to be read.
alter table Reply add LatestVersion int not null constraint DF_Reply_LatestVersion default 1;
alter table Reply add Ground nvarchar(40) null;
alter table Reply add AwaitsSecondPerson bit not null constraint DF_Reply_AwaitsSecondPerson default 0;
alter table Reply add JournalCase nvarchar(100) null;
alter table Reply add JournalDocument int null;
alter table Reply add JournalledAt datetimeoffset(3) null;

-- The original of each version that Reply no longer, or not yet, holds as it was sent.
create table ReplyVersion (
    ReplyId bigint not null constraint FK_ReplyVersion_ReplyId references Reply (Id),
    Version int not null,
    Content nvarchar(max) not null,
    Sha256 nvarchar(64) not null,
    MadeAt datetimeoffset(3) not null,
    constraint PK_ReplyVersion primary key (ReplyId, Version)
);

create table ReplyComment (
    Id bigint not null constraint PK_ReplyComment primary key,
    ReplyId bigint not null constraint FK_ReplyComment_ReplyId references Reply (Id),
    HearingId bigint not null constraint FK_ReplyComment_HearingId references Hearing (Id),
    Ordinal int not null,
    DocumentId bigint not null constraint FK_ReplyComment_DocumentId references Document (Id),
    DocumentVersion int not null,
    Target nvarchar(40) not null,
    ParagraphId bigint null,
    QuoteStart int null,
    QuoteLength int null,
    Quote nvarchar(max) null,
    Stance nvarchar(40) null,
    Text nvarchar(max) null
);
create unique index UX_ReplyComment_ReplyId_Ordinal on ReplyComment (ReplyId, Ordinal);
create index IX_ReplyComment_ParagraphId on ReplyComment (ParagraphId, ReplyId) where ParagraphId is not null;
create index IX_ReplyComment_HearingId on ReplyComment (HearingId);

-- The file itself is in the file store, named by Sha256. Only the hash of the token is kept; it is dropped when a reply takes the file.
create table Attachment (
    Id bigint not null constraint PK_Attachment primary key,
    TokenHash varbinary(32) null,
    FileName nvarchar(400) not null,
    ContentType nvarchar(200) not null,
    Size bigint not null,
    Sha256 nvarchar(64) not null,
    CreatedAt datetimeoffset(3) not null
);
create unique index UX_Attachment_TokenHash on Attachment (TokenHash) where TokenHash is not null;
create index IX_Attachment_Sha256 on Attachment (Sha256);

create table ReplyAttachment (
    ReplyId bigint not null constraint FK_ReplyAttachment_ReplyId references Reply (Id),
    Ordinal int not null,
    AttachmentId bigint not null constraint FK_ReplyAttachment_AttachmentId references Attachment (Id),
    Hidden bit not null,
    constraint PK_ReplyAttachment primary key (ReplyId, Ordinal)
);
create index IX_ReplyAttachment_AttachmentId on ReplyAttachment (AttachmentId);

create table ModerationDecision (
    Id bigint not null constraint PK_ModerationDecision primary key,
    ReplyId bigint not null constraint FK_ModerationDecision_ReplyId references Reply (Id),
    HearingId bigint not null constraint FK_ModerationDecision_HearingId references Hearing (Id),
    RoundId bigint not null constraint FK_ModerationDecision_RoundId references HearingRound (Id),
    Version int not null,
    Decision nvarchar(40) not null,
    Ground nvarchar(40) null,
    LegalBasis nvarchar(400) null,
    Note nvarchar(max) null,
    Redactions nvarchar(max) null,
    Was nvarchar(40) not null,
    Becomes nvarchar(40) not null,
    DecidedBy nvarchar(400) not null,
    DecidedAt datetimeoffset(3) not null,
    ConfirmedBy nvarchar(400) null,
    ConfirmedAt datetimeoffset(3) null
);
create index IX_ModerationDecision_ReplyId on ModerationDecision (ReplyId);
create index IX_ModerationDecision_HearingId on ModerationDecision (HearingId);

-- What the public saw come, change and go, in order: mirrors read on from the last one they have.
create table PublicChange (
    Id bigint not null constraint PK_PublicChange primary key,
    HearingId bigint not null constraint FK_PublicChange_HearingId references Hearing (Id),
    Kind nvarchar(40) not null,
    Number int null,
    Change nvarchar(40) not null,
    ChangedAt datetimeoffset(3) not null
);

create table DocumentVersion (
    DocumentId bigint not null constraint FK_DocumentVersion_DocumentId references Document (Id),
    Version int not null,
    Notice nvarchar(max) null,
    MadeAt datetimeoffset(3) not null,
    constraint PK_DocumentVersion primary key (DocumentId, Version)
);

-- The paragraphs of versions that are no longer the current one.
create table ParagraphVersion (
    DocumentId bigint not null constraint FK_ParagraphVersion_DocumentId references Document (Id),
    Version int not null,
    Ordinal int not null,
    ParagraphId bigint not null,
    Heading int null,
    Markdown nvarchar(max) not null,
    constraint PK_ParagraphVersion primary key (DocumentId, Version, Ordinal)
);
create index IX_ParagraphVersion_ParagraphId on ParagraphVersion (ParagraphId);

alter table Import add Mapping nvarchar(max) null;
alter table Import add Message nvarchar(max) null;
