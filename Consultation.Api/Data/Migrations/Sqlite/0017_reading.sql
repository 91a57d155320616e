-- How many replies the public may read (shown), or may once the round has ended (awaiting), of every kind that the list can be narrowed to:
-- so that a page tells how many there are without counting a million.
create table FilterCounter (
    HearingId integer not null references Hearing (Id),
    RoundId integer not null references HearingRound (Id),
    State text not null,
    SenderType text not null,
    Position text not null,
    WithComments integer not null,
    WithAttachments integer not null,
    Replies integer not null,
    primary key (HearingId, RoundId, State, SenderType, Position, WithComments, WithAttachments)
);
insert into FilterCounter (HearingId, RoundId, State, SenderType, Position, WithComments, WithAttachments, Replies)
select HearingId, RoundId, case when Publication = 'awaitingDeadline' then 'awaiting' else 'shown' end, SenderType, Position,
    case when Comments > 0 then 1 else 0 end, case when Attachments > 0 then 1 else 0 end, count(*)
from Reply
where Publication in ('published', 'publishedRedacted', 'awaitingDeadline')
group by HearingId, RoundId, case when Publication = 'awaitingDeadline' then 'awaiting' else 'shown' end, SenderType, Position,
    case when Comments > 0 then 1 else 0 end, case when Attachments > 0 then 1 else 0 end;

-- How many of them say something about a paragraph, or about the chapter that a heading begins. A correction may take the paragraph away.
create table ParagraphCounter (
    HearingId integer not null references Hearing (Id),
    ParagraphId integer not null,
    RoundId integer not null references HearingRound (Id),
    State text not null,
    Replies integer not null,
    primary key (HearingId, ParagraphId, RoundId, State)
);
insert into ParagraphCounter (HearingId, ParagraphId, RoundId, State, Replies)
select r.HearingId, c.ParagraphId, r.RoundId, case when r.Publication = 'awaitingDeadline' then 'awaiting' else 'shown' end,
    count(distinct r.Id)
from ReplyComment c
join Reply r on r.Id = c.ReplyId
where c.ParagraphId is not null and r.Publication in ('published', 'publishedRedacted', 'awaitingDeadline')
group by r.HearingId, c.ParagraphId, r.RoundId, case when r.Publication = 'awaitingDeadline' then 'awaiting' else 'shown' end;

-- What the list of replies is sorted by from A to Å: Domain's SenderOrder; of replies that are here already as near as SQL comes.
alter table Reply add SenderSort text not null default '1';
update Reply
set SenderSort = '0' || substr(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(SenderName), 'Æ', '{'), 'æ', '{'), 'Ä', '{'), 'ä', '{'), 'Ø', '|'), 'ø', '|'), 'Ö', '|'), 'ö', '|'), 'Å', '}'), 'å', '}'), 'aa', '}'), 'É', 'e'), 'é', 'e'), 1, 60)
where length(trim(SenderName)) > 0 and SenderName not like '%█████%';
create index IX_Reply_SenderSort on Reply (HearingId, SenderSort, Number)
    where Publication in ('published', 'publishedRedacted', 'awaitingDeadline');
