-- Spreadsheets that curators sent, between being looked through and being taken in; kept a day.

create table sheet_upload (
  upload_id text not null primary key,
  programme_id text not null,
  source_id text not null,                        -- the source it would be taken in as
  file_name text not null,                        -- without its folder
  licence text,                                   -- as an address or SPDX name; null: nobody says
  sent_by text not null,
  sent_at text not null,
  findings text,                                  -- JSON: what taking it in would do; null: not looked through yet
  taken_at text                                   -- since when somebody is taking it in
);
create index sheet_upload_by_sender on sheet_upload (programme_id, sent_by);
create index sheet_upload_by_time on sheet_upload (sent_at);

create table sheet_upload_part (
  upload_id text not null,
  number bigint not null,                         -- from 0
  content text not null,                          -- Base64, sealed
  primary key (upload_id, number)
);

-- Since when a listing has been here, however often its source was read since; null: since before this was noted.
alter table listing add column first_seen_at text;

-- Which listings that are shown in the place of others have what those know beside them, and from what that was made.
create table listing_completion (
  listing_id text not null primary key,
  made_from text not null                         -- digest of the others, in their order, as they were
);
create index same_thing_by_lead on same_thing (lead_id);
