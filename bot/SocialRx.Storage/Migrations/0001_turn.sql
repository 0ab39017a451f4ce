-- The turn: what came in, what is remembered, what goes out. Every row carries its conversation's key.

create table conversation (
  conversation_id text not null primary key,      -- "{channelId}/{id on that channel}"
  version bigint not null,                       -- one higher with every committed turn
  created_at text not null,
  updated_at text not null
);

-- State of everything in one conversation, a user's state as well: with this service every person talks in a conversation of their own.
create table bot_state (
  conversation_id text not null,
  state_key text not null,                        -- the Bot Framework's storage key
  body text not null,
  primary key (conversation_id, state_key)
);

create table inbox (
  conversation_id text not null,
  activity_id text not null,
  sequence bigint not null,                      -- order within the conversation, as far as the channel gives one
  received_at text not null,
  body text,                                      -- kept only until the turn has committed
  attempts bigint not null default 0,            -- how many starts of the service have found it unfinished
  done_at text,
  primary key (conversation_id, activity_id)
);
create index inbox_pending on inbox (conversation_id, sequence) where done_at is null;
create index inbox_by_time on inbox (received_at);

-- Replies that have not been sent yet; a sent one is gone.
create table outbox (
  conversation_id text not null,
  sequence bigint not null,                      -- order within the conversation: version of the turn * 1000 + place in the turn
  activity_id text not null,
  body text not null,
  created_at text not null,
  attempts bigint not null default 0,
  next_attempt_at text not null,
  given_up_at text,                               -- not sent within the configured time, and reported
  primary key (conversation_id, sequence)
);

create table directline_conversation (
  conversation_id text not null primary key,
  next_watermark bigint not null,
  last_at_ms bigint not null,                    -- Unix time in ms of the newest activity; the next one is later
  created_at text not null
);

-- What a web chat shows: kept for a configured time so that a refreshed page gets its history back.
create table directline_activity (
  conversation_id text not null,
  watermark bigint not null,                     -- index within the conversation, from 0
  created_at text not null,                       -- also the activity's timestamp, which the body leaves out
  body text not null,
  primary key (conversation_id, watermark)
);
create index directline_activity_by_time on directline_activity (created_at);
