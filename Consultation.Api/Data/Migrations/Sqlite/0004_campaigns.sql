-- Whether grouping is asked for already: one piece of work for all the replies that come before it begins.
alter table HearingState add CampaignsWait integer not null default 0;

-- A campaign is named by its earliest reply's number. Identical and Representative are of its commonest text, the public ones of what is
-- published or will be at the deadline. No text is kept here.
create table Campaign (
    HearingId integer not null references Hearing (Id),
    Number integer not null,
    Kind text not null,
    Basis integer null,
    Size integer not null,
    Identical integer not null,
    Representative integer not null,
    PublicSize integer not null,
    PublicIdentical integer not null,
    PublicRepresentative integer null,
    primary key (HearingId, Number)
);
create index IX_Campaign_Size on Campaign (HearingId, Size, Number);
create index IX_Campaign_PublicSize on Campaign (HearingId, PublicSize, Number);

-- What a campaign counts, by what makes a reply public.
create table CampaignSize (
    HearingId integer not null references Hearing (Id),
    Campaign integer not null,
    RoundId integer not null references HearingRound (Id),
    Publication text not null,
    Size integer not null,
    primary key (HearingId, Campaign, RoundId, Publication)
);

create table CampaignMember (
    HearingId integer not null references Hearing (Id),
    Number integer not null,
    Campaign integer not null,
    Kind text not null,
    Twin integer not null,
    Basis integer not null,
    primary key (HearingId, Number)
);
create index IX_CampaignMember_Campaign on CampaignMember (HearingId, Campaign, Number);

-- Raised by every writing of a hearing's campaigns, so that a server knows whether another has written since it did.
create table CampaignState (
    HearingId integer not null primary key references Hearing (Id),
    Revision integer not null
);

-- Replies whose text or publication has changed since they came; kept for a few days, for servers that group seldom.
create table CampaignChange (
    Id integer not null primary key,
    HearingId integer not null references Hearing (Id),
    Number integer not null,
    ChangedAt text not null
);
create index IX_CampaignChange_HearingId on CampaignChange (HearingId, ChangedAt, Id);

-- Hearings that had replies before there were campaigns.
insert into Outbox (Id, Kind, Queue, Subject, DueAt, Attempts, CreatedAt)
select -HearingId, 'campaigns.group', 'analysis', HearingId, '2026-01-01 00:00:00.000+00:00', 0, '2026-01-01 00:00:00.000+00:00'
from HearingState
where LastNumber > 0;
