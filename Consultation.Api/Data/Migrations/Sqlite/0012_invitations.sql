-- Bodies that a hearing is sent to (høringsinstanser). What has come from them follows from the replies when it is read; ReplyId is only what
-- staff have said themselves. LetterWaits: the kind of the letter that is still to be written down for it.
create table Invitation (
    Id integer not null primary key,
    HearingId integer not null references Hearing (Id),
    Name text not null,
    NameKey text not null,
    Email text null,
    OrganisationNumber text null,
    BodyGroup text not null,
    Language text not null,
    CreatedAt text not null,
    InvitedAt text null,
    RemindedAt text null,
    DeclinedAt text null,
    ReplyId integer null references Reply (Id),
    LetterWaits text null
);
create index IX_Invitation_HearingId on Invitation (HearingId);

-- What the sender of a reply is known by among the invited: the name without case, punctuation and odd spaces (Domain's NameKey); null for
-- people. Of replies that are here already as near as SQL comes; numbers and staff's own hand find the rest.
alter table Reply add SenderKey text null;
update Reply
set SenderKey = lower(replace(replace(replace(trim(SenderName), 'Æ', 'æ'), 'Ø', 'ø'), 'Å', 'å'))
where SenderType <> 'person' and length(SenderName) between 1 and 200 and SenderName not like '%█████%';
create index IX_Reply_SenderKey on Reply (HearingId, SenderKey) where SenderKey is not null;
create index IX_Reply_OrganisationNumber on Reply (HearingId, OrganisationNumber) where OrganisationNumber is not null;
