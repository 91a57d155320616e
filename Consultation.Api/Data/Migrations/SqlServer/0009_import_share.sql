-- How much of the file has been read, from 0 to 1.
alter table Import add Share float not null constraint DF_Import_Share default 0;
