-- What is needed to speak first to somebody who is not looking.

-- Where to write to a person one to one; there as long as the app is. Nothing is ever said first in front of others, so no other place is kept.
create table conversation_reference (
  conversation_id text not null primary key,
  programme_id text not null,
  person_id text not null,
  channel text not null,
  reference text not null,                        -- JSON: the channel's ids, its service url, a locale; no names
  updated_at text not null
);
create index conversation_reference_by_person on conversation_reference (programme_id, person_id);

-- Who said we may ask how it went, and has not been asked yet.
create table check_in (
  conversation_id text not null primary key,
  programme_id text not null,
  person_id text not null,
  ask_after text not null                         -- the day it is on, yyyy-mm-dd
);
create index check_in_by_day on check_in (programme_id, ask_after);
create index check_in_by_person on check_in (programme_id, person_id);
