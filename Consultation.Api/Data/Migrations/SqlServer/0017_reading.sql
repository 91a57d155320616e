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
