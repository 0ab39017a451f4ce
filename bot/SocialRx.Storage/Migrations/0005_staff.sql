-- Who of the staff read or changed what, and what of the numbers has been published.

create table audit (
  programme_id text not null,
  id text not null primary key,
  actor text not null,
  role text not null,
  action text not null,
  subject text not null,                          -- kind and id of what was touched, never its content
  reason text,
  at text not null
);
create index audit_by_time on audit (programme_id, at);

-- The last version of each table that anybody was shown: disclosure-controlled already, so nothing in it is a small count.
create table published_table (
  programme_id text not null,
  table_id text not null,
  rules text not null,                            -- the thresholds it was made under
  respondents bigint not null,                   -- exact; decides when the next version may come, never shown
  body text not null,                             -- the published table as JSON
  published_at text not null,
  primary key (programme_id, table_id)
);

create table concern_note (
  programme_id text not null,
  id text not null primary key,
  concern_id text not null,
  author text not null,
  words text not null,
  written_at text not null
);
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
