-- Product keys: sealed at rest, handed out once, every opening recorded.

create table keys (
  -- A random id: claims start at a random place of the pool, so that they neither collide nor walk over what is gone.
  id uuid primary key,
  product_id text not null,
  sealed bytea not null,
  -- The same key twice in one product is refused without opening any.
  blind_index bytea not null,
  state text not null default 'free' constraint key_state_is_known check (state in ('free', 'reserved', 'opened')),
  account_id uuid references accounts (id),
  entitlement_id uuid references entitlements (id),
  reserved_by uuid references users (id),
  reserved_at timestamptz,
  opened_by uuid references users (id),
  opened_at timestamptz,
  added_at timestamptz not null,
  constraint a_key_is_held_or_free check ((state = 'free') = (entitlement_id is null)),
  constraint an_opening_has_a_person_and_a_time check ((state = 'opened') = (opened_by is not null and opened_at is not null))
);
create unique index one_key_once_in_a_product on keys (product_id, blind_index);
create index keys_free on keys (product_id, id) where state = 'free';
create index keys_of_an_entitlement on keys (entitlement_id) where entitlement_id is not null;
