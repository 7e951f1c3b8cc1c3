-- Named seats of an entitlement: as many rows as seats, one holder at a time, and who held which seat when.

create table seats (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  entitlement_id uuid not null references entitlements (id),
  number integer not null,
  state text not null default 'free' constraint seat_state_is_known check (state in ('free', 'assigned')),
  user_id uuid references users (id),
  assigned_at timestamptz,
  constraint a_seat_is_free_or_somebodys check ((state = 'assigned') = (user_id is not null and assigned_at is not null))
);
create unique index one_number_per_seat on seats (entitlement_id, number);
create unique index one_seat_per_person on seats (entitlement_id, user_id) where state = 'assigned';
create index seats_of_a_person on seats (user_id) where state = 'assigned';

create table seat_holdings (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  seat_id uuid not null references seats (id),
  user_id uuid not null references users (id),
  from_at timestamptz not null,
  until_at timestamptz,
  assigned_by text not null,
  released_by text
);
create unique index one_holder_at_a_time on seat_holdings (seat_id) where until_at is null;
create index holdings_of_a_seat on seat_holdings (seat_id, from_at desc);
