-- What people said and chose. Every row carries the programme's key. Nothing here names anybody:
-- a person is a pseudonym, a place is an outcode, and contact details live in referral alone.

create table person (
  programme_id text not null,
  person_id text not null,
  conversation_id text not null,
  age_band text,                                  -- null: skipped
  outcode text,                                   -- null: skipped or not known to us
  first_seen_at text not null,
  primary key (programme_id, person_id)
);

-- The latest decision stands; every change is a row, its id is the receipt.
create table consent (
  programme_id text not null,
  id text not null primary key,
  person_id text not null,
  purpose text not null,                          -- numbers | quote | referral | check-in
  given bigint not null,
  wording_version text not null,
  decided_at text not null
);
create index consent_by_person on consent (programme_id, person_id, purpose, decided_at);

-- One row for each theme, barrier or strength a person named.
create table mention (
  programme_id text not null,
  person_id text not null,
  kind text not null,                             -- matters | barrier | strength
  code text not null,                             -- id of a theme or a barrier
  said_at text not null,
  primary key (programme_id, person_id, kind, code)
);

-- A person's own words, kept only if they agreed; read by commissioners only after redaction and release.
create table own_words (
  programme_id text not null,
  id text not null primary key,
  person_id text not null,
  about text not null,                            -- "matters", "goal", or "{consultationId}/{questionId}"
  words text not null,
  redacted text not null,
  release_state text not null default 'waiting',  -- waiting | released | withheld
  released_by text,
  released_at text,
  withheld_reason text,
  said_at text not null
);
create index own_words_by_state on own_words (programme_id, release_state, said_at);

create table plan (
  programme_id text not null,
  person_id text not null,
  goal text,
  confidence bigint,                             -- 0-10; null: skipped
  listing_id text,                                -- chosen; null: not now
  made_at text not null,
  primary key (programme_id, person_id)
);

create table suggestion_outcome (
  programme_id text not null,
  id text not null primary key,
  person_id text not null,
  listing_id text not null,
  outcome text not null,                          -- chosen | not-for-me | not-now | went-good | went-bad | did-not-go
  reason text,                                    -- NotForMe id
  decided_at text not null
);
create index suggestion_outcome_by_listing on suggestion_outcome (programme_id, listing_id);

create table unmet_need (
  programme_id text not null,
  id text not null primary key,
  person_id text not null,
  theme text,
  age_band text,
  outcode text,
  blocked_by text not null,
  noted_at text not null
);

create table answer (
  programme_id text not null,
  person_id text not null,
  consultation_id text not null,
  question_id text not null,
  option_id text not null default '',             -- one row an option chosen; '' for a scale or for words
  scale bigint,                                  -- 0-10
  own_words_id text,                              -- where the words are, if the person agreed to keep them
  answered_at text not null,
  primary key (programme_id, person_id, consultation_id, question_id, option_id)
);

create table referral (
  programme_id text not null,
  id text not null primary key,
  person_id text not null,
  state text not null,                            -- waiting-for-person | requested | accepted | declined | closed | withdrawn
  shared_name text,                               -- each only if that item was agreed to
  shared_contact text,
  shared_age_band text,
  shared_outcode text,
  shared_matters text,
  shared_goal text,
  shared_listing_id text,                         -- what they would like to go to
  safe_contact text,                              -- how and when it is safe to be in touch
  wants_company bigint not null default 0,       -- somebody to come along the first time
  requested_at text not null
);
create index referral_by_state on referral (programme_id, state, requested_at);
