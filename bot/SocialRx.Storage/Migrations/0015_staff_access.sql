-- Who of the staff is signed in, who was turned away, and whose requests for a link worker are whose.

-- One row while somebody is signed in; gone when they are not. Whoever holds a cookie without its row is nobody.
create table staff_session (
  programme_id text not null,
  session_id text not null,
  person_hash text not null,                      -- keyed hash of who it is in their organisation's directory
  signed_in_at text not null,                     -- also after a change of role: no session outlives its hours
  last_seen_at text not null,
  primary key (programme_id, session_id)
);
create index staff_session_by_person on staff_session (programme_id, person_hash);

-- Sign-ins that were turned away lately: of one person of the directory, or from one address. Older ones are removed.
create table staff_refusal (
  programme_id text not null,
  id text not null,
  who_hash text not null,                         -- keyed hash
  refused_at text not null,
  primary key (programme_id, id)
);
create index staff_refusal_by_who on staff_refusal (programme_id, who_hash, refused_at);

-- Whose link workers a request is for; '': the programme has one team.
alter table referral add column organisation_id text not null default '';
create index referral_by_organisation on referral (programme_id, organisation_id, state, requested_at);
