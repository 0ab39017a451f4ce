-- Numbers of people, kept by the turn, so that a page costs the same however many there are. Every row carries the programme's key; none names anybody.

-- How many people are in a cell of a table; row_id '': in the column, whichever rows; both '': behind the table.
create table counter (
  programme_id text not null,
  table_id text not null,
  row_id text not null,
  column_id text not null,
  people bigint not null,
  primary key (programme_id, table_id, row_id, column_id)
);

-- What turns have added and taken away since: rows are only added, and moved into counter in the background. Neither person nor time is kept.
create table counter_change (
  programme_id text not null,
  table_id text not null,
  row_id text not null,
  column_id text not null,
  people bigint not null                          -- 1 or -1
);

-- Programmes whose counters hold everybody. A release that counts something else empties this, so that they are built again.
create table counters_built (
  programme_id text not null primary key,
  built_at text not null
);
