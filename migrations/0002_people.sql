-- Who signs in: company directories, the people in them, the vendor's staff, sessions, and links that open one door once.

create table directories (
  id uuid primary key,
  domain text not null constraint domain_is_lower_case check (domain = lower(domain)),
  name text not null,
  -- Set when the company's account is created; a directory belongs to at most one account.
  account_id uuid,
  domain_proven_at timestamptz,
  created_at timestamptz not null
);
create unique index one_directory_per_proven_domain on directories (domain) where domain_proven_at is not null;
create index directories_of_a_domain on directories (domain);
create index directories_of_an_account on directories (account_id);

create table users (
  id uuid primary key,
  directory_id uuid references directories (id),
  email text not null constraint email_is_lower_case check (email = lower(email)),
  given_name text not null,
  family_name text not null,
  language text not null constraint user_language_is_known check (language in ('fr', 'en')),
  -- Argon2id. Null until an invited member of staff has chosen a password.
  password_hash text,
  must_change_password boolean not null default false,
  state text not null default 'active' constraint user_state_is_known check (state in ('active', 'deactivated')),
  created_at timestamptz not null
);
create unique index one_user_per_email on users (email);
create index users_of_a_directory on users (directory_id);

create table staff (
  user_id uuid primary key references users (id),
  roles text[] not null,
  -- Sealed. Null until the second factor is set up.
  totp_secret bytea,
  totp_confirmed_at timestamptz,
  -- The last accepted time step: a code opens once.
  totp_last_step bigint,
  since timestamptz not null
);

create table sessions (
  token_hash bytea primary key,
  user_id uuid not null references users (id),
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  -- False while a second factor is still owed: such a session opens nothing but that step.
  complete boolean not null
);
create index sessions_of_a_user on sessions (user_id);
create index sessions_old on sessions (expires_at);

create table links (
  token_hash bytea primary key,
  purpose text not null constraint link_purpose_is_known check (purpose in ('passwordReset', 'staffInvitation', 'emailCheck')),
  user_id uuid references users (id),
  account_id uuid,
  subject text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index links_of_a_subject on links (purpose, subject);
create index links_old on links (expires_at);

-- What visitors count up by trying is swept a few rows at a time, by the next try.
create index throttles_old on throttles (until);
