-- The vendor's staff see what a day of renewals will do before it does it, and may hold it back: all of it, or one company's.

create table renewal_holds (
  id uuid primary key,
  -- Null: everybody's.
  account_id uuid references accounts (id),
  reason text not null,
  held_by uuid not null references users (id),
  held_by_name text not null,
  held_at timestamptz not null,
  released_by uuid references users (id),
  released_by_name text,
  released_at timestamptz,
  constraint a_released_hold_says_who_and_when check (num_nulls(released_by, released_by_name, released_at) in (0, 3))
);
create unique index one_hold_at_a_time on renewal_holds (account_id) nulls not distinct where released_at is null;
create index released_holds on renewal_holds (id desc) where released_at is not null;

-- The charges that a hold has kept back: they are asked for when it is released.
create table held_charges (
  membership_id uuid not null references memberships (id),
  account_id uuid not null references accounts (id),
  term integer not null,
  since date not null,
  primary key (membership_id, term)
);
create index held_charges_of_an_account on held_charges (account_id);

create table rehearsals (
  id uuid primary key,
  -- What happens on this day, seen from that one.
  on_day date not null,
  from_day date not null,
  state text not null,
  asked_by uuid not null references users (id),
  asked_by_name text not null,
  asked_at timestamptz not null,
  -- Memberships to look at, and how many have been.
  total integer not null,
  done integer not null default 0,
  finished_at timestamptz,
  approved_by uuid references users (id),
  approved_by_name text,
  approved_at timestamptz,
  constraint rehearsal_state_is_known check (state in ('running', 'ready')),
  constraint a_day_ahead_is_rehearsed check (on_day > from_day),
  constraint a_finished_rehearsal_has_its_moment check ((state = 'ready') = (finished_at is not null)),
  constraint an_approval_says_who_and_when check (num_nulls(approved_by, approved_by_name, approved_at) in (0, 3))
);
create index rehearsals_by_age on rehearsals (asked_at);

create table rehearsal_lines (
  id uuid primary key,
  rehearsal_id uuid not null references rehearsals (id) on delete cascade,
  account_id uuid not null references accounts (id),
  membership_id uuid not null references memberships (id),
  what text not null,
  reason text,
  refused_before boolean not null,
  currency text,
  total_minor bigint,
  card jsonb,
  again_on date,
  constraint happening_is_known check (what in ('charge', 'notCharged', 'held', 'reminder', 'grace', 'end')),
  constraint a_charge_has_its_amount check ((what = 'charge') = (num_nulls(currency, total_minor) = 0)),
  constraint what_is_not_charged_has_its_reason check ((what = 'notCharged') = (reason is not null))
);
create index rehearsal_lines_in_order on rehearsal_lines (rehearsal_id, id);
create index rehearsal_lines_by_kind on rehearsal_lines (rehearsal_id, what, id);

-- The memberships that a day may touch, page by page.
create index memberships_that_run on memberships (id) include (ends_on) where state in ('active', 'grace');
