alter table Hearing add WithdrawnReason nvarchar(max) null;

-- Each text that the outcome has had; the latest is the one that holds.
create table Outcome (
    Id bigint not null constraint PK_Outcome primary key,
    HearingId bigint not null constraint FK_Outcome_HearingId references Hearing (Id),
    Markdown nvarchar(max) not null,
    Links nvarchar(max) not null,
    MadeAt datetimeoffset(3) not null
);
create index IX_Outcome_HearingId on Outcome (HearingId);

-- Names in other languages than the one that Name is in, as JSON by language code.
alter table Ministry add Names nvarchar(max) null;

-- Subjects that have names. A hearing may have others, which are shown by their code.
create table Subject (
    Code nvarchar(100) not null constraint PK_Subject primary key,
    NameNb nvarchar(400) not null,
    NameNn nvarchar(400) null,
    NameEn nvarchar(400) null,
    NameSe nvarchar(400) null
);

create table HearingSubject (
    HearingId bigint not null constraint FK_HearingSubject_HearingId references Hearing (Id),
    Code nvarchar(100) not null,
    constraint PK_HearingSubject primary key (HearingId, Code)
);
create index IX_HearingSubject_Code on HearingSubject (Code, HearingId);

insert into HearingSubject (HearingId, Code)
select distinct h.Id, s.value collate database_default
from Hearing h
cross apply openjson(case when isjson(h.Subjects) = 1 then h.Subjects else '[]' end) s;

insert into Subject (Code, NameNb, NameNn, NameEn, NameSe) values
    (N'agriculture', N'Landbruk og mat', N'Landbruk og mat', N'Agriculture and food', N'Eanandoallu ja biebmu'),
    (N'business', N'Næringsliv', N'Næringsliv', N'Business', N'Ealáhusat'),
    (N'children-family', N'Barn og familie', N'Barn og familie', N'Children and family', N'Mánát ja bearaš'),
    (N'culture', N'Kultur, idrett og frivillighet', N'Kultur, idrett og frivilligheit', N'Culture, sports and civil society', N'Kultuvra, valáštallan ja eaktodáhtolašvuohta'),
    (N'defence', N'Forsvar og beredskap', N'Forsvar og beredskap', N'Defence and preparedness', null),
    (N'economy', N'Økonomi, skatt og avgift', N'Økonomi, skatt og avgift', N'Economy, taxes and duties', N'Ekonomiija ja vearru'),
    (N'education', N'Utdanning og forskning', N'Utdanning og forsking', N'Education and research', N'Oahpahus ja dutkan'),
    (N'employment', N'Arbeidsliv og pensjon', N'Arbeidsliv og pensjon', N'Working life and pensions', N'Bargoeallin ja penšuvdna'),
    (N'energy', N'Energi', N'Energi', N'Energy', N'Energiija'),
    (N'environment', N'Klima og miljø', N'Klima og miljø', N'Climate and environment', N'Dálkkádat ja biras'),
    (N'fisheries', N'Fiskeri og havbruk', N'Fiskeri og havbruk', N'Fisheries and aquaculture', N'Guolástus'),
    (N'foreign-affairs', N'Utenrikssaker og EØS', N'Utanrikssaker og EØS', N'Foreign affairs and EEA', null),
    (N'health', N'Helse og omsorg', N'Helse og omsorg', N'Health and care', N'Dearvvašvuohta ja fuolahus'),
    (N'immigration', N'Innvandring og integrering', N'Innvandring og integrering', N'Immigration and integration', null),
    (N'justice', N'Lov, rett og politi', N'Lov, rett og politi', N'Law, justice and police', null),
    (N'municipalities', N'Kommuner og distrikter', N'Kommunar og distrikt', N'Municipalities and districts', N'Gielddat ja guovllut'),
    (N'planning', N'Plan, bygg og bolig', N'Plan, bygg og bustad', N'Planning, building and housing', null),
    (N'sami-affairs', N'Samiske saker', N'Samiske saker', N'Sami affairs', N'Sámi áššit'),
    (N'transport', N'Transport og kommunikasjon', N'Transport og kommunikasjon', N'Transport and communications', N'Johtolat');
