-- How many replies the public may read (shown), or may once the round has ended (awaiting), of every kind that the list can be narrowed to:
-- so that a page tells how many there are without counting a million.
create table FilterCounter (
    HearingId bigint not null constraint FK_FilterCounter_HearingId references Hearing (Id),
    RoundId bigint not null constraint FK_FilterCounter_RoundId references HearingRound (Id),
    State nvarchar(40) not null,
    SenderType nvarchar(40) not null,
    Position nvarchar(40) not null,
    WithComments bit not null,
    WithAttachments bit not null,
    Replies int not null,
    constraint PK_FilterCounter primary key (HearingId, RoundId, State, SenderType, Position, WithComments, WithAttachments)
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
    HearingId bigint not null constraint FK_ParagraphCounter_HearingId references Hearing (Id),
    ParagraphId bigint not null,
    RoundId bigint not null constraint FK_ParagraphCounter_RoundId references HearingRound (Id),
    State nvarchar(40) not null,
    Replies int not null,
    constraint PK_ParagraphCounter primary key (HearingId, ParagraphId, RoundId, State)
);
insert into ParagraphCounter (HearingId, ParagraphId, RoundId, State, Replies)
select r.HearingId, c.ParagraphId, r.RoundId, case when r.Publication = 'awaitingDeadline' then 'awaiting' else 'shown' end,
    count(distinct r.Id)
from ReplyComment c
join Reply r on r.Id = c.ReplyId
where c.ParagraphId is not null and r.Publication in ('published', 'publishedRedacted', 'awaitingDeadline')
group by r.HearingId, c.ParagraphId, r.RoundId, case when r.Publication = 'awaitingDeadline' then 'awaiting' else 'shown' end;

-- What the list of replies is sorted by from A to Å: Domain's SenderOrder; of replies that are here already as near as SQL comes.
alter table Reply add SenderSort nvarchar(100) collate Latin1_General_100_BIN2 not null constraint DF_Reply_SenderSort default '1';
-- In a batch of its own: this one was compiled before the column was there.
exec(N'update Reply
set SenderSort = N''0'' + left(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(SenderName) collate Latin1_General_100_BIN2, N''Æ'', ''{''), N''æ'', ''{''), N''Ä'', ''{''), N''ä'', ''{''), N''Ø'', ''|''), N''ø'', ''|''), N''Ö'', ''|''), N''ö'', ''|''), N''Å'', ''}''), N''å'', ''}''), ''aa'', ''}''), N''É'', ''e''), N''é'', ''e''), 60)
where len(ltrim(rtrim(SenderName))) > 0 and SenderName not like N''%█████%''');
create index IX_Reply_SenderSort on Reply (HearingId, SenderSort, Number)
    where Publication in ('published', 'publishedRedacted', 'awaitingDeadline');
