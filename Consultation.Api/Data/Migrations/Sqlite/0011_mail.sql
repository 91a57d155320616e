-- A letter on its way. What it is written from and whom it goes to stand here until it is sent; then only that it was, and when.
create table Mail (
    Id integer not null primary key,
    Kind text not null,
    Language text not null,
    Recipient text null,
    About integer null,
    Facts text null,
    CreatedAt text not null,
    SentAt text null,
    ParkedAt text null,
    Attempts integer not null,
    LastError text null
);
create index IX_Mail_CreatedAt on Mail (CreatedAt);
