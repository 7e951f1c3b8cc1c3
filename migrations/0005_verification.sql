-- How a company is verified: one case per account with its three checks, every version of the data that was declared, the documents
-- that were sent, and what the verifiers wrote for themselves.

create table verification_cases (
  id uuid primary key,
  account_id uuid not null references accounts (id) constraint one_case_per_account unique,
  state text not null constraint case_state_is_known check (state in ('confirming', 'examining', 'answering', 'calling', 'authorized')),
  -- The version of the declared data that is examined.
  data_version integer not null,
  -- Whose turn it is, as the partner is told it.
  turn text not null constraint turn_is_known check (turn in ('partner', 'us', 'nobody')),
  turn_since timestamptz not null,
  -- The earliest day by which the desk owes an answer; null while it owes none.
  due_on date,
  tries_used integer not null default 1 constraint a_case_begins_with_one_try check (tries_used >= 1),
  -- Whether the present try has been rejected: what is sent again after that is the next try.
  try_answered boolean not null default false,
  owner_id uuid references users (id),
  owner_since timestamptz,
  -- What the contact's confirmation says, as two facts of their own, and of which address.
  contact_agreed_at timestamptz,
  address_confirmed_at timestamptz,
  confirmed_email text,
  opened_at timestamptz not null,
  constraint an_owner_has_a_date check ((owner_id is null) = (owner_since is null)),
  constraint the_desk_owes_an_answer_while_it_examines check ((state in ('examining', 'calling')) = (due_on is not null))
);
create index cases_by_due_day on verification_cases (due_on, id) where due_on is not null;
create index cases_at_the_partner on verification_cases (turn_since, id) where state in ('confirming', 'answering');

create table verification_checks (
  case_id uuid not null references verification_cases (id),
  "check" text not null constraint check_is_known check ("check" in ('email', 'employment', 'business')),
  state text not null constraint check_state_is_known check (state in ('waiting', 'pending', 'passed', 'rejected', 'documentNeeded')),
  since timestamptz not null,
  -- The day by which a person decides; null where none does.
  due_on date,
  -- What the last decision looked at and said. Kept while the check is examined again, so that both sides see what was found.
  data_version integer,
  rule text,
  reason text,
  note text,
  decided_at timestamptz,
  decided_by uuid references users (id),
  decided_by_name text,
  -- What the desk found in the register, beside what was declared: {"source": …, "values": {"legalName": …}}.
  findings jsonb,
  -- What was asked for: {"documents": ["registerExtract"], "deadline": "2027-03-09"}.
  asked jsonb,
  primary key (case_id, "check")
);

-- What the company declared, version by version, so that tries can be set side by side.
create table verification_versions (
  case_id uuid not null references verification_cases (id),
  version integer not null,
  at timestamptz not null,
  declared jsonb not null,
  -- The try during which this version was examined first.
  try integer not null,
  primary key (case_id, version)
);

create table verification_documents (
  id uuid primary key,
  case_id uuid not null references verification_cases (id),
  account_id uuid not null references accounts (id),
  "check" text not null constraint document_check_is_known check ("check" in ('employment', 'business')),
  file_id uuid not null references files (id),
  -- Which of the accepted documents it is, as the sender says.
  kind text,
  sent_by uuid not null references users (id),
  sent_by_name text not null,
  sent_at timestamptz not null,
  -- Not yet part of a submission: the partner may still add others before sending.
  submitted_at timestamptz,
  verdict text constraint verdict_is_known check (verdict in ('kept', 'notKept')),
  verdict_reason text,
  verdict_at timestamptz
);
create index documents_of_a_case on verification_documents (case_id, sent_at);
create index documents_of_an_account on verification_documents (account_id, id);

-- For the vendor's staff alone; a partner never sees them.
create table verification_notes (
  id uuid primary key,
  case_id uuid not null references verification_cases (id),
  author_id uuid not null references users (id),
  author_name text not null,
  text text not null,
  at timestamptz not null
);
create index notes_of_a_case on verification_notes (case_id, at);

-- The mails with a link for the contact: which link went to which address, counted so that nobody's mailbox is filled.
create table verification_mailings (
  token_hash bytea primary key references links (token_hash),
  case_id uuid not null references verification_cases (id),
  email text not null,
  template text not null,
  at timestamptz not null
);
create index mailings_of_a_case on verification_mailings (case_id, at desc);
