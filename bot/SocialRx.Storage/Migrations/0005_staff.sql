-- Who of the staff read or changed what.

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
