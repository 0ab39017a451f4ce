-- What OpenActive feeds said (RPDE 1.0), item by item: a listing is made of what several feeds of one source say together. Nothing here is about a person.

create table rpde_feed (
  feed_id text not null primary key,              -- digest of source and address
  source_id text not null,
  address text not null,                          -- as configured: the feed's first page
  next_address text not null,                     -- the page to read next; changes only together with the items of the page before
  state text not null,                            -- reading | current | stopped
  licence text,                                   -- as its newest page said
  pages bigint not null,                          -- read since the beginning
  failures bigint not null,                       -- in a row
  due_at text not null,                           -- not asked again before
  why text,                                       -- of the last failure, or of stopped
  changed_at text not null
);
create unique index rpde_feed_by_source on rpde_feed (source_id, address);

create table rpde_item (
  feed_id text not null,
  kind text not null,
  item_id text not null,
  source_id text not null,
  modified text not null,                         -- as the feed said it: a number or text
  uri text,                                       -- what other items refer to it by
  group_uri text,                                 -- the series or facility it is shown with, or itself
  parent_uri text,                                -- what a series takes missing facts from
  body text,                                      -- JSON; null: deleted, remembered so that an older page cannot bring it back
  seen_at text not null,
  primary key (feed_id, kind, item_id)
);
create index rpde_item_by_uri on rpde_item (source_id, uri) where uri is not null;
create index rpde_item_by_group on rpde_item (source_id, group_uri) where group_uri is not null;
create index rpde_item_by_parent on rpde_item (source_id, parent_uri) where parent_uri is not null;
create index rpde_item_deleted on rpde_item (source_id, seen_at) where body is null;

-- "Court 2" is a part of "Courts": bookings of one are shown with the other.
create table rpde_part (
  feed_id text not null,
  kind text not null,
  item_id text not null,
  part_uri text not null,
  whole_uri text not null,
  source_id text not null,
  primary key (feed_id, kind, item_id, part_uri)
);
create index rpde_part_by_part on rpde_part (source_id, part_uri);
create index rpde_part_by_whole on rpde_part (source_id, whole_uri);

-- Groups whose listing is not yet what their items say.
create table rpde_change (
  source_id text not null,
  group_uri text not null,
  changed_at text not null,
  primary key (source_id, group_uri)
);

-- Which listings were made of a group.
create table rpde_listing (
  source_id text not null,
  group_uri text not null,
  listing_id text not null,
  primary key (source_id, group_uri, listing_id)
);

create table rpde_source (
  source_id text not null primary key,
  made_at text not null                           -- when all its listings were last made anew
);
