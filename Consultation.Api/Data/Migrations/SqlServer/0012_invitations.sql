-- Bodies that a hearing is sent to (høringsinstanser). What has come from them follows from the replies when it is read; ReplyId is only what
-- staff have said themselves. LetterWaits: the kind of the letter that is still to be written down for it.
create table Invitation (
    Id bigint not null constraint PK_Invitation primary key,
    HearingId bigint not null constraint FK_Invitation_HearingId references Hearing (Id),
    Name nvarchar(400) not null,
    NameKey nvarchar(400) not null,
    Email nvarchar(400) null,
    OrganisationNumber nvarchar(20) null,
    BodyGroup nvarchar(40) not null,
    Language nvarchar(20) not null,
    CreatedAt datetimeoffset(3) not null,
    InvitedAt datetimeoffset(3) null,
    RemindedAt datetimeoffset(3) null,
    DeclinedAt datetimeoffset(3) null,
    ReplyId bigint null constraint FK_Invitation_ReplyId references Reply (Id),
    LetterWaits nvarchar(40) null
);
create index IX_Invitation_HearingId on Invitation (HearingId);

-- What the sender of a reply is known by among the invited: the name without case, punctuation and odd spaces (Domain's NameKey); null for
-- people. Of replies that are here already as near as SQL comes; numbers and staff's own hand find the rest.
alter table Reply add SenderKey nvarchar(400) null;
-- In a batch of its own: this one was compiled before the column was there.
exec(N'update Reply
set SenderKey = lower(ltrim(rtrim(SenderName)))
where SenderType <> ''person'' and len(SenderName) between 1 and 200 and SenderName not like N''%█████%''');
create index IX_Reply_SenderKey on Reply (HearingId, SenderKey) where SenderKey is not null;
create index IX_Reply_OrganisationNumber on Reply (HearingId, OrganisationNumber) where OrganisationNumber is not null;
