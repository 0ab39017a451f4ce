-- Which column of a spreadsheet that a curator sent is what, where its headings do not say so; sealed. Null: its headings say it.
alter table sheet_upload add column mapping text;
