-- What developer programmes bring: the company as a publisher, its applications, and the tokens with which they call.

create sequence publisher_ids start 70014001;

create table publishers (
  account_id uuid primary key references accounts (id),
  publisher_id text not null constraint one_account_per_publisher_id unique,
  name text not null,
  -- The name as names are compared: whatever its capitals, spaces and forms of letters.
  name_key text not null constraint one_publisher_per_name unique,
  contact_name text not null,
  contact_email text not null,
  website text not null default '',
  version integer not null default 1,
  updated_at timestamptz not null
);

create table applications (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  name text not null,
  uses text[] not null,
  role text not null constraint application_role_is_a_developers check (role in ('developerManager', 'developer')),
  state text not null default 'active' constraint application_state_is_known check (state in ('active', 'retired')),
  created_by_name text not null,
  created_at timestamptz not null,
  constraint an_application_has_a_use check (cardinality(uses) > 0 and uses <@ array['developer', 'reseller', 'controlPanel']),
  constraint never_a_resellers_and_a_control_panel_vendors check (not uses @> array['reseller', 'controlPanel'])
);
create index applications_listed on applications (account_id, id);

create table application_tokens (
  id uuid primary key,
  application_id uuid not null references applications (id),
  account_id uuid not null references accounts (id),
  label text not null,
  -- Its last characters, to tell one from another. The token itself is shown once and kept as a hash.
  ending text not null,
  token_hash bytea not null constraint one_application_per_token unique,
  created_by_name text not null,
  -- On the machine's clock, like sessions.
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index tokens_of_an_application on application_tokens (application_id, id);
