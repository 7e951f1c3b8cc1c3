-- Service requests: what a company's people ask the vendor's support, what is said on both sides with its files, and what staff write for themselves.

create sequence service_request_numbers start 100001;

create table service_requests (
  id uuid primary key,
  -- What people say on the telephone: SR-100001.
  number text not null constraint one_request_per_number unique default 'SR-' || nextval('service_request_numbers'),
  account_id uuid not null references accounts (id),
  requester_id uuid not null references users (id),
  requester_name text not null,
  -- A type of problem and a severity of the programme, by their ids.
  topic text not null,
  severity text not null,
  subject text not null,
  -- What of the account it is about, as it was called when it was asked.
  about_kind text constraint what_it_is_about_is_known check (about_kind in ('membership', 'order')),
  about_id uuid,
  about_name text,
  state text not null constraint service_request_state_is_known check (state in ('open', 'attentionNeeded', 'closed', 'reopened')),
  -- Grows by one with everything that both sides read: what somebody answers must be what they have read.
  version integer not null default 1,
  turn_since timestamptz not null,
  -- The day by which the desk answers; null while it owes nothing.
  due_on date,
  owner_id uuid references users (id),
  owner_since timestamptz,
  opened_on date not null,
  opened_at timestamptz not null,
  -- The last thing that both sides read.
  last_at timestamptz not null,
  closed_at timestamptz,
  closed_by_name text,
  -- Whether the desk closed it, and its reason: a code of the programme.
  closed_by_staff boolean,
  reason text,
  reopenings integer not null default 0,
  -- The requester's mails: the last one's time, and whether another is on its way already.
  told_at timestamptz,
  told_version integer not null default 1,
  telling boolean not null default false,
  constraint what_it_is_about_has_a_name check ((about_kind is null) = (about_id is null) and (about_kind is null) = (about_name is null)),
  constraint the_desk_owes_an_answer_while_it_is_its_turn check ((due_on is not null) = (state in ('open', 'reopened'))),
  constraint a_closed_request_says_by_whom check ((state = 'closed') = (closed_at is not null) and (closed_at is null) = (closed_by_name is null)),
  constraint a_request_owner_has_a_date check ((owner_id is null) = (owner_since is null))
);
create index requests_of_a_person on service_requests (account_id, requester_id, last_at desc, id desc);
create index requests_of_an_account on service_requests (account_id, last_at desc, id desc);
create index requests_by_due_day on service_requests (due_on, id) where due_on is not null;
create index requests_at_the_partner on service_requests (turn_since, id) where state = 'attentionNeeded';
create index requests_closed on service_requests (closed_at desc, id desc) where state = 'closed';
create index requests_by_day on service_requests (opened_on, topic);

-- What both sides read, in its order.
create table service_messages (
  id uuid primary key,
  request_id uuid not null references service_requests (id),
  account_id uuid not null references accounts (id),
  version integer not null,
  side text not null constraint message_side_is_known check (side in ('partner', 'staff')),
  act text not null constraint message_act_is_known check (act in ('open', 'write', 'answer', 'ask', 'close', 'reopen')),
  author_id uuid not null references users (id),
  author_name text not null,
  text text not null,
  reason text,
  at timestamptz not null,
  constraint one_message_per_version unique (request_id, version)
);

-- For the vendor's staff alone; a partner never sees them.
create table service_notes (
  id uuid primary key,
  request_id uuid not null references service_requests (id),
  author_id uuid not null references users (id),
  author_name text not null,
  text text not null,
  at timestamptz not null
);
create index notes_of_a_request on service_notes (request_id, at desc, id desc);

-- A file is put beside what is being written, and belongs to it once that is sent.
create table service_files (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  file_id uuid not null references files (id),
  -- Of staff, who write on one request at a time; a partner's file may wait for a request that is not there yet.
  for_request_id uuid references service_requests (id),
  message_id uuid references service_messages (id),
  sent_by uuid not null references users (id),
  at timestamptz not null
);
create index files_of_a_message on service_files (message_id) where message_id is not null;
create index files_that_wait on service_files (account_id, sent_by) where message_id is null;

-- Whom a recommended solution has helped, so that nobody had to be asked: once a day for a person and a type of problem.
create table service_deflections (
  account_id uuid not null references accounts (id),
  user_id uuid not null references users (id),
  topic text not null,
  solved_on date not null,
  at timestamptz not null,
  constraint one_deflection_per_day primary key (user_id, account_id, topic, solved_on)
);
create index deflections_by_day on service_deflections (solved_on, topic);
