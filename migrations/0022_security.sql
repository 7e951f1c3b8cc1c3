-- Second factors for everybody: authenticator, passkeys and recovery codes; sessions one can recognise; what a company asks of its people.

-- An authenticator application. The vendor's staff had theirs beside their roles; a person has one, whoever they work for.
create table authenticators (
  user_id uuid primary key references users (id),
  -- Sealed.
  secret bytea not null,
  confirmed_at timestamptz not null,
  -- The last accepted time step: a code opens once.
  last_step bigint not null
);
insert into authenticators (user_id, secret, confirmed_at, last_step)
  select user_id, totp_secret, totp_confirmed_at, coalesce(totp_last_step, 0) from staff where totp_secret is not null and totp_confirmed_at is not null;

create table passkeys (
  id uuid primary key,
  user_id uuid not null references users (id),
  credential_id text not null constraint one_passkey_per_credential unique,
  public_key bytea not null,
  -- Grows with each use where the device counts; a value seen before is a copy.
  counter bigint not null,
  transports text[] not null default '{}',
  name text not null,
  added_at timestamptz not null,
  last_used_at timestamptz
);
create index passkeys_of_a_user on passkeys (user_id);

-- What a passkey signs: random, for one purpose, once, for minutes.
create table passkey_challenges (
  challenge text primary key,
  purpose text not null constraint challenge_purpose_is_known check (purpose in ('add', 'signIn', 'factor')),
  -- Null for somebody who has yet to say who they are.
  user_id uuid references users (id),
  expires_at timestamptz not null
);
create index passkey_challenges_old on passkey_challenges (expires_at);

-- Kept as blind indexes: the table opens nothing.
create table recovery_codes (
  user_id uuid not null references users (id),
  code_index bytea not null,
  used_at timestamptz,
  primary key (user_id, code_index)
);

-- Since when the person has a factor of any kind; null while they have none. Read with every request.
alter table users add column second_factor_since timestamptz;
update users set second_factor_since = confirmed_at from authenticators where authenticators.user_id = users.id;
alter table staff drop column totp_secret, drop column totp_confirmed_at, drop column totp_last_step;

alter table sessions
  add column id uuid not null default gen_random_uuid() constraint one_session_per_id unique,
  add column user_agent text not null default '',
  -- When it began; `created_at` begins again with each step up.
  add column began_at timestamptz,
  -- When a second factor was last given in it.
  add column factor_at timestamptz;
create index sessions_in_use on sessions (user_id, seen_at desc, id desc);
drop index sessions_of_a_user;

-- How often a person came in on a day of the machine's clock, and how often with a factor.
create table sign_ins (
  user_id uuid not null references users (id),
  day date not null,
  total integer not null default 0,
  with_factor integer not null default 0 constraint no_more_factors_than_sign_ins check (with_factor between 0 and total),
  primary key (user_id, day)
);

-- Whom a company asks for a second factor, and from when on.
create table security_policies (
  account_id uuid primary key references accounts (id),
  asked_of text not null constraint asked_of_is_known check (asked_of in ('nobody', 'administrators', 'everybody')),
  due_on date,
  -- The first instant of that day in the programme's time zone.
  due_at timestamptz,
  changed_at timestamptz not null,
  changed_by uuid not null references users (id),
  constraint who_is_asked_knows_by_when check ((asked_of = 'nobody') = (due_on is null) and (due_on is null) = (due_at is null))
);

-- How each company stood at the end of a day of the machine's clock: people, and the sign-ins of the seven days before.
create table security_days (
  account_id uuid not null references accounts (id),
  day date not null,
  people integer not null,
  with_factor integer not null,
  sign_ins integer not null,
  sign_ins_with_factor integer not null,
  primary key (account_id, day)
);

-- Who became a global administrator by proving the domain, or by recovery: sessions opened before do not carry the role.
alter table members add column global_admin_from timestamptz;
