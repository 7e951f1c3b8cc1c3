-- What a company says of itself besides its legal profile: its locations with their own partner IDs, its support, its organisation. And a
-- way to read what happened by the day.

create table locations (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  -- Of the same sequence as the accounts' own: no number is ever given twice, a removed location keeps its own (handbook C11).
  partner_id text not null constraint one_location_per_partner_id unique constraint location_partner_id_has_seven_digits check (partner_id ~ '^\d{7}$'),
  state text not null default 'active' constraint location_state_is_known check (state in ('active', 'removed')),
  main boolean not null,
  name text not null,
  -- The name as it is compared: without accents, capitals and signs.
  name_key text not null,
  legal_entity text not null,
  address_line1 text not null,
  address_line2 text not null,
  postal_code text not null,
  city text not null,
  country text not null constraint location_country_is_iso check (country ~ '^[A-Z]{2}$'),
  contact_given_name text not null,
  contact_family_name text not null,
  contact_email text not null,
  contact_phone text not null,
  version integer not null default 1,
  added_at timestamptz not null,
  updated_at timestamptz not null,
  removed_at timestamptz,
  removed_by_name text,
  removed_because text,
  constraint a_removed_location_says_why check ((state = 'removed') = (removed_at is not null and removed_because is not null)),
  constraint a_removed_location_is_not_main check (not (main and state = 'removed'))
);
create unique index one_main_location on locations (account_id) where main;
create unique index one_location_per_name on locations (account_id, name_key) where state = 'active';
create index locations_of_an_account on locations (account_id, main desc, name_key, id);

create table support_profiles (
  account_id uuid primary key references accounts (id),
  website text not null,
  email text not null,
  phone text not null,
  -- Whether customers see it.
  shown boolean not null,
  version integer not null,
  updated_at timestamptz not null,
  updated_by_name text not null
);

create table organisation_profiles (
  account_id uuid primary key references accounts (id),
  size text not null constraint organisation_size_is_known check (size in ('micro', 'small', 'medium', 'large')),
  sectors text[] not null constraint five_sectors_at_most check (cardinality(sectors) between 1 and 5),
  languages text[] not null constraint languages_are_named check (cardinality(languages) between 1 and 20),
  version integer not null,
  updated_at timestamptz not null,
  updated_by_name text not null
);

create index facts_by_the_day on facts (account_id, at desc, id desc);
