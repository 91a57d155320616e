-- Which key decided: names are not unique, and a withholding needs two people.
alter table ModerationDecision add DecidedByKey bigint null;
alter table ModerationDecision add ConfirmedByKey bigint null;

-- The public ledger reads these alone, however many replies there are.
create index IX_Reply_Ground on Reply (HearingId, RoundId, Ground, Publication) where Ground is not null;
