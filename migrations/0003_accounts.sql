-- The partner account: one legal business, its members with their roles, its legal profile and primary contact, and how it got here.

create sequence partner_ids start 4218001;

create table accounts (
  id uuid primary key,
  partner_id text not null constraint one_account_per_partner_id unique constraint partner_id_has_seven_digits check (partner_id ~ '^\d{7}$'),
  enrolled_by uuid not null references users (id),
  -- The company directory that enrolled: it can have one account only, however many times it submits.
  directory_id uuid not null references directories (id) constraint one_account_per_directory unique,
  created_at timestamptz not null,
  agreement_signed_at timestamptz,
  -- When the enrolling person ticked the admin agent role: the rest of the set-up opens (handbook C15).
  setup_done_at timestamptz,
  verification text not null default 'pending' constraint verification_is_known check (verification in ('pending', 'actionNeeded', 'authorized', 'rejected')),
  -- The legal profile as it stands; each change is a fact and a new data version for the verification.
  data_version integer not null default 1,
  legal_name text not null,
  address_line1 text not null,
  address_line2 text not null default '',
  postal_code text not null,
  city text not null,
  country text not null constraint country_is_iso check (country ~ '^[A-Z]{2}$'),
  registration_number text not null default '',
  vat_number text not null default '',
  contact_given_name text not null,
  contact_family_name text not null,
  contact_email text not null,
  contact_phone text not null,
  contact_language text not null constraint contact_language_is_known check (contact_language in ('fr', 'en')),
  updated_at timestamptz not null
);
create index accounts_newest on accounts (created_at desc, id desc);

create table members (
  account_id uuid not null references accounts (id),
  user_id uuid not null references users (id),
  roles text[] not null default '{}',
  state text not null default 'active' constraint member_state_is_known check (state in ('active', 'deactivated')),
  since timestamptz not null,
  primary key (account_id, user_id)
);
create index members_of_a_user on members (user_id);

-- A company that joined the network, before it has an account; the visitor's browser holds the token.
create table joins (
  id uuid primary key,
  token_hash bytea not null constraint one_join_per_token unique,
  company_name text not null,
  country text not null,
  directory_id uuid references directories (id),
  account_id uuid references accounts (id),
  joined_at timestamptz not null
);
create unique index one_join_per_directory on joins (directory_id) where directory_id is not null;

-- What a person typed into the enrolment so far; nothing typed is lost.
create table drafts (
  user_id uuid primary key references users (id),
  data jsonb not null,
  saved_at timestamptz not null
);
