-- What is kept only for a time, and the proof that it goes.

-- When the person last wrote: set once their conversation is forgotten and something of theirs has to stay longer. Null: the conversation tells.
alter table person add column left_at text;
create index person_by_conversation on person (conversation_id);
create index person_left on person (programme_id, left_at) where left_at is not null;

-- They asked for everything to be deleted, in the turn of that time: the technical rest of the conversation goes soon, unless they write again.
alter table conversation add column forgotten_at text;

-- What the person had passed on was taken back after somebody may have read it.
alter table referral add column taken_back_at text;

-- When the timetable first saw that a concern was closed: its time runs from then.
create table concern_closed (
  programme_id text not null,
  concern_id text not null,
  seen_at text not null,
  primary key (programme_id, concern_id)
);

-- Numbers of people whose time was over and who had agreed to be counted. Nothing else is left of them; counters that are built again hold these too.
create table counter_kept (
  programme_id text not null,
  table_id text not null,
  row_id text not null,
  column_id text not null,
  people bigint not null,
  primary key (programme_id, table_id, row_id, column_id)
);

-- What was removed: a row a day and kind, also when nothing was due.
create table retention_day (
  kind text not null,
  day text not null,                              -- yyyy-mm-dd, UTC
  runs bigint not null,
  removed bigint not null,                        -- rows
  last_at text not null,
  primary key (kind, day)
);

-- What somebody is not content with, in their words. It outlives the person's other data, without saying any longer whose it is.
create table complaint (
  programme_id text not null,
  id text not null,
  person_id text,                                 -- null: their data is deleted, or their time was over
  words text not null,
  made_at text not null,
  answered_by text,
  answered_at text,
  answer text,
  primary key (programme_id, id)
);
create index complaint_by_time on complaint (programme_id, made_at);
create index complaint_by_person on complaint (programme_id, person_id);
