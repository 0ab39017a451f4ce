-- Which column of a spreadsheet that a curator sent is what, where its headings do not say so; sealed. Null: its headings say it.
alter table sheet_upload add column mapping text;

-- As it was looked at last: what is shown again has changed for whoever reads what we publish. last_modified is from now on when what is published of it last changed, by whatever.
alter table listing_digest add column hidden bigint not null default 0;
update listing_digest set hidden = 1 where listing_id in (select listing_id from listing where hidden <> 0);
