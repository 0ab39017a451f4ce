-- How reading a source goes: when it last went well, since when it does not, and what is known of its server. Nothing here is about a person.

create table source_reading (
  source_id text not null primary key,
  kind text not null,                             -- what it was read as: oruk, openactive, table
  name text,                                      -- as the configuration calls it
  licence text,                                   -- it publishes under: as configured, or as its server says
  tried_at text not null,
  read_at text,                                   -- when it was last read to its end; null: never
  whole_at text,                                  -- when all of it was last read, and not only what had changed
  newest_change text,                             -- latest last_modified among its records
  honours_modified_after bigint,                  -- null: not known; 0: it gives everything when asked for what has changed
  failures bigint not null,                       -- in a row, the last ones
  failing_since text,
  why text,                                       -- of the last failure
  ask_again_at text,                              -- its server wants to be left alone until then
  alarmed_at text                                 -- when somebody was last told that it keeps failing
);
