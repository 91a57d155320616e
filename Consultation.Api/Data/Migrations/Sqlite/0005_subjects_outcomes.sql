alter table Hearing add WithdrawnReason text null;

-- Each text that the outcome has had; the latest is the one that holds.
create table Outcome (
    Id integer not null primary key,
    HearingId integer not null references Hearing (Id),
    Markdown text not null,
    Links text not null,
    MadeAt text not null
);
create index IX_Outcome_HearingId on Outcome (HearingId);

-- Names in other languages than the one that Name is in, as JSON by language code.
alter table Ministry add Names text null;

-- Subjects that have names. A hearing may have others, which are shown by their code.
create table Subject (
    Code text not null primary key,
    NameNb text not null,
    NameNn text null,
    NameEn text null,
    NameSe text null
);

create table HearingSubject (
    HearingId integer not null references Hearing (Id),
    Code text not null,
    primary key (HearingId, Code)
);
create index IX_HearingSubject_Code on HearingSubject (Code, HearingId);

insert into HearingSubject (HearingId, Code)
select distinct h.Id, s.value
from Hearing h, json_each(case when json_valid(h.Subjects) then h.Subjects else '[]' end) s;

insert into Subject (Code, NameNb, NameNn, NameEn, NameSe) values
    ('agriculture', 'Landbruk og mat', 'Landbruk og mat', 'Agriculture and food', 'Eanandoallu ja biebmu'),
    ('business', 'Næringsliv', 'Næringsliv', 'Business', 'Ealáhusat'),
    ('children-family', 'Barn og familie', 'Barn og familie', 'Children and family', 'Mánát ja bearaš'),
    ('culture', 'Kultur, idrett og frivillighet', 'Kultur, idrett og frivilligheit', 'Culture, sports and civil society', 'Kultuvra, valáštallan ja eaktodáhtolašvuohta'),
    ('defence', 'Forsvar og beredskap', 'Forsvar og beredskap', 'Defence and preparedness', null),
    ('economy', 'Økonomi, skatt og avgift', 'Økonomi, skatt og avgift', 'Economy, taxes and duties', 'Ekonomiija ja vearru'),
    ('education', 'Utdanning og forskning', 'Utdanning og forsking', 'Education and research', 'Oahpahus ja dutkan'),
    ('employment', 'Arbeidsliv og pensjon', 'Arbeidsliv og pensjon', 'Working life and pensions', 'Bargoeallin ja penšuvdna'),
    ('energy', 'Energi', 'Energi', 'Energy', 'Energiija'),
    ('environment', 'Klima og miljø', 'Klima og miljø', 'Climate and environment', 'Dálkkádat ja biras'),
    ('fisheries', 'Fiskeri og havbruk', 'Fiskeri og havbruk', 'Fisheries and aquaculture', 'Guolástus'),
    ('foreign-affairs', 'Utenrikssaker og EØS', 'Utanrikssaker og EØS', 'Foreign affairs and EEA', null),
    ('health', 'Helse og omsorg', 'Helse og omsorg', 'Health and care', 'Dearvvašvuohta ja fuolahus'),
    ('immigration', 'Innvandring og integrering', 'Innvandring og integrering', 'Immigration and integration', null),
    ('justice', 'Lov, rett og politi', 'Lov, rett og politi', 'Law, justice and police', null),
    ('municipalities', 'Kommuner og distrikter', 'Kommunar og distrikt', 'Municipalities and districts', 'Gielddat ja guovllut'),
    ('planning', 'Plan, bygg og bolig', 'Plan, bygg og bustad', 'Planning, building and housing', null),
    ('sami-affairs', 'Samiske saker', 'Samiske saker', 'Sami affairs', 'Sámi áššit'),
    ('transport', 'Transport og kommunikasjon', 'Transport og kommunikasjon', 'Transport and communications', 'Johtolat');
