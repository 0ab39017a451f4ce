-- What finds listings among very many. The tables called search_ are made from table listing: they can be thrown away and are filled again at the next start
-- (0024_search.postgres.sql is the same for PostgreSQL).

alter table listing add column hidden bigint not null default 0;    -- 1: a curator took it out of sight
drop index listing_by_place;

create table search_listing (
  number integer primary key,                     -- of its words and its place; another when it is filled again
  listing_id text not null unique references listing (listing_id) on delete cascade,
  fingerprint text not null,                      -- of the listing; another says that this row is out of date
  hidden bigint not null,
  placed bigint not null,                         -- 0: online, or nobody said where
  latitude double precision not null,             -- 0 and 0 when it is not placed
  longitude double precision not null,
  from_age double precision not null,             -- -1: from any
  to_age double precision not null,               -- 1000: to any
  days bigint not null,                           -- bit 0 is Sunday; all seven when nobody says
  is_free bigint not null,
  themes bigint not null,                         -- a bit a theme, several may share one
  only_for bigint not null,                       -- a bit a group, several may share one; 0: for everyone
  current_until text not null,                    -- from then on it is stale or over
  merit double precision not null,                -- what speaks for it whoever asks
  words text not null                             -- stems of its words, "~" when it is not placed, and then "~theme" for each of its themes
);
create index search_listing_by_merit on search_listing (merit desc, listing_id);
create index search_listing_by_merit_unplaced on search_listing (merit desc, listing_id) where placed = 0;

create virtual table search_words using fts5 (words, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars '~-_'");
create virtual table search_place using rtree (number, west, east, south, north, from_age, to_age);

create trigger search_listing_added after insert on search_listing begin
  insert into search_words (rowid, words) values (new.number, new.words);
  insert into search_place select new.number, new.longitude, new.longitude, new.latitude, new.latitude, min(new.from_age, new.to_age), max(new.from_age, new.to_age) where new.placed = 1;
end;

create trigger search_listing_removed after delete on search_listing begin
  delete from search_words where rowid = old.number;
  delete from search_place where number = old.number;
end;

create trigger search_listing_changed after update of words, placed, latitude, longitude, from_age, to_age on search_listing begin
  delete from search_words where rowid = old.number;
  delete from search_place where number = old.number;
  insert into search_words (rowid, words) values (new.number, new.words);
  insert into search_place select new.number, new.longitude, new.longitude, new.latitude, new.latitude, min(new.from_age, new.to_age), max(new.from_age, new.to_age) where new.placed = 1;
end;

create trigger listing_hidden after update of hidden on listing begin
  update search_listing set hidden = new.hidden where listing_id = new.listing_id;
end;

-- Every stem that was ever in a listing; one that is in none any more finds nothing.
create table search_stem (
  initial text not null,
  length bigint not null,
  stem text not null,
  primary key (initial, length, stem)
) without rowid;

-- A source that is being read, until all of it is there.
create table staging (
  staging_id text not null primary key,
  source_id text not null,
  address text not null,
  started_at text not null,
  position text,                                  -- where the reading goes on, in whatever form the reader wants
  swapped bigint not null                         -- 1: it is in the place of what was there; what is left of it can go
);
create index staging_by_source on staging (source_id);

create table staged_listing (
  staging_id text not null,
  listing_id text not null,
  record_id text not null,
  name text not null,
  minimum_age double precision,
  maximum_age double precision,
  latitude double precision,
  longitude double precision,
  is_online bigint not null,
  is_free bigint not null,
  last_modified text not null,
  fingerprint text not null,
  body text not null,
  updated_at text not null,
  placed bigint not null,
  from_age double precision not null,
  to_age double precision not null,
  days bigint not null,
  themes bigint not null,
  only_for bigint not null,
  current_until text not null,
  merit double precision not null,
  words text not null,
  primary key (staging_id, listing_id)
);
