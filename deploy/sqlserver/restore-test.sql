-- For sqlcmd, called by restore-test.sh with Backup and Copy in the environment.
:on error exit
set nocount on;
go

-- The files of the copy lie where the server puts new ones, under the copy's name.
declare @folder nvarchar(400) = cast(serverproperty('InstanceDefaultDataPath') as nvarchar(400));
declare @log nvarchar(400) = cast(serverproperty('InstanceDefaultLogPath') as nvarchar(400));
declare @data_file nvarchar(800) = @folder + N'$(Copy).mdf', @log_file nvarchar(800) = @log + N'$(Copy)_log.ldf';
restore database [$(Copy)] from disk = N'$(Backup)'
    with checksum, stats = 25, move N'consultation' to @data_file, move N'consultation_log' to @log_file;
go

dbcc checkdb ([$(Copy)]) with no_infomsgs;
go

use [$(Copy)];
go
-- Every reply is counted once, in its round.
if exists (
    select 1
    from RoundCounter c
    full join (select RoundId, count(*) as Stored from Reply group by RoundId) r on r.RoundId = c.RoundId
    where isnull(c.InReview + c.AwaitingDeadline + c.Published + c.PublishedRedacted + c.Withheld + c.Withdrawn, 0) <> isnull(r.Stored, 0)
)
    throw 50000, 'Counters do not agree with the replies.', 1;
select count(*) as Replies, max(ReceivedAt) as Newest from Reply;
go
