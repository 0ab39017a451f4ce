-- The shared timetable of all processes: which job is next, who runs it now, which process is alive. Quartz's ADO store reads and writes these
-- tables and checks at the start that they fit; their names, columns and types are its contract. Times are .NET ticks, UTC.

create table qrtz_job_details (
  sched_name text not null,                       -- in all of them: which scheduler it belongs to; we have one
  job_group text not null,
  job_name text not null,
  job_class_name text not null,                   -- the class that does the work
  description text,
  is_durable boolean not null,
  is_nonconcurrent boolean not null,              -- one run at a time, in whatever process
  is_update_data boolean not null,
  requests_recovery boolean not null,             -- run again when its process died in the middle
  job_data bytea,
  primary key (sched_name, job_name, job_group)
);
create index qrtz_job_details_by_group on qrtz_job_details (sched_name, job_group, job_name);

create table qrtz_triggers (
  sched_name text not null,
  trigger_group text not null,
  trigger_name text not null,
  job_group text not null,
  job_name text not null,
  trigger_type text not null,                     -- which of the tables below holds its rhythm
  trigger_state text not null,
  next_fire_time bigint,
  prev_fire_time bigint,
  start_time bigint not null,
  end_time bigint,
  priority integer,
  description text,
  calendar_name text,
  misfire_instr smallint,
  misfire_orig_fire_time bigint,
  misfire_threshold bigint,
  execution_group varchar(200),
  preferred_node varchar(200),
  preferred_node_auto boolean not null default false,
  retry_policy varchar(250),
  retry_attempt integer,
  continues_trigger_group text,
  continues_trigger_name text,
  continuation_condition integer,
  overlap_policy integer,
  fixed_delay boolean,                            -- the interval counts from the end of a run
  pause_reason varchar(250),
  paused_by varchar(200),
  paused_at bigint,
  job_data bytea,
  primary key (sched_name, trigger_name, trigger_group),
  foreign key (sched_name, job_name, job_group) references qrtz_job_details (sched_name, job_name, job_group)
);
create index qrtz_triggers_due on qrtz_triggers (sched_name, trigger_state, next_fire_time, priority desc, misfire_instr);
create index qrtz_triggers_by_job on qrtz_triggers (sched_name, job_name, job_group);
create index qrtz_triggers_by_group on qrtz_triggers (sched_name, trigger_group, trigger_name);
create index qrtz_triggers_by_calendar on qrtz_triggers (sched_name, calendar_name);

create table qrtz_simple_triggers (
  sched_name text not null,
  trigger_group text not null,
  trigger_name text not null,
  repeat_count bigint not null,                   -- -1: for ever
  repeat_interval bigint not null,
  times_triggered bigint not null,
  primary key (sched_name, trigger_name, trigger_group),
  foreign key (sched_name, trigger_name, trigger_group) references qrtz_triggers (sched_name, trigger_name, trigger_group) on delete cascade
);

-- The other rhythms Quartz knows. We use none of them; it asks for their tables all the same.
create table qrtz_cron_triggers (
  sched_name text not null,
  trigger_group text not null,
  trigger_name text not null,
  cron_expression text not null,
  time_zone_id text,
  primary key (sched_name, trigger_name, trigger_group),
  foreign key (sched_name, trigger_name, trigger_group) references qrtz_triggers (sched_name, trigger_name, trigger_group) on delete cascade
);

create table qrtz_simprop_triggers (
  sched_name text not null,
  trigger_group text not null,
  trigger_name text not null,
  str_prop_1 text,
  str_prop_2 text,
  str_prop_3 text,
  int_prop_1 integer,
  int_prop_2 integer,
  long_prop_1 bigint,
  long_prop_2 bigint,
  dec_prop_1 numeric,
  dec_prop_2 numeric,
  bool_prop_1 boolean,
  bool_prop_2 boolean,
  time_zone_id text,
  primary key (sched_name, trigger_name, trigger_group),
  foreign key (sched_name, trigger_name, trigger_group) references qrtz_triggers (sched_name, trigger_name, trigger_group) on delete cascade
);

create table qrtz_blob_triggers (
  sched_name text not null,
  trigger_group text not null,
  trigger_name text not null,
  blob_data bytea,
  primary key (sched_name, trigger_name, trigger_group),
  foreign key (sched_name, trigger_name, trigger_group) references qrtz_triggers (sched_name, trigger_name, trigger_group) on delete cascade
);

create table qrtz_calendars (
  sched_name text not null,
  calendar_name text not null,
  calendar bytea not null,
  primary key (sched_name, calendar_name)
);

create table qrtz_paused_trigger_grps (
  sched_name text not null,
  trigger_group text not null,
  pause_reason varchar(250),
  paused_by varchar(200),
  paused_at bigint,
  primary key (sched_name, trigger_group)
);

create table qrtz_paused_job_grps (
  sched_name text not null,
  job_group text not null,
  pause_reason varchar(250),
  paused_by varchar(200),
  paused_at bigint,
  primary key (sched_name, job_group)
);

-- What runs now, and in which process.
create table qrtz_fired_triggers (
  sched_name text not null,
  entry_id text not null,
  instance_name text not null,                    -- the process, as in qrtz_scheduler_state
  trigger_group text not null,
  trigger_name text not null,
  job_group text,
  job_name text,
  state text not null,
  fired_time bigint not null,
  sched_time bigint not null,
  priority integer not null,
  is_nonconcurrent boolean not null,
  requests_recovery boolean,
  execution_group varchar(200),
  progress integer,
  progress_message varchar(250),
  interrupt_requested_time bigint,
  primary key (sched_name, entry_id)
);
create index qrtz_fired_triggers_by_process on qrtz_fired_triggers (sched_name, instance_name, requests_recovery);
create index qrtz_fired_triggers_by_job on qrtz_fired_triggers (sched_name, job_name, job_group);
create index qrtz_fired_triggers_by_trigger on qrtz_fired_triggers (sched_name, trigger_name, trigger_group);

-- Which processes are alive: each says so every few seconds, and one that stays silent is taken over from.
create table qrtz_scheduler_state (
  sched_name text not null,
  instance_name text not null,
  last_checkin_time bigint not null,
  checkin_interval bigint not null,
  quartz_version varchar(20),
  primary key (sched_name, instance_name)
);

create table qrtz_locks (
  sched_name text not null,
  lock_name text not null,
  primary key (sched_name, lock_name)
);
