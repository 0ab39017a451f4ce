-- Several processes on one database, and keys that tables can be distributed by: the conversation's for the turn, the programme's for results.

-- Who has taken it on: the number of a running process. 0: whoever finds it; the process that had it has stopped.
alter table inbox add column process bigint not null default 0;
alter table outbox add column process bigint not null default 0;

drop view quotable_words;
drop view counted_person;

create table consent_new (
  programme_id text not null,
  id text not null,
  person_id text not null,
  purpose text not null,
  given bigint not null,
  wording_version text not null,
  decided_at text not null,
  primary key (programme_id, id)
);
insert into consent_new (programme_id, id, person_id, purpose, given, wording_version, decided_at)
select programme_id, id, person_id, purpose, given, wording_version, decided_at from consent;
drop table consent;
alter table consent_new rename to consent;
create index consent_by_person on consent (programme_id, person_id, purpose, decided_at);

create table own_words_new (
  programme_id text not null,
  id text not null,
  person_id text not null,
  about text not null,
  words text not null,
  redacted text not null,
  release_state text not null default 'waiting',
  released_by text,
  released_at text,
  withheld_reason text,
  said_at text not null,
  primary key (programme_id, id)
);
insert into own_words_new (programme_id, id, person_id, about, words, redacted, release_state, released_by, released_at, withheld_reason, said_at)
select programme_id, id, person_id, about, words, redacted, release_state, released_by, released_at, withheld_reason, said_at from own_words;
drop table own_words;
alter table own_words_new rename to own_words;
create index own_words_by_state on own_words (programme_id, release_state, said_at);
create index own_words_by_person on own_words (programme_id, person_id, about);

create table suggestion_outcome_new (
  programme_id text not null,
  id text not null,
  person_id text not null,
  listing_id text not null,
  outcome text not null,
  reason text,
  decided_at text not null,
  primary key (programme_id, id)
);
insert into suggestion_outcome_new (programme_id, id, person_id, listing_id, outcome, reason, decided_at)
select programme_id, id, person_id, listing_id, outcome, reason, decided_at from suggestion_outcome;
drop table suggestion_outcome;
alter table suggestion_outcome_new rename to suggestion_outcome;
create index suggestion_outcome_by_person on suggestion_outcome (programme_id, person_id, listing_id);

create table unmet_need_new (
  programme_id text not null,
  id text not null,
  person_id text not null,
  theme text,
  age_band text,
  outcode text,
  blocked_by text not null,
  noted_at text not null,
  primary key (programme_id, id)
);
insert into unmet_need_new (programme_id, id, person_id, theme, age_band, outcode, blocked_by, noted_at)
select programme_id, id, person_id, theme, age_band, outcode, blocked_by, noted_at from unmet_need;
drop table unmet_need;
alter table unmet_need_new rename to unmet_need;
create index unmet_need_by_person on unmet_need (programme_id, person_id);

create table referral_new (
  programme_id text not null,
  id text not null,
  person_id text not null,
  state text not null,
  shared_name text,
  shared_contact text,
  shared_age_band text,
  shared_outcode text,
  shared_matters text,
  shared_goal text,
  shared_listing_id text,
  safe_contact text,
  wants_company bigint not null default 0,
  requested_at text not null,
  primary key (programme_id, id)
);
insert into referral_new (programme_id, id, person_id, state, shared_name, shared_contact, shared_age_band, shared_outcode, shared_matters, shared_goal, shared_listing_id, safe_contact, wants_company, requested_at)
select programme_id, id, person_id, state, shared_name, shared_contact, shared_age_band, shared_outcode, shared_matters, shared_goal, shared_listing_id, safe_contact, wants_company, requested_at from referral;
drop table referral;
alter table referral_new rename to referral;
create index referral_by_state on referral (programme_id, state, requested_at);
create index referral_by_person on referral (programme_id, person_id);

create table concern_new (
  programme_id text not null,
  id text not null,
  conversation_id text not null,
  person_id text not null,
  route text not null,
  categories text not null,
  pattern_ids text not null,
  signals bigint not null default 1,
  state text not null default 'open',
  acknowledged_by text,
  acknowledged_at text,
  close_reason text,
  raised_at text not null,
  last_signal_at text not null,
  primary key (programme_id, id)
);
insert into concern_new (programme_id, id, conversation_id, person_id, route, categories, pattern_ids, signals, state, acknowledged_by, acknowledged_at, close_reason, raised_at, last_signal_at)
select programme_id, id, conversation_id, person_id, route, categories, pattern_ids, signals, state, acknowledged_by, acknowledged_at, close_reason, raised_at, last_signal_at from concern;

create table concern_evidence_new (
  programme_id text not null,
  concern_id text not null,
  sequence bigint not null,
  words text not null,
  said_at text not null,
  primary key (programme_id, concern_id, sequence)
);
insert into concern_evidence_new (programme_id, concern_id, sequence, words, said_at)
select concern.programme_id, concern_evidence.concern_id, concern_evidence.sequence, concern_evidence.words, concern_evidence.said_at
from concern_evidence
join concern on concern.id = concern_evidence.concern_id;
drop table concern_evidence;
alter table concern_evidence_new rename to concern_evidence;
drop table concern;
alter table concern_new rename to concern;
create index concern_by_state on concern (programme_id, state, raised_at);
create unique index concern_open_once on concern (programme_id, conversation_id, person_id) where state <> 'closed';

create table audit_new (
  programme_id text not null,
  id text not null,
  actor text not null,
  role text not null,
  action text not null,
  subject text not null,
  reason text,
  at text not null,
  primary key (programme_id, id)
);
insert into audit_new (programme_id, id, actor, role, action, subject, reason, at)
select programme_id, id, actor, role, action, subject, reason, at from audit;
drop table audit;
alter table audit_new rename to audit;
create index audit_by_time on audit (programme_id, at);

create table concern_note_new (
  programme_id text not null,
  id text not null,
  concern_id text not null,
  author text not null,
  words text not null,
  written_at text not null,
  primary key (programme_id, id)
);
insert into concern_note_new (programme_id, id, concern_id, author, words, written_at)
select programme_id, id, concern_id, author, words, written_at from concern_note;
drop table concern_note;
alter table concern_note_new rename to concern_note;
create index concern_note_by_concern on concern_note (programme_id, concern_id, written_at);

-- People who, by their latest decision, may be counted.
create view counted_person as
select
  person.programme_id,
  person.person_id,
  coalesce(person.age_band, 'not-said') as age_band,
  coalesce(person.outcode, 'elsewhere') as outcode,
  person.first_seen_at
from person
where (
  select consent.given
  from consent
  where consent.programme_id = person.programme_id
    and consent.person_id = person.person_id
    and consent.purpose = 'numbers'
  order by consent.decided_at desc, consent.id desc
  limit 1) = 1;

-- Words that, by their writer's latest decision, may be quoted once they are released.
create view quotable_words as
select
  own_words.programme_id,
  own_words.id,
  own_words.person_id,
  own_words.about,
  own_words.redacted,
  own_words.release_state,
  own_words.said_at,
  coalesce(person.age_band, 'not-said') as age_band
from own_words
join person
  on person.programme_id = own_words.programme_id
  and person.person_id = own_words.person_id
where (
  select consent.given
  from consent
  where consent.programme_id = own_words.programme_id
    and consent.person_id = own_words.person_id
    and consent.purpose = 'quote'
  order by consent.decided_at desc, consent.id desc
  limit 1) = 1;
