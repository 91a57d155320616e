-- A letter on its way. What it is written from and whom it goes to stand here until it is sent; then only that it was, and when.
create table Mail (
    Id bigint not null constraint PK_Mail primary key,
    Kind nvarchar(40) not null,
    Language nvarchar(20) not null,
    Recipient nvarchar(400) null,
    About bigint null,
    Facts nvarchar(max) null,
    CreatedAt datetimeoffset(3) not null,
    SentAt datetimeoffset(3) null,
    ParkedAt datetimeoffset(3) null,
    Attempts int not null,
    LastError nvarchar(2000) null
);
create index IX_Mail_CreatedAt on Mail (CreatedAt);
