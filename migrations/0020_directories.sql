-- Companies sign in through their own identity provider: how a directory's provider is reached, which person stands behind an issuer's subject, and
-- sign-ins that are on their way.

create table identity_providers (
  directory_id uuid primary key references directories (id),
  issuer text not null,
  client_id text not null,
  -- Sealed, and shown to nobody again.
  client_secret bytea not null,
  -- Which claim names a person's groups, and which group gives which roles: [{"group": "…", "roles": ["…"]}].
  groups_claim text not null,
  group_roles jsonb not null default '[]',
  changed_at timestamptz not null,
  -- One client at one issuer is one company's way in.
  constraint one_directory_per_client unique (issuer, client_id)
);

-- Who somebody is when they come through a provider. An address is not part of it.
create table identities (
  issuer text not null,
  subject text not null,
  user_id uuid not null references users (id),
  -- As the provider said at the last sign-in.
  groups text[] not null default '{}',
  linked_at timestamptz not null,
  primary key (issuer, subject)
);
create index identities_of_a_user on identities (user_id);

create table provider_attempts (
  id uuid primary key,
  -- Hashes: of the state that goes round through the provider, and of the cookie of the browser that set out.
  state_hash bytea not null constraint one_attempt_per_state unique,
  browser_hash bytea not null,
  purpose text not null constraint attempt_purpose_is_known check (purpose in ('signIn', 'link', 'enrol', 'associate')),
  -- Null while the directory is yet to be made.
  directory_id uuid references directories (id),
  account_id uuid,
  user_id uuid references users (id),
  state text not null default 'sent' constraint provider_attempt_state_is_known check (state in ('sent', 'taken', 'proven', 'finished', 'refused')),
  -- Nonce, verifier, the page to return to, a new provider's particulars.
  sealed bytea not null,
  -- What was proven, sealed, or why it was refused.
  outcome bytea,
  expires_at timestamptz not null
);
create index provider_attempts_old on provider_attempts (expires_at);

-- Which of a member's roles their directory's groups gave, and which group: {"billingAdmin": "finance"}.
alter table members add column granted jsonb not null default '{}';
