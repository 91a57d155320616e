-- Whether the mode for the last evening is switched on by hand: one row at most; none is off. What the program does by itself is in no table.
create table EveningMode (
    Id int not null constraint PK_EveningMode primary key,
    Switch nvarchar(40) not null,
    ChangedAt datetimeoffset(3) not null,
    ChangedBy nvarchar(400) null
);
