-- A search knows of a listing all that can count for somebody without reading it, finds words near a place, and what is best anywhere
-- (0032_search_offers.postgres.sql is the same for PostgreSQL). Filled again at the next start.

drop trigger listing_hidden;
drop table search_spot;
drop table search_words;
drop table search_listing;

create table search_listing (
  number integer primary key,                     -- of its words; another when they change
  listing_id text not null unique references listing (listing_id) on delete cascade,
  fingerprint text not null,                      -- of the listing; another says that this row is out of date
  hidden bigint not null,
  cell bigint not null,                           -- of the grid; -1: nobody said where; -2: online
  latitude double precision not null,             -- 0 and 0 in no place
  longitude double precision not null,
  from_age double precision not null,             -- -1: from any
  to_age double precision not null,               -- 1000: to any
  days bigint not null,                           -- bit 0 is Sunday; all seven and an eighth when nobody says
  is_free bigint not null,
  themes bigint not null,                         -- a bit a theme, several may share one
  main_theme bigint not null,                     -- number of the bit of what it is mainly about; -1: nothing
  only_for bigint not null,                       -- a bit a group, several may share one; 0: for everyone
  offers bigint not null,                         -- a bit an access or a language it says it has, several may share one
  current_until bigint not null,                  -- seconds since 1970; from then on it is stale or over
  checked_until bigint not null,                  -- the same; from then on nobody checked lately
  merit bigint not null,                          -- tenths: what speaks for it whoever asks
  welcome bigint not null,                        -- tenths: what speaks for it besides when somebody needs a gentle first step
  lot bigint not null,                            -- decides between equals, the same on both databases
  words text not null                             -- stems of its words, and "~" with the number of its tile of the grid, without one when it is in no place
);

-- Once for each of its themes and once for any: what a wish asks of a listing, so that nothing else has to be read. What has a place lies besides in two cells that stand for anywhere.
create table search_spot (
  theme bigint not null,                          -- number of its bit; -1: any
  cell bigint not null,                           -- -3: anywhere; -4: anywhere, and it has a welcome to give
  merit bigint not null,                          -- of search_listing, with welcome in cell -4; and 15 more under what it is mainly about
  lot bigint not null,
  number bigint not null,
  latitude double precision not null,
  longitude double precision not null,
  from_age double precision not null,
  to_age double precision not null,
  days bigint not null,
  is_free bigint not null,
  themes bigint not null,
  only_for bigint not null,
  offers bigint not null,
  current_until bigint not null,
  checked_until bigint not null,
  welcome bigint not null,
  primary key (theme, cell, merit, lot, number)
) without rowid;

create virtual table search_words using fts5 (words, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars '~-_'");

create trigger search_listing_added after insert on search_listing begin
  insert into search_words (rowid, words) values (new.number, new.words);
end;

create trigger search_listing_removed after delete on search_listing begin
  delete from search_words where rowid = old.number;
  delete from search_spot
  where theme in (select theme from search_theme where mask = 0 or (mask & old.themes) <> 0)
    and cell = old.cell
    and merit in (old.merit, old.merit + 15)
    and lot = old.lot
    and number = old.number;
  delete from search_spot
  where theme in (select theme from search_theme where mask = 0 or (mask & old.themes) <> 0)
    and cell = -3
    and merit in (old.merit, old.merit + 15)
    and lot = old.lot
    and number = old.number;
  delete from search_spot
  where theme in (select theme from search_theme where mask = 0 or (mask & old.themes) <> 0)
    and cell = -4
    and merit in (old.merit + old.welcome, old.merit + old.welcome + 15)
    and lot = old.lot
    and number = old.number;
end;

create trigger listing_hidden after update of hidden on listing begin
  update search_listing set hidden = new.hidden where listing_id = new.listing_id;
end;

delete from staged_listing;
delete from staging;
alter table staged_listing add column offers bigint not null default 0;
