-- The turn: what came in, what is remembered, what goes out. Every row carries its conversation's key.

create table conversation (
  conversation_id text not null primary key,      -- "{channelId}/{id on that channel}"
  version integer not null,
  created_at text not null,
  updated_at text not null
);

create table bot_state (
  conversation_id text not null,
  state_key text not null,                        -- the Bot Framework's storage key
  body text not null,
  primary key (conversation_id, state_key)
);

create table inbox (
  conversation_id text not null,
  activity_id text not null,
  received_at text not null,
  body text,                                      -- kept only until the turn has committed
  done_at text,
  primary key (conversation_id, activity_id)
);
create index inbox_pending on inbox (received_at) where done_at is null;

create table outbox (
  conversation_id text not null,
  sequence integer not null,                      -- order within the conversation
  activity_id text not null,
  body text not null,
  created_at text not null,
  attempts integer not null default 0,
  next_attempt_at text not null,
  sent_at text,
  primary key (conversation_id, sequence)
);
create index outbox_unsent on outbox (next_attempt_at) where sent_at is null;

create table directline_conversation (
  conversation_id text not null primary key,
  user_id text not null,
  created_at text not null,
  ended_at text
);

create table directline_activity (
  conversation_id text not null,
  watermark integer not null,
  activity_id text not null,
  body text not null,
  created_at text not null,
  primary key (conversation_id, watermark)
);
