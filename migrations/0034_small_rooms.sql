-- A temporary password ends, the tour is offered until it was taken or declined, and a company puts first what it sells most.

-- Until when a temporary password opens, on the business clock; null for one that the person chose. Those given before end as if given now.
alter table users add column password_expires_at timestamptz;
update users set password_expires_at = now() + interval '72 hours' where must_change_password;

create table tours (
  user_id uuid primary key references users (id),
  -- The first end counts: whoever takes it again later changes nothing.
  ended text not null constraint tour_end_is_known check (ended in ('finished', 'dismissed')),
  ended_at timestamptz not null
);

create table pins (
  account_id uuid not null references accounts (id),
  -- The id, in the programme, of an item of the catalogue.
  item_id text not null,
  position integer not null constraint five_pins_at_most check (position between 1 and 5),
  pinned_by uuid not null references users (id),
  pinned_at timestamptz not null,
  primary key (account_id, item_id),
  -- Judged at the end of the act, so that two pins may change places.
  constraint one_pin_per_place unique (account_id, position) deferrable initially deferred
);
