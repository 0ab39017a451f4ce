-- What youth panels do beside voting: they check statements, suggest questions and weigh evidence. A reviewer reads first, a chair opens and closes.

alter table panel add column checks_statements bigint not null default 0;  -- 1: a member's yes is one of the two a statement needs
alter table statement_decision add column member_id text;                 -- of a youth panel, by seat; null: staff or the writer
alter table panel_item add column shown_at text;                          -- when a chair put it before the others

-- How the words read to the reviewer, before others see them.
create table panel_review (
  programme_id text not null,
  item_id text not null,
  member_id text not null,
  is_fine bigint not null,
  redacted text,                                  -- sealed; what should change, with names taken out
  reviewed_at text not null,
  primary key (programme_id, item_id)
);

-- What stands behind an item, frozen when it was put to the panel.
create table panel_evidence (
  programme_id text not null,
  item_id text not null,
  number bigint not null,                         -- from 1
  kind text not null,                             -- count | for | against | not-heard | missing
  about text not null,                            -- a finding, a statement, groups, or a sentence of the facilitator
  primary key (programme_id, item_id, number)
);

-- How much a piece should count for a member, and why.
create table panel_weight (
  programme_id text not null,
  item_id text not null,
  member_id text not null,
  number bigint not null,
  weight text not null,                           -- a-lot | a-bit | not | unsure
  reason_id text,
  redacted text,                                  -- sealed; with names taken out
  reason_state text,                              -- waiting | released | withheld
  decided_by text,
  withheld_reason text,
  weighed_at text not null,
  primary key (programme_id, item_id, member_id, number)
);
create unique index panel_weight_reason on panel_weight (programme_id, reason_id);

-- A question a member would ask: a person lets it through, others put it forward, its owner answers.
create table panel_proposal (
  programme_id text not null,
  id text not null,
  panel_id text not null,
  member_id text not null,
  kind text not null,                             -- choice | scale | words
  words text not null,                            -- sealed; with names taken out
  options text not null,                          -- sealed; JSON
  state text not null,                            -- waiting | withheld | open | forward | answered
  proposed_at text not null,
  decided_by text,
  withheld_reason text,
  forward_at text,
  answer text,                                    -- used | changed | not-used
  reason text,                                    -- as members read it
  changed text,                                   -- other words it is asked in
  consultation_id text,                           -- where it was put as a draft
  answered_by text,
  answered_at text,
  primary key (programme_id, id)
);
create index panel_proposal_by_state on panel_proposal (programme_id, state, proposed_at);

create table panel_support (
  programme_id text not null,
  proposal_id text not null,
  member_id text not null,
  choice text not null,                           -- for | against | left-out
  said_at text not null,
  primary key (programme_id, proposal_id, member_id)
);

-- The way from the chat to a member's page: a link that opens once, then a visit. Only hashes are kept.
create table panel_pass (
  programme_id text not null,
  hash text not null,
  member_id text not null,
  expires_at text not null,
  used_at text,
  visit_hash text,
  visit_until text,
  primary key (programme_id, hash)
);
create unique index panel_pass_by_visit on panel_pass (programme_id, visit_hash);
create index panel_pass_by_time on panel_pass (expires_at);
