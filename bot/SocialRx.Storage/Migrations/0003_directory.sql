-- Things to do, where they come from, and the places people name. Nothing here is about a person.

create table source (
  source_id text not null primary key,            -- lower-case letters, digits and hyphens
  address text not null,                          -- file or URL it was last read from
  first_imported_at text not null,
  last_imported_at text not null
);

create table listing (
  listing_id text not null primary key,           -- "{source_id}.{record_id}": two sources may use the same id
  source_id text not null,
  record_id text not null,                        -- as the source calls it
  name text not null,
  minimum_age double precision,
  maximum_age double precision,
  latitude double precision,                                  -- null: online, or nobody said where
  longitude double precision,
  is_online bigint not null,
  is_free bigint not null,
  last_modified text not null,
  fingerprint text not null,                      -- of the body; equal means nothing changed
  body text not null,                             -- the listing as JSON
  updated_at text not null
);
create index listing_by_place on listing (latitude, longitude);
create index listing_by_source on listing (source_id);

create table place (
  place_id text not null primary key,
  kind text not null,                             -- outcode | named
  name text not null,
  outcode text not null,
  latitude double precision not null,
  longitude double precision not null
);
create index place_by_outcode on place (outcode, kind);

create table import_run (
  run_id text not null primary key,
  source_id text not null,
  address text not null,
  outcome text not null,                          -- done | nothing-read
  imported bigint not null,
  unchanged bigint not null,
  removed bigint not null,
  mended bigint not null,
  left_out bigint not null,
  why text,                                       -- of nothing-read
  finished_at text not null
);
create index import_run_by_source on import_run (source_id, finished_at);

create table import_problem (
  run_id text not null,
  sequence bigint not null,
  record_id text not null,
  field text not null,
  effect text not null,                           -- mended | left-out | noted
  why text not null,
  primary key (run_id, sequence)
);
