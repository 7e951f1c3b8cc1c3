-- The public profile of a company in a region: what is being written, what everybody reads, and by which words it is found.

create table listings (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  region text not null,
  state text not null constraint listing_state_is_known check (state in ('draft', 'inReview', 'published', 'changed', 'rejected', 'unpublished')),
  -- Grows by one with each thing that is saved: what was read must be what is written over, and what is decided.
  version integer not null default 1,
  -- What is being written: texts, tags, logo, locations with their contacts.
  draft jsonb not null,
  -- What everybody reads; kept while a change is written and reviewed. Null where nothing is public.
  published jsonb,
  published_at timestamptz,
  submitted_at timestamptz,
  submitted_by uuid references users (id),
  -- Why the desk said no, or took it down: a rule of the programme, and its own words.
  decided_at timestamptz,
  decided_by_name text,
  rule text,
  note text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- What is searched, in small letters without accents. Made when the profile is published.
  search_text text not null default '',
  place_text text not null default '',
  tag_keys text[] not null default '{}',
  countries text[] not null default '{}',
  sort_name text not null default '',
  words tsvector generated always as (to_tsvector('simple'::regconfig, search_text)) stored,
  places tsvector generated always as (to_tsvector('simple'::regconfig, place_text)) stored,
  constraint one_listing_per_region unique (account_id, region),
  constraint what_is_public_has_a_date check ((published is null) = (published_at is null)),
  constraint a_published_listing_is_public check (state not in ('published', 'changed') or published is not null),
  constraint an_unpublished_listing_is_not_public check (state <> 'unpublished' or published is null),
  constraint a_review_has_been_asked_for check (state <> 'inReview' or submitted_at is not null)
);
create index listings_to_review on listings (submitted_at, id) where state = 'inReview';
create index listings_newest on listings (published_at desc, id desc) where published is not null;
create index listings_by_name on listings (sort_name, id) where published is not null;
create index listings_by_word on listings using gin (words) where published is not null;
create index listings_by_place on listings using gin (places) where published is not null;
create index listings_by_tag on listings using gin (tag_keys, countries) where published is not null;
