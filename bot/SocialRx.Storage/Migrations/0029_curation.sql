-- What curators decide about the directory. It outlives every reading of a source. Nothing here is about somebody who uses the service.

create table listing_edit (
  listing_id text not null,                       -- kept while the listing is gone: its source may list it again
  sequence bigint not null,                       -- from 1, in the order they were made
  field text not null,                            -- of ListingField; or hidden | added
  value text not null,                            -- JSON: what stands in the place of what the source says
  said text not null,                             -- JSON: what the source said then
  why text not null,
  made_by text not null,
  made_at text not null,
  undone_by text,
  undone_at text,
  primary key (listing_id, sequence)
);

create table listing_said (
  listing_id text not null primary key,
  body text not null                              -- the listing as its source says it, for one that a curator changed
);

create table term_mapping (
  mapping_id text not null primary key,
  source_id text not null,                        -- or * for every source
  term text not null,                             -- lower-case words, as they are compared
  shown text not null,                            -- as the source writes it
  themes text not null,                           -- ids, comma between; none of both: it says nothing we need
  only_for text not null,
  made_by text not null,
  made_at text not null,
  undone_by text,
  undone_at text
);
create index term_mapping_by_term on term_mapping (term, source_id);
