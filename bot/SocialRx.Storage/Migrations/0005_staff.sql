-- Who of the staff read or changed what, and what of the numbers has been published.

create table audit (
  programme_id text not null,
  id text not null primary key,
  actor text not null,
  role text not null,
  action text not null,
  subject text not null,                          -- kind and id of what was touched, never its content
  reason text,
  at text not null
);
create index audit_by_time on audit (programme_id, at);

-- The last version of each table that anybody was shown: disclosure-controlled already, so nothing in it is a small count.
create table published_table (
  programme_id text not null,
  table_id text not null,
  rules text not null,                            -- the thresholds it was made under
  respondents integer not null,                   -- exact; decides when the next version may come, never shown
  body text not null,                             -- the published table as JSON
  published_at text not null,
  primary key (programme_id, table_id)
);

create table concern_note (
  programme_id text not null,
  id text not null primary key,
  concern_id text not null,
  author text not null,
  words text not null,
  written_at text not null
);
create index concern_note_by_concern on concern_note (programme_id, concern_id, written_at);
