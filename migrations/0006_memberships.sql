-- What a company is a member of: the network level, and each offer it bought, in terms that are all counted from one anchor day.

create table memberships (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  kind text not null constraint membership_kind_is_known check (kind in ('network', 'offer')),
  -- The id, in the programme, of the network level or of the offer.
  offer_id text not null,
  package_id text not null,
  state text not null constraint membership_state_is_known check (state in ('active')),
  -- Every anniversary is counted from this day, never from the anniversary before it (handbook C6).
  anchor_on date not null,
  term_months integer not null constraint term_lasts check (term_months > 0),
  -- Which term runs: 1 is the first.
  term integer not null default 1 constraint terms_count_from_one check (term >= 1),
  starts_on date not null,
  ends_on date not null,
  auto_renew boolean not null,
  -- Whether the account may have one of this kind at a time: a copy of the programme's word on the day it started.
  only_one boolean not null,
  started_at timestamptz not null,
  constraint term_ends_after_it_starts check (ends_on > starts_on)
);
create unique index one_active_membership_per_offer on memberships (account_id, offer_id) where state = 'active' and only_one;
create unique index one_network_membership_per_account on memberships (account_id) where kind = 'network';
create index memberships_of_an_account on memberships (account_id, id);
