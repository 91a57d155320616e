-- Whether the mode for the last evening is switched on by hand: one row at most; none is off. What the program does by itself is in no table.
create table EveningMode (
    Id integer not null primary key,
    Switch text not null,
    ChangedAt text not null,
    ChangedBy text null
);
