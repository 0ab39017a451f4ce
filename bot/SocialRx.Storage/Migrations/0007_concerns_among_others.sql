-- In a team several people write in one conversation: one open concern for each of them there, so that nobody's words end up under another's.
drop index concern_open_once;
create unique index concern_open_once on concern (conversation_id, person_id) where state <> 'closed';
