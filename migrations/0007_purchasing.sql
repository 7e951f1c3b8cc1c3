-- How a company buys: a cart on the way, the order, each attempt at charging it, the cards it may use. And, apart from all that, the
-- books of the sandbox's payment gateway: an outside system, which nothing here may join with.

create table payment_methods (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  brand text not null,
  last4 text not null constraint only_four_digits_of_a_card check (last4 ~ '^\d{4}$'),
  exp_month integer not null constraint month_of_a_year check (exp_month between 1 and 12),
  exp_year integer not null,
  gateway text not null,
  -- What the gateway calls the card. Never the card's number, which never comes here.
  gateway_ref text not null,
  added_by uuid not null references users (id),
  added_at timestamptz not null
);
create unique index one_method_per_reference on payment_methods (gateway, gateway_ref);
create index payment_methods_of_an_account on payment_methods (account_id, id desc);

create table carts (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  offer_id text not null,
  person_id uuid not null references users (id),
  state text not null constraint cart_state_is_known check (state in ('open', 'ordered', 'left')),
  -- Counts the changes: whoever writes says which one they saw.
  version integer not null default 1,
  -- What the person accepted, for the order of this cart and no other.
  terms_id text,
  terms_version text,
  terms_language text,
  terms_sha256 text,
  terms_accepted_at timestamptz,
  payment_method_id uuid references payment_methods (id),
  -- The amounts the person was shown; « Acheter » charges these or nothing.
  country text not null,
  currency text not null,
  net_minor bigint not null,
  tax_rate text not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  opened_at timestamptz not null,
  constraint an_acceptance_is_whole check (num_nulls(terms_id, terms_version, terms_language, terms_sha256, terms_accepted_at) in (0, 5))
);
create unique index one_open_cart_per_person_and_offer on carts (account_id, offer_id, person_id) where state = 'open';
create index carts_of_a_person on carts (account_id, offer_id, person_id, id desc);

-- An order's number counts from the first of its year, without a lock that all buyers would wait for: numbers may be skipped.
create sequence order_numbers;
create table order_years (
  year integer primary key,
  -- The number that the sequence had given when the year began.
  before bigint not null
);

create table orders (
  id uuid primary key,
  number text not null constraint one_order_per_number unique,
  account_id uuid not null references accounts (id),
  cart_id uuid not null references carts (id),
  offer_id text not null,
  package_id text not null,
  state text not null constraint order_state_is_known check (state in ('paying', 'paid', 'declined', 'abandoned')),
  country text not null,
  currency text not null,
  net_minor bigint not null,
  tax_rate text not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  -- The business day of « Acheter »: the anchor of the membership.
  placed_on date not null,
  placed_at timestamptz not null,
  term_months integer not null,
  only_one boolean not null,
  -- To whom it was sold, as the company was on that day.
  sold_to jsonb not null,
  terms_id text not null,
  terms_version text not null,
  terms_language text not null,
  terms_sha256 text not null,
  terms_accepted_at timestamptz not null,
  payment_method_id uuid not null references payment_methods (id),
  bought_by uuid not null references users (id),
  buyer_name text not null,
  -- The Idempotency-Key of « Acheter »: after a crash the same press is known again.
  request_key text not null,
  decline_code text,
  closed_at timestamptz,
  membership_id uuid references memberships (id),
  constraint total_is_the_sum check (total_minor = net_minor + tax_minor),
  constraint a_paid_order_has_its_membership check ((state = 'paid') = (membership_id is not null)),
  constraint an_order_on_its_way_is_open check ((state = 'paying') = (closed_at is null))
);
create unique index one_order_in_flight_per_offer on orders (account_id, offer_id) where state = 'paying';
create index orders_of_an_account on orders (account_id, id desc);
create index orders_of_a_membership on orders (membership_id) where membership_id is not null;
create index orders_of_a_cart on orders (cart_id, id desc);

create table payment_attempts (
  -- The idempotency key at the gateway.
  id uuid primary key,
  order_id uuid not null references orders (id),
  state text not null constraint payment_attempt_state_is_known check (state in ('asked', 'captured', 'declined', 'closed')),
  gateway text not null,
  gateway_ref text not null,
  currency text not null,
  amount_minor bigint not null constraint a_charge_is_positive check (amount_minor > 0),
  charge_ref text,
  asked_at timestamptz not null,
  answered_at timestamptz,
  constraint a_capture_has_its_reference check ((state = 'captured') = (charge_ref is not null))
);
create unique index one_attempt_at_a_time on payment_attempts (order_id) where state = 'asked';
create unique index one_capture_per_order on payment_attempts (order_id) where state = 'captured';

create schema gateway;

create table gateway.cards (
  id text primary key,
  -- Given to the browser; whoever brings it first keeps the card.
  token text not null constraint one_card_per_token unique,
  holder text,
  brand text not null,
  last4 text not null,
  exp_month integer not null,
  exp_year integer not null,
  -- How every charge of this test card ends; null for one that succeeds.
  fate text,
  made_at timestamptz not null
);

create table gateway.charges (
  -- The caller's key: asked again, the first answer stands.
  key text primary key,
  id text not null constraint one_charge_per_id unique,
  card_id text references gateway.cards (id),
  currency text,
  amount_minor bigint,
  description text,
  state text not null constraint charge_state_is_known check (state in ('captured', 'declined', 'closed')),
  code text,
  made_at timestamptz not null
);
