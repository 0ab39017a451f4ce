-- What nobody has looked at in time, until somebody has.

alter table concern add column waiting_since text; -- the first message that nobody has acknowledged
update concern set waiting_since = coalesce(acknowledged_at, raised_at);
alter table concern add column overdue_since text; -- null: in time, or looked at
alter table concern add column alarmed_at text;    -- when it was last said that it is overdue

alter table referral add column overdue_since text;
alter table referral add column alarmed_at text;
