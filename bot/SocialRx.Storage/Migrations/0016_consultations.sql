-- What young people are asked: written by one person, opened by another, kept in every version; and what they answer to it beside "answer".

create table consultation (
  programme_id text not null,
  consultation_id text not null,
  state text not null,                            -- draft | open | withdrawn; an open one has its days
  latest_version bigint not null,
  open_version bigint,                            -- what young people are asked; null: never opened
  revision bigint not null,                       -- one more with every change
  withdrawn_by text,
  withdrawn_at text,
  withdrawn_reason text,
  primary key (programme_id, consultation_id)
);

create table consultation_version (
  programme_id text not null,
  consultation_id text not null,
  version bigint not null,
  body text not null,                             -- JSON, as in a file of consultations
  source text not null,                           -- file | dashboard
  made_by text not null,
  made_at text not null,
  opened_by text,                                 -- null: nobody was ever asked this version
  opened_at text,
  primary key (programme_id, consultation_id, version)
);

-- One row an option that was put in order; the last order of a person counts.
create table ranking (
  programme_id text not null,
  person_id text not null,
  consultation_id text not null,
  question_id text not null,
  option_id text not null,
  place bigint not null,                          -- 1 matters most
  answered_at text not null,
  primary key (programme_id, person_id, consultation_id, question_id, option_id)
);

-- Which of two matters more; the ids of the two in their own order, not in that of the buttons.
create table pair_vote (
  programme_id text not null,
  person_id text not null,
  consultation_id text not null,
  question_id text not null,
  first_id text not null,
  second_id text not null,
  chosen_id text not null,                        -- '': cannot decide
  answered_at text not null,
  primary key (programme_id, person_id, consultation_id, question_id, first_id, second_id)
);
create index pair_vote_by_pair on pair_vote (programme_id, consultation_id, question_id, first_id, second_id);

-- One row a project somebody would pay for; one with '' for somebody who would pay for none.
create table budget_ballot (
  programme_id text not null,
  person_id text not null,
  consultation_id text not null,
  question_id text not null,
  project_id text not null,
  answered_at text not null,
  primary key (programme_id, person_id, consultation_id, question_id, project_id)
);

-- What a group said face to face, as counted by whoever was with them. It is never added to what was said in the chat.
create table workshop (
  programme_id text not null,
  workshop_id text not null,
  consultation_id text not null,
  mode text not null,                             -- face-to-face
  held_on text not null,                          -- yyyy-mm-dd
  people bigint not null,
  entered_by text not null,
  entered_at text not null,
  primary key (programme_id, workshop_id)
);
create index workshop_by_consultation on workshop (programme_id, consultation_id);

create table workshop_count (
  programme_id text not null,
  workshop_id text not null,
  question_id text not null,
  option_id text not null,
  people bigint not null,
  primary key (programme_id, workshop_id, question_id, option_id)
);

-- Ranked answers, pairs and budgets are counted from now on; nobody has given any yet, so that counters need not be built again.
