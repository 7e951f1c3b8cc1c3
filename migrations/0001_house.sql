-- What every room stands on: the house's own facts, the record of what happened, dated work, outgoing mail, repeated requests, throttles.

create table house (
  key text primary key,
  value text not null
);

create table facts (
  id uuid primary key,
  type text not null,
  account_id uuid,
  subject text,
  actor_kind text not null constraint fact_actor_is_known check (actor_kind in ('visitor', 'person', 'staff', 'link', 'clock')),
  actor_id uuid,
  actor_name text not null,
  data jsonb not null default '{}',
  -- The business day's instant; `recorded_at` is the machine's.
  at timestamptz not null,
  recorded_at timestamptz not null,
  request_id text
);
create index facts_of_an_account on facts (account_id, id desc);
create index facts_of_a_subject on facts (subject, id desc) where subject is not null;

create table jobs (
  id uuid primary key,
  kind text not null,
  -- A job is asked for once: a second request with the same key changes nothing.
  key text not null,
  account_id uuid,
  payload jsonb not null default '{}',
  clock text not null constraint job_clock_is_known check (clock in ('business', 'machine')),
  due_at timestamptz not null,
  state text not null default 'waiting' constraint job_state_is_known check (state in ('waiting', 'done', 'failed', 'cancelled')),
  attempts integer not null default 0,
  -- On the machine's clock: not before this, after a failure or while an outside system is being asked.
  not_before timestamptz not null,
  last_error text,
  done_at timestamptz
);
create unique index one_job_per_key on jobs (kind, key);
create index jobs_waiting on jobs (clock, due_at) where state = 'waiting';
create index jobs_failed on jobs (due_at) where state = 'failed';
create index jobs_listed on jobs (state, due_at, id);

create table mails (
  id uuid primary key,
  template text not null,
  account_id uuid,
  to_address text not null,
  language text not null,
  subject text not null,
  -- Sealed: a body carries links that open doors.
  body bytea not null,
  state text not null default 'waiting' constraint mail_state_is_known check (state in ('waiting', 'sent', 'refused')),
  attempts integer not null default 0,
  last_error text,
  at timestamptz not null,
  sent_at timestamptz
);
create index mails_newest on mails (id desc);
create index mails_of_an_account on mails (account_id, id desc);

create table idempotency (
  scope text not null,
  key text not null,
  request_hash bytea not null,
  state text not null constraint idempotency_state_is_known check (state in ('running', 'answered')),
  status integer,
  -- Sealed: an answer may hold a secret that is shown once.
  reply bytea,
  until timestamptz not null,
  primary key (scope, key)
);
create index idempotency_old on idempotency (until);

create table throttles (
  key text primary key,
  count integer not null,
  until timestamptz not null
);

create table files (
  id uuid primary key,
  account_id uuid not null,
  sha256 bytea not null,
  size integer not null,
  type text not null,
  name text not null,
  at timestamptz not null
);
create index files_of_an_account on files (account_id, id desc);
