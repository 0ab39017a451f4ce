-- Keys that all processes share. None is readable without the key file, which is not here.

create table service_key (
  kind text not null,                             -- data: seals personal text | token: signs tokens of web chats
  key_id text not null,
  body text not null,                             -- sealed
  created_at text not null,
  primary key (kind, key_id)
);
