-- A concern is durable before the safety message leaves. One open concern a conversation; later signals join it.

create table concern (
  programme_id text not null,
  id text not null primary key,
  conversation_id text not null,
  person_id text not null,
  route text not null,                            -- red | amber | third-party
  categories text not null,                       -- comma-separated category ids
  pattern_ids text not null,                      -- comma-separated: which patterns fired, newest last
  signals bigint not null default 1,             -- how many messages joined it
  state text not null default 'open',             -- open | acknowledged | closed
  acknowledged_by text,
  acknowledged_at text,
  close_reason text,
  raised_at text not null,
  last_signal_at text not null
);
create index concern_by_state on concern (programme_id, state, raised_at);
create unique index concern_open_once on concern (conversation_id) where state <> 'closed';

-- The message behind a signal: read by the safeguarding role only, every read in the audit log.
create table concern_evidence (
  concern_id text not null,
  sequence bigint not null,
  words text not null,
  said_at text not null,
  primary key (concern_id, sequence)
);
