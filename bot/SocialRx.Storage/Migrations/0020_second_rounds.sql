-- Questions that are asked again once people have seen what others said. First answers stay in "answer" as they are.

-- A reason somebody gave for their answer is a statement too, checked as any; it stands for a side of the question and nobody votes on it.
alter table statement add column side_id text;
create index statement_by_side on statement (programme_id, consultation_id, question_id) where side_id is not null;

-- What somebody was shown, and what became of their answer.
create table second_look (
  programme_id text not null,
  person_id text not null,
  consultation_id text not null,
  question_id text not null,
  version bigint not null,                        -- of the consultation
  counted_at text,                                -- when the numbers they saw were published
  shown text not null,                            -- JSON: each side, its number and the ids of its reasons, in the order of the screen
  shown_at text not null,
  outcome text,                                   -- keep | change | not-sure; null: not answered again
  scale bigint,                                   -- their second answer, where it is a number
  answered_at text,
  primary key (programme_id, person_id, consultation_id, question_id)
);

-- From each side of the first answer to where they are now.
create table second_answer (
  programme_id text not null,
  person_id text not null,
  consultation_id text not null,
  question_id text not null,
  side_id text not null,
  now_id text not null,                           -- a side | ~not-sure; where several can be picked ~still | ~no-longer | ~new | ~not-sure
  primary key (programme_id, person_id, consultation_id, question_id, side_id)
);

-- Who has been told, without asking, that a question they answered is asked again; once each.
create table second_round_told (
  programme_id text not null,
  person_id text not null,
  consultation_id text not null,
  question_id text not null,
  told_at text not null,
  primary key (programme_id, person_id, consultation_id, question_id)
);
