-- Whether grouping is asked for already: one piece of work for all the replies that come before it begins.
alter table HearingState add CampaignsWait bit not null constraint DF_HearingState_CampaignsWait default 0;

-- A campaign is named by its earliest reply's number. Identical and Representative are of its commonest text, the public ones of what is
-- published or will be at the deadline. No text is kept here.
create table Campaign (
    HearingId bigint not null constraint FK_Campaign_HearingId references Hearing (Id),
    Number int not null,
    Kind nvarchar(40) not null,
    Basis int null,
    Size int not null,
    Identical int not null,
    Representative int not null,
    PublicSize int not null,
    PublicIdentical int not null,
    PublicRepresentative int null,
    constraint PK_Campaign primary key (HearingId, Number)
);
create index IX_Campaign_Size on Campaign (HearingId, Size, Number);
create index IX_Campaign_PublicSize on Campaign (HearingId, PublicSize, Number);

-- What a campaign counts, by what makes a reply public.
create table CampaignSize (
    HearingId bigint not null constraint FK_CampaignSize_HearingId references Hearing (Id),
    Campaign int not null,
    RoundId bigint not null constraint FK_CampaignSize_RoundId references HearingRound (Id),
    Publication nvarchar(40) not null,
    Size int not null,
    constraint PK_CampaignSize primary key (HearingId, Campaign, RoundId, Publication)
);

create table CampaignMember (
    HearingId bigint not null constraint FK_CampaignMember_HearingId references Hearing (Id),
    Number int not null,
    Campaign int not null,
    Kind nvarchar(40) not null,
    Twin int not null,
    Basis int not null,
    constraint PK_CampaignMember primary key (HearingId, Number)
);
create index IX_CampaignMember_Campaign on CampaignMember (HearingId, Campaign, Number);

-- Raised by every writing of a hearing's campaigns, so that a server knows whether another has written since it did.
create table CampaignState (
    HearingId bigint not null constraint PK_CampaignState primary key constraint FK_CampaignState_HearingId references Hearing (Id),
    Revision bigint not null
);

-- Replies whose text or publication has changed since they came; kept for a few days, for servers that group seldom.
create table CampaignChange (
    Id bigint not null constraint PK_CampaignChange primary key,
    HearingId bigint not null constraint FK_CampaignChange_HearingId references Hearing (Id),
    Number int not null,
    ChangedAt datetimeoffset(3) not null
);
create index IX_CampaignChange_HearingId on CampaignChange (HearingId, ChangedAt, Id);

-- Hearings that had replies before there were campaigns.
insert into Outbox (Id, Kind, Queue, Subject, DueAt, Attempts, CreatedAt)
select -HearingId, 'campaigns.group', 'analysis', HearingId, '2026-01-01 00:00:00.000+00:00', 0, '2026-01-01 00:00:00.000+00:00'
from HearingState
where LastNumber > 0;
