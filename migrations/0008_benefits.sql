-- What a membership entitles its account to. The two counters are the count: whoever moves one holds the row, and the checks are the last word.

create table entitlements (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  membership_id uuid not null,
  -- The offer, or the network level, that gave it: an id of the programme.
  source text not null,
  product_id text not null,
  kind text not null,
  class text not null constraint class_is_known check (class in ('core', 'incremental')),
  quantity integer not null constraint quantity_is_positive check (quantity > 0),
  -- How many keys or seats it can hand out; 0 for what is not counted here.
  capacity integer not null constraint capacity_is_a_count check (capacity >= 0),
  used integer not null default 0,
  opened integer not null default 0,
  state text not null default 'active' constraint entitlement_state_is_known check (state in ('active', 'ended')),
  granted_at timestamptz not null,
  -- The last day on which it can be activated.
  expires_on date not null,
  constraint never_more_than_granted check (used between 0 and capacity),
  constraint never_more_opened_than_reserved check (opened between 0 and used)
);
create unique index one_grant_per_term on entitlements (membership_id, expires_on, product_id, class);
create index entitlements_of_an_account on entitlements (account_id, kind, id);
