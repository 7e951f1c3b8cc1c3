-- A membership's year turns: it is renewed by an order, kept for some days when it is not, and then ends with what it gave.

alter table memberships drop constraint membership_state_is_known;
alter table memberships add constraint membership_state_is_known check (state in ('active', 'grace', 'expired'));
alter table memberships
  -- The last day of its benefits when the term is not renewed: the programme's word on the day the term began.
  add column kept_until date,
  -- The day on which the term that runs was bought: the right to a refund counts from it.
  add column paid_on date,
  add column expired_on date;
update memberships set kept_until = ends_on, paid_on = anchor_on;
alter table memberships
  alter column kept_until set not null,
  alter column paid_on set not null,
  add constraint benefits_last_to_the_end_of_the_term check (kept_until >= ends_on),
  add constraint an_expired_membership_has_its_day check ((state = 'expired') = (expired_on is not null));
drop index one_active_membership_per_offer;
create unique index one_running_membership_per_offer on memberships (account_id, offer_id) where state in ('active', 'grace') and only_one;

-- A new term has a right to a refund of its own: what was used in the one before does not count against it.
alter table membership_uses add column term integer not null default 1;
alter table membership_uses alter column term drop default;
alter table membership_uses drop constraint membership_uses_pkey;
alter table membership_uses add primary key (membership_id, term, what);

-- A cart and an order may pay for the next term of a membership instead of a first one.
alter table carts
  add column renews uuid references memberships (id),
  add column renews_term integer,
  -- When the person went on from the order's details, which come before the terms of a renewal.
  add column details_at timestamptz,
  add constraint a_renewal_says_which_term check ((renews is null) = (renews_term is null));
drop index one_open_cart_per_person_and_offer;
create unique index one_open_cart_per_person_and_offer on carts (account_id, offer_id, person_id, renews) nulls not distinct where state = 'open';

alter table orders
  add column renews uuid references memberships (id),
  add column renews_term integer,
  add column term_starts_on date,
  add column term_ends_on date,
  -- Placed by the house on the anniversary, on the strength of the last order: its card, its terms, its buyer.
  add column automatic boolean not null default false,
  alter column cart_id drop not null,
  add constraint a_renewal_has_its_term check (num_nulls(renews, renews_term, term_starts_on, term_ends_on) in (0, 4)),
  add constraint only_a_renewal_is_placed_without_a_person check (automatic = (cart_id is null) and (not automatic or renews is not null));
create unique index one_paid_order_per_term on orders (renews, renews_term) where state = 'paid';
create index automatic_orders_by_request on orders (account_id, request_key) where automatic;

-- Benefits stay usable through the days that a membership is kept.
alter table entitlements add column usable_until date;
update entitlements set usable_until = expires_on;
alter table entitlements
  alter column usable_until set not null,
  add constraint usable_to_the_last_day_of_activation check (usable_until >= expires_on);
create index entitlements_of_a_membership on entitlements (membership_id);

-- What runs already gets its dates by the programme's word, which no migration knows.
insert into jobs (id, kind, key, account_id, payload, clock, due_at, not_before)
select gen_random_uuid(), 'memberships.schedule', id::text, account_id, '{}', 'business', started_at, started_at from memberships;
