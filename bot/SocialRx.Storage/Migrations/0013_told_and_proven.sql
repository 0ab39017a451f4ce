-- Who is told of a concern and how that goes on, and an audit log in which a change can be noticed.

-- Each row of the audit log holds the hash of the one before and its own, one chain a programme. Rows from before this are taken in when the next one is written.
alter table audit add column sequence bigint;     -- from 1 in each programme; null: not in the chain
alter table audit add column previous_hash text;
alter table audit add column hash text;
create unique index audit_by_sequence on audit (programme_id, sequence);

create table audit_head (
  programme_id text not null primary key,
  sequence bigint not null,                       -- of the newest row; 0: none yet
  hash text not null,
  taken_in bigint not null                        -- rows that were there before the chain began
);

alter table concern add column tellings bigint not null default 1;   -- how often a person had to be told: raised, another route, said again after somebody looked
alter table concern add column escalation bigint not null default 0; -- 0 the first people, 1 the second, 2 everybody
alter table concern add column escalated_at text;
alter table concern add column to_spread bigint not null default 1;  -- 1: deliveries have to be made for this telling and this step
alter table concern add column assigned_to text;
alter table concern add column outcome text;
update concern set to_spread = 0 where state <> 'open';
update concern set waiting_since = raised_at where waiting_since is null;
create index concern_to_spread on concern (programme_id) where to_spread = 1;
create index concern_to_escalate on concern (programme_id, route, escalation, waiting_since) where state = 'open';
create index concern_by_person on concern (programme_id, person_id);

-- That one recipient is to be told of one concern, until it is done. What is sent holds no word of what was said.
create table concern_delivery (
  programme_id text not null,
  id text not null primary key,                   -- also what the recipient knows a repeated one by
  concern_id text not null,
  telling bigint not null,
  step bigint not null,
  recipient text not null,                        -- id in the configuration
  channel text not null,                          -- mail | webhook | teams
  state text not null default 'waiting',          -- waiting | delivered | stopped
  tries bigint not null default 0,
  last_error text,
  made_at text not null,
  next_try_at text not null,
  delivered_at text
);
create unique index concern_delivery_once on concern_delivery (concern_id, telling, step, recipient);
create index concern_delivery_due on concern_delivery (programme_id, next_try_at) where state = 'waiting';
create index concern_delivery_failing on concern_delivery (programme_id, made_at) where state = 'waiting' and last_error is not null;
