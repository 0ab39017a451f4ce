-- What is known of each listing beside the listing itself, to publish it again and to find what may be the same thing in two sources. Made from listings by a program;
-- only same_thing holds what a person decided.

create table listing_digest (
  listing_id text not null primary key,
  fingerprint text not null,                      -- of the listing it was made from
  source_id text not null,
  service_id text not null,                       -- UUIDs as published; one service for all its places
  place_id text not null,
  organization_id text not null,
  organisation text not null,
  licence text not null,                          -- SPDX where known; empty: nobody says
  minimum_age double precision,
  maximum_age double precision,
  latitude double precision,
  longitude double precision,
  last_modified text not null,
  current_until text not null                     -- from then on it is stale or over
);
-- Holds all that decides whether something is published, so that pages are counted without looking at rows.
create index listing_digest_by_service on listing_digest (service_id, current_until, licence, source_id, listing_id);
create index listing_digest_by_position on listing_digest (latitude, longitude);
create unique index listing_digest_by_place on listing_digest (place_id);
create index listing_digest_by_organization on listing_digest (organization_id, service_id);

create table listing_term (
  listing_id text not null,
  taxonomy text not null,
  term text not null,
  primary key (listing_id, taxonomy, term)
);
create index listing_term_by_term on listing_term (taxonomy, term, listing_id);

create table listing_time (
  listing_id text not null,
  day bigint not null,                            -- 0 is Sunday
  opens text not null,                            -- HH:mm, Europe/London
  closes text not null,
  until text                                      -- last day; null: goes on
);
create index listing_time_by_listing on listing_time (listing_id);

create table listing_words (
  listing_id text not null primary key,
  words text not null                             -- stems, a space on both sides of each
);

create table listing_key (
  key bigint not null,                            -- digest of what two accounts of one thing share
  listing_id text not null,
  source_id text not null,
  primary key (key, listing_id)
);
create index listing_key_by_listing on listing_key (listing_id);

create table same_thing (
  pair_id text not null primary key,              -- digest of both ids, the smaller first
  first_id text not null,
  second_id text not null,
  score double precision not null,
  state text not null,                            -- proposed | same | different
  lead_id text,                                   -- of same: the one that is shown
  follower_id text,                               -- of same: the one that is not
  decided_by text,
  decided_at text,
  first_then text,                                -- what both were when it was decided, as JSON
  second_then text
);
create index same_thing_by_state on same_thing (state, score);
create index same_thing_by_first on same_thing (first_id);
create index same_thing_by_second on same_thing (second_id);
create index same_thing_by_follower on same_thing (follower_id);

-- Looked through often, and nearly all listings are shown.
create index listing_by_fingerprint on listing (listing_id, fingerprint);
create index listing_not_shown on listing (listing_id) where hidden <> 0;
