-- Statements that young people agree or disagree with, who of the staff decided what about them, and votes. A vote is a word, never a signed number.

create table statement (
  programme_id text not null,
  id text not null,
  consultation_id text not null,
  question_id text not null,
  source text not null,                           -- seed | young-person | workshop
  person_id text,                                 -- who wrote it; null: the owner or a workshop, or their data are deleted
  words text not null,                            -- sealed
  redacted text not null,                         -- sealed; without names and contact details
  changed text,                                   -- sealed; the words moderators put in their place
  state text not null,                            -- waiting | approved | rejected
  is_shown bigint not null,                       -- 1: others are shown it
  reason_id text,                                 -- why it was turned down
  flags text not null default '',                 -- comma-separated
  alike_id text,                                  -- the statement it is most like
  asked_again bigint not null default 0,
  said_at text not null,
  waiting_since text not null,
  decided_at text,
  told_at text,                                   -- when its writer was told what was decided
  written_at text,                                -- when its writer was written to about it, or could not be
  overdue_since text,
  alarmed_at text,
  primary key (programme_id, id)
);
create index statement_by_question on statement (programme_id, consultation_id, question_id, said_at);
create index statement_waiting on statement (programme_id, waiting_since) where state = 'waiting';
create index statement_decided on statement (programme_id, decided_at) where decided_at is not null;
create index statement_by_person on statement (programme_id, person_id, said_at);

-- What a moderator did about a statement. Rows are added, never changed; only the words go with a statement that its writer has deleted.
create table statement_decision (
  programme_id text not null,
  id text not null,
  statement_id text not null,
  sequence bigint not null,                       -- from 1
  actor text not null,                            -- of the staff; 'writer' when its writer asked again
  deed text not null,                             -- approve | reject | reword | ask-again
  reason_id text,
  words text,                                     -- sealed; proposed
  at text not null,
  primary key (programme_id, id)
);
create unique index statement_decision_by_sequence on statement_decision (programme_id, statement_id, sequence);
create index statement_decision_by_time on statement_decision (programme_id, at);

-- Who of the staff wants statements of a question checked before they are shown, or not. No row: they are checked first.
create table statement_checking (
  programme_id text not null,
  id text not null,
  consultation_id text not null,
  question_id text not null,
  actor text not null,
  is_off bigint not null,
  reason text not null,                           -- sealed
  at text not null,
  primary key (programme_id, id)
);
create index statement_checking_by_question on statement_checking (programme_id, consultation_id, question_id, at);

-- What one person was shown and voted in one question.
create table statement_ballot (
  programme_id text not null,
  id text not null,
  consultation_id text not null,
  question_id text not null,
  person_id text,                                 -- null: somebody who agreed to be counted and is forgotten
  began_at text not null,
  primary key (programme_id, id)
);
create unique index statement_ballot_once on statement_ballot (programme_id, person_id, consultation_id, question_id);
create index statement_ballot_by_question on statement_ballot (programme_id, consultation_id, question_id);

create table statement_exposure (
  programme_id text not null,
  ballot_id text not null,
  statement_id text not null,
  shown_at text not null,
  primary key (programme_id, ballot_id, statement_id)
);

create table statement_vote (
  programme_id text not null,
  ballot_id text not null,
  statement_id text not null,
  vote text not null,                             -- agree | disagree | pass | unclear ("I don't get it": no vote)
  shown_at text not null,
  decided_at text not null,
  flag_id text,                                   -- part of what looks like flooding
  is_apart bigint not null default 0,             -- 1: two people have decided that it is not counted
  primary key (programme_id, ballot_id, statement_id)
);
create index statement_vote_by_time on statement_vote (programme_id, decided_at);
create index statement_vote_by_statement on statement_vote (programme_id, statement_id);
create index statement_vote_by_flag on statement_vote (programme_id, flag_id) where flag_id is not null;

-- Votes of each statement that are not kept apart, so that nobody has to count them.
create table statement_tally (
  programme_id text not null,
  statement_id text not null,
  agrees bigint not null,
  disagrees bigint not null,
  passes bigint not null,
  unclear bigint not null,
  primary key (programme_id, statement_id)
);

-- Votes that look like flooding, until somebody has decided.
create table statement_flag (
  programme_id text not null,
  id text not null,
  consultation_id text not null,
  question_id text not null,
  from_at text not null,
  until_at text not null,
  state text not null,                            -- open | apart | dismissed
  raised_at text not null,
  primary key (programme_id, id)
);
create index statement_flag_by_state on statement_flag (programme_id, state, raised_at);

create table statement_flag_decision (
  programme_id text not null,
  id text not null,
  flag_id text not null,
  actor text not null,
  deed text not null,                             -- apart | dismiss
  reason text not null,                           -- sealed
  at text not null,
  primary key (programme_id, id)
);
create index statement_flag_decision_by_flag on statement_flag_decision (programme_id, flag_id, at);
