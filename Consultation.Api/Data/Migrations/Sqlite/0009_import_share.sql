-- How much of the file has been read, from 0 to 1.
alter table Import add Share real not null default 0;
