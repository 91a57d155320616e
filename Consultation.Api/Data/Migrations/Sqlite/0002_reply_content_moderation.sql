-- A hearing's questions are asked as a whole and never searched: JSON.
alter table Hearing add Questions text not null default '[]';

-- Reply holds what is published (or waits to be): after a redaction the redacted form. What was taken out lies in ReplyVersion alone,
-- so that nothing which reads Reply can show it.
alter table Reply add Answers text null;
alter table Reply add Comments integer not null default 0;
alter table Reply add Attachments integer not null default 0;
-- Greater than Version when a correction waits to be read.
alter table Reply add LatestVersion integer not null default 1;
alter table Reply add Ground text null;
alter table Reply add AwaitsSecondPerson integer not null default 0;
alter table Reply add JournalCase text null;
alter table Reply add JournalDocument integer null;
alter table Reply add JournalledAt text null;

-- The original of each version that Reply no longer, or not yet, holds as it was sent.
create table ReplyVersion (
    ReplyId integer not null references Reply (Id),
    Version integer not null,
    Content text not null,
    Sha256 text not null,
    MadeAt text not null,
    primary key (ReplyId, Version)
);

create table ReplyComment (
    Id integer not null primary key,
    ReplyId integer not null references Reply (Id),
    HearingId integer not null references Hearing (Id),
    Ordinal integer not null,
    DocumentId integer not null references Document (Id),
    DocumentVersion integer not null,
    Target text not null,
    ParagraphId integer null,
    QuoteStart integer null,
    QuoteLength integer null,
    Quote text null,
    Stance text null,
    Text text null
);
create unique index UX_ReplyComment_ReplyId_Ordinal on ReplyComment (ReplyId, Ordinal);
create index IX_ReplyComment_ParagraphId on ReplyComment (ParagraphId, ReplyId) where ParagraphId is not null;
create index IX_ReplyComment_HearingId on ReplyComment (HearingId);

-- The file itself is in the file store, named by Sha256. Only the hash of the token is kept; it is dropped when a reply takes the file.
create table Attachment (
    Id integer not null primary key,
    TokenHash blob null,
    FileName text not null,
    ContentType text not null,
    Size integer not null,
    Sha256 text not null,
    CreatedAt text not null
);
create unique index UX_Attachment_TokenHash on Attachment (TokenHash) where TokenHash is not null;
create index IX_Attachment_Sha256 on Attachment (Sha256);

create table ReplyAttachment (
    ReplyId integer not null references Reply (Id),
    Ordinal integer not null,
    AttachmentId integer not null references Attachment (Id),
    Hidden integer not null,
    primary key (ReplyId, Ordinal)
);
create index IX_ReplyAttachment_AttachmentId on ReplyAttachment (AttachmentId);

create table ModerationDecision (
    Id integer not null primary key,
    ReplyId integer not null references Reply (Id),
    HearingId integer not null references Hearing (Id),
    RoundId integer not null references HearingRound (Id),
    Version integer not null,
    Decision text not null,
    Ground text null,
    LegalBasis text null,
    Note text null,
    Redactions text null,
    Was text not null,
    Becomes text not null,
    DecidedBy text not null,
    DecidedAt text not null,
    ConfirmedBy text null,
    ConfirmedAt text null
);
create index IX_ModerationDecision_ReplyId on ModerationDecision (ReplyId);
create index IX_ModerationDecision_HearingId on ModerationDecision (HearingId);

-- What the public saw come, change and go, in order: mirrors read on from the last one they have.
create table PublicChange (
    Id integer not null primary key,
    HearingId integer not null references Hearing (Id),
    Kind text not null,
    Number integer null,
    Change text not null,
    ChangedAt text not null
);

create table DocumentVersion (
    DocumentId integer not null references Document (Id),
    Version integer not null,
    Notice text null,
    MadeAt text not null,
    primary key (DocumentId, Version)
);

-- The paragraphs of versions that are no longer the current one.
create table ParagraphVersion (
    DocumentId integer not null references Document (Id),
    Version integer not null,
    Ordinal integer not null,
    ParagraphId integer not null,
    Heading integer null,
    Markdown text not null,
    primary key (DocumentId, Version, Ordinal)
);
create index IX_ParagraphVersion_ParagraphId on ParagraphVersion (ParagraphId);

alter table Import add Mapping text null;
alter table Import add Message text null;
