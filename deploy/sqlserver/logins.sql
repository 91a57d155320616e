-- The database and its two logins; for sqlcmd, as an administrator of the server. It may be run again.
--   OwnerPassword=… RuntimePassword=… sqlcmd -b -S <server> -i logins.sql
-- consultation_owner makes and changes tables (the command migrate); consultation reads and writes rows (the server), and no more.
:on error exit
set nocount on;
go

-- Letters are told apart as the program does it; the server's own collation may take a for A, or aa for å. It cannot be changed later.
if db_id('consultation') is null
    create database consultation collate Latin1_General_100_BIN2;
go
-- Readers do not wait for writers, as the program expects.
if exists (select 1 from sys.databases where name = 'consultation' and is_read_committed_snapshot_on = 0)
    alter database consultation set read_committed_snapshot on with rollback immediate;
-- Nor does anybody wait for an export of everything, which reads all tables as they are at one moment.
if exists (select 1 from sys.databases where name = 'consultation' and snapshot_isolation_state = 0)
    alter database consultation set allow_snapshot_isolation on;
alter database consultation set auto_close off;
alter database consultation set page_verify checksum;
go

if suser_id('consultation_owner') is null
    create login consultation_owner with password = '$(OwnerPassword)', default_database = consultation;
else
    alter login consultation_owner with password = '$(OwnerPassword)';
if suser_id('consultation') is null
    create login consultation with password = '$(RuntimePassword)', default_database = consultation;
else
    alter login consultation with password = '$(RuntimePassword)';
go

use consultation;
go
if user_id('consultation_owner') is null
    create user consultation_owner for login consultation_owner with default_schema = dbo;
alter role db_owner add member consultation_owner;
if user_id('consultation') is null
    create user consultation for login consultation with default_schema = dbo;
grant select, insert, update, delete on schema::dbo to consultation;
go
-- What Hangfire keeps lies in a schema of its own, whose tables are made by migrate; empty where another engine is built in.
if schema_id('HangFire') is null
    exec ('create schema HangFire authorization dbo');
go
grant select, insert, update, delete on schema::HangFire to consultation;
go
