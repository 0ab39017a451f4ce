-- You said, we did: what is said in young people's name, who answers for it, what was answered, and how whoever said it hears of it.

create table finding (
  programme_id text not null,
  id text not null,
  consultation_id text not null,
  question_id text not null,
  row_id text not null,                           -- option, band of a scale or kind of answer; '': the question as a whole
  words text not null,
  people bigint,                                  -- rounded, as published; null: none are named
  out_of bigint,
  owner text not null,
  answer_by text not null,                        -- the last day, yyyy-mm-dd
  state text not null,                            -- draft | published | withdrawn
  made_by text not null,
  made_at text not null,
  published_by text,
  published_at text,
  alarmed_at text,                                -- when it was last said that an answer is overdue
  primary key (programme_id, id)
);

-- Only added to: what was promised stays readable.
create table finding_answer (
  programme_id text not null,
  finding_id text not null,
  number bigint not null,                         -- from 1
  kind text not null,                             -- we-will | we-did | we-cannot
  words text not null,
  due text,                                       -- of we-will: the last day, yyyy-mm-dd
  answered_by text not null,
  answered_at text not null,
  primary key (programme_id, finding_id, number)
);

-- Who may be told of an answer without having asked: in Teams, one to one, and only if they said they may be written to. Gone once they were told.
create table answer_to_tell (
  conversation_id text not null,
  programme_id text not null,
  person_id text not null,
  finding_id text not null,
  since text not null,
  primary key (conversation_id, finding_id)
);
create index answer_to_tell_by_person on answer_to_tell (programme_id, person_id);

-- What somebody took part in, to be found by whoever holds the receipt.
create table receipt (
  programme_id text not null,
  hash text not null,
  person_id text,                                 -- null: their time was over; the receipt still opens
  about text not null,                            -- JSON: the rows they answered, by question; no words
  consultation_id text not null,
  issued_at text not null,
  primary key (programme_id, hash)
);
create index receipt_by_person on receipt (programme_id, person_id);
create index receipt_by_time on receipt (issued_at);
