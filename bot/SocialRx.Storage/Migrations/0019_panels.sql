-- Youth panels: who sits on one, what is put to it, and how each member voted. A member is a number; nobody of the staff sees who voted how.

create table panel (
  programme_id text not null,
  id text not null,
  name text not null,
  quorum bigint not null,
  made_by text not null,
  made_at text not null,
  closed_at text,
  primary key (programme_id, id)
);

-- Good for one person, once. Only the hash of the code is kept.
create table panel_invite (
  programme_id text not null,
  hash text not null,
  panel_id text not null,
  role text not null,                             -- member | chair | reviewer
  made_at text not null,
  expires_at text not null,
  used_at text,
  primary key (programme_id, hash)
);

-- Gone when the person goes. Their votes stay, without saying any longer whose they are.
create table panel_member (
  programme_id text not null,
  panel_id text not null,
  person_id text not null,
  member_id text not null,
  number bigint not null,                         -- within the panel, from 1; never given again
  role text not null,
  joined_at text not null,
  primary key (programme_id, person_id)
);
create unique index panel_member_by_number on panel_member (programme_id, panel_id, number);

create table panel_seat (
  programme_id text not null,
  panel_id text not null,
  seats bigint not null,                          -- numbers given so far
  primary key (programme_id, panel_id)
);

create table panel_item (
  programme_id text not null,
  id text not null,
  panel_id text not null,
  kind text not null,                             -- sign-off | priorities
  opened_by text not null,
  opened_at text not null,
  closes text not null,                           -- the last day, yyyy-mm-dd
  state text not null,                            -- open | signed-off | returned | ranked | no-quorum
  voted bigint,                                   -- members who voted, when it was decided
  members bigint,                                 -- members there were then
  decided_at text,
  primary key (programme_id, id)
);
create index panel_item_by_state on panel_item (programme_id, state, closes);

create table panel_item_finding (
  programme_id text not null,
  item_id text not null,
  finding_id text not null,
  primary key (programme_id, item_id, finding_id)
);
create index panel_item_of_finding on panel_item_finding (programme_id, finding_id);

-- One row a member and choice: for | against | left-out, or the findings that matter most.
create table panel_vote (
  programme_id text not null,
  item_id text not null,
  member_id text not null,
  choice text not null,
  voted_at text not null,
  primary key (programme_id, item_id, member_id, choice)
);

-- What a member wants said beside a decision, with names taken out; read by others once a person has released it.
create table panel_note (
  programme_id text not null,
  id text not null,
  item_id text not null,
  member_id text not null,
  redacted text not null,                         -- sealed
  state text not null,                            -- waiting | released | withheld
  decided_by text,
  withheld_reason text,
  written_at text not null,
  primary key (programme_id, id)
);
create unique index panel_note_by_item on panel_note (programme_id, item_id, member_id);
