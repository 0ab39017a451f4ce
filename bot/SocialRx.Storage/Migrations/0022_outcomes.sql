-- What questions come to when answers are weighed together; whole ballots of people who are forgotten; results that a youth panel sees before those who decide; and what each person has said, by the rows that a finding can be about.

-- Made from every answer and shown as it is: what is decided, and numbers of people as they may be shown.
create table question_outcome (
  programme_id text not null,
  consultation_id text not null,
  question_id text not null,
  rules text not null,                            -- thresholds of disclosure it was made under
  respondents bigint not null,                    -- exact; never shown
  body text not null,                             -- JSON
  published_at text not null,
  primary key (programme_id, consultation_id, question_id)
);

-- Orders and budgets of people who agreed to be counted and whose time is over: how many gave the same, and nothing of who.
create table kept_ballot (
  programme_id text not null,
  consultation_id text not null,
  question_id text not null,
  ballot text not null,                           -- ids in their order, comma-separated; '': would pay for nothing
  people bigint not null,
  primary key (programme_id, consultation_id, question_id, ballot)
);

create index ranking_by_question on ranking (programme_id, consultation_id, question_id, person_id);
create index budget_ballot_by_question on budget_ballot (programme_id, consultation_id, question_id, person_id);

-- Of an item that is about the results of a consultation; kind is sign-off | priorities | results.
alter table panel_item add column consultation_id text;

-- One row for each thing that somebody can be told of as "you said": an option, a band of a scale, the kind of answer, what comes first, one of a pair, a project, a statement they wrote or voted on.
create view said_row as
select programme_id, person_id, consultation_id, question_id,
  case
    when scale is null then case option_id when '' then 'in-words' else option_id end
    when scale <= 3 then '0-3'
    when scale <= 6 then '4-6'
    else '7-10'
  end as row_id
from answer
union all
select programme_id, person_id, consultation_id, question_id, option_id
from ranking
where place = 1
union all
select programme_id, person_id, consultation_id, question_id, chosen_id
from pair_vote
where chosen_id <> ''
union all
select programme_id, person_id, consultation_id, question_id,
  first_id || '|' || second_id || '|' || case chosen_id when first_id then 'first' when second_id then 'second' else 'cannot-decide' end
from pair_vote
union all
select programme_id, person_id, consultation_id, question_id, case project_id when '' then 'nothing-at-all' else project_id end
from budget_ballot
union all
select statement_ballot.programme_id, statement_ballot.person_id, statement_ballot.consultation_id, statement_ballot.question_id, statement_vote.statement_id
from statement_ballot
join statement_vote
  on statement_vote.programme_id = statement_ballot.programme_id
  and statement_vote.ballot_id = statement_ballot.id
where statement_ballot.person_id is not null
  and statement_vote.vote in ('agree', 'disagree')
union all
select statement_ballot.programme_id, statement_ballot.person_id, statement_ballot.consultation_id, statement_ballot.question_id, statement_vote.statement_id || '|' || statement_vote.vote
from statement_ballot
join statement_vote
  on statement_vote.programme_id = statement_ballot.programme_id
  and statement_vote.ballot_id = statement_ballot.id
where statement_ballot.person_id is not null
  and statement_vote.vote in ('agree', 'disagree')
union all
select programme_id, person_id, consultation_id, question_id, id
from statement
where person_id is not null
union all
select programme_id, person_id, consultation_id, question_id, id || '|agree'
from statement
where person_id is not null;
