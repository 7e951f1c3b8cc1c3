-- How a company is billed and paid: its billing profile with the bill-to name that only the vendor's staff change, its bank account that two
-- administrators change together, its tax exemptions with the certificate and the vendor's decision.

create table billing_profiles (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  bill_to text not null,
  address_line1 text not null,
  address_line2 text not null,
  postal_code text not null,
  city text not null,
  country text not null constraint billing_country_is_iso check (country ~ '^[A-Z]{2}$'),
  contact_given_name text not null,
  contact_family_name text not null,
  contact_email text not null,
  contact_phone text not null,
  po_number text not null,
  tax_id text not null,
  -- Of the legal country on the day of its making; a company that moves to another currency begins a new profile.
  currency text not null constraint billing_currency_is_iso check (currency ~ '^[A-Z]{3}$'),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by_name text not null,
  ended_at timestamptz
);
create unique index one_billing_profile on billing_profiles (account_id) where ended_at is null;

create table bill_to_requests (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  state text not null constraint bill_to_request_state_is_known check (state in ('requested', 'approved', 'refused', 'withdrawn')),
  from_name text not null,
  to_name text not null,
  because text not null,
  asked_by uuid not null references users (id),
  asked_by_name text not null,
  asked_at timestamptz not null,
  decided_by_name text,
  decided_at timestamptz,
  reason text
);
create unique index one_open_bill_to_request on bill_to_requests (account_id) where state = 'requested';
create index bill_to_requests_listed on bill_to_requests (state, asked_at, id);

create table bank_accounts (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  state text not null constraint bank_account_state_is_known check (state in ('pending', 'active', 'replaced', 'cancelled', 'expired')),
  holder text not null,
  -- Sealed for this row; nothing but the last four characters is ever shown.
  iban bytea not null,
  country text not null,
  last4 text not null constraint four_characters check (length(last4) = 4),
  bic text not null,
  sepa boolean not null,
  asked_by uuid not null references users (id),
  asked_by_name text not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  confirmed_by uuid references users (id),
  confirmed_by_name text,
  confirmed_at timestamptz,
  closed_by_name text,
  closed_at timestamptz,
  constraint nobody_confirms_alone check (confirmed_by is distinct from asked_by),
  constraint an_active_account_has_two_names check (state not in ('active', 'replaced') or confirmed_by is not null)
);
create unique index one_bank_account on bank_accounts (account_id) where state = 'active';
create unique index one_pending_bank_account on bank_accounts (account_id) where state = 'pending';

create table tax_exemptions (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  state text not null constraint tax_exemption_state_is_known check (state in ('submitted', 'approved', 'rejected', 'expired', 'withdrawn')),
  number text not null,
  country text not null,
  region text not null,
  valid_from date not null,
  valid_until date not null,
  file_id uuid not null references files (id),
  asked_by uuid not null references users (id),
  asked_by_name text not null,
  asked_at timestamptz not null,
  decided_by_name text,
  decided_at timestamptz,
  reason text,
  constraint an_exemption_ends_after_it_begins check (valid_until >= valid_from)
);
create unique index one_submitted_exemption on tax_exemptions (account_id, country, lower(region)) where state = 'submitted';
create index tax_exemptions_of_an_account on tax_exemptions (account_id, asked_at desc, id desc);
create index tax_exemptions_listed on tax_exemptions (state, asked_at, id);

-- Who said that no exemption concerns the company, so that the list of things to finish can be finished.
create table tax_statements (
  account_id uuid primary key references accounts (id),
  by_name text not null,
  at timestamptz not null
);
