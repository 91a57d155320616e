-- When leased work is due again if nobody says that it is done: found without reading all that waits behind it.
create index IX_Outbox_Leased on Outbox (Queue, LeasedUntil) where LeasedUntil is not null and DoneAt is null and ParkedAt is null;
