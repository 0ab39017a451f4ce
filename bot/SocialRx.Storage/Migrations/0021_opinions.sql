-- What was worked out from the votes on a question's statements. Statements by id and numbers of people, in it nobody.

-- Which votes were looked at last.
create table opinion_look (
  programme_id text not null,
  consultation_id text not null,
  question_id text not null,
  stamp text not null,                            -- other votes have another
  votes bigint not null,
  looked_at text not null,
  primary key (programme_id, consultation_id, question_id)
);

-- What staff may read of it.
create table opinion_told (
  programme_id text not null,
  consultation_id text not null,
  question_id text not null,
  rules text not null,                            -- thresholds it was made under
  respondents bigint not null,
  body text not null,                             -- JSON
  told_at text not null,
  primary key (programme_id, consultation_id, question_id)
);

-- How far a statement parts people, and what foretells votes on it: for the order in which statements are shown.
create table statement_pull (
  programme_id text not null,
  statement_id text not null,
  extremity double precision not null,
  terms text,                                     -- JSON; null: nothing is foretold
  primary key (programme_id, statement_id)
);

-- Statements and words of a group in a room: who of the staff entered them, and with which sheet.
alter table statement add column entered_by text;
alter table statement add column workshop_id text;
create index statement_by_workshop on statement (programme_id, workshop_id) where workshop_id is not null;

-- Words of a group in a room, without names and contacts, of whoever agreed to be quoted. Nobody is known; somebody else than who entered them releases them.
create table workshop_words (
  programme_id text not null,
  id text not null,
  workshop_id text not null,
  consultation_id text not null,
  question_id text not null,
  redacted text not null,                         -- sealed
  entered_by text not null,
  said_at text not null,
  release_state text not null default 'waiting',  -- waiting | released | withheld
  released_by text,
  released_at text,
  withheld_reason text,                           -- sealed
  primary key (programme_id, id)
);
create index workshop_words_by_workshop on workshop_words (programme_id, workshop_id);
create index workshop_words_by_state on workshop_words (programme_id, release_state, said_at);
