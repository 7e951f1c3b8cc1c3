-- A paid order is given back: by the company itself while the programme's rule lets it, or through the desk. What it had paid for ends with it.

alter table orders drop constraint order_state_is_known;
alter table orders add constraint order_state_is_known
  check (state in ('paying', 'awaitingPayment', 'proofSubmitted', 'paid', 'declined', 'abandoned', 'cancelled', 'expired', 'refunded'));
alter table orders drop constraint a_paid_order_has_its_membership;
alter table orders
  add column refunded_on date,
  add constraint a_paid_order_has_its_membership check ((state in ('paid', 'refunded')) = (membership_id is not null)),
  add constraint a_refunded_order_has_its_day check ((state = 'refunded') = (refunded_on is not null));

alter table memberships drop constraint membership_state_is_known;
alter table memberships add constraint membership_state_is_known check (state in ('active', 'grace', 'expired', 'cancelled'));
alter table memberships
  add column cancelled_on date,
  -- Since when its price is on the way back: meanwhile nothing of it is opened and nobody renews it.
  add column refunding_at timestamptz,
  add constraint a_cancelled_membership_has_its_day check ((state = 'cancelled') = (cancelled_on is not null)),
  add constraint a_cancelled_membership_does_not_renew check (state <> 'cancelled' or (not auto_renew and refunding_at is null));

create sequence refund_numbers start 100001;

create table refunds (
  -- The idempotency key at the payment provider.
  id uuid primary key,
  -- What people say on the telephone: RF-100001.
  number text not null constraint one_refund_per_number unique default 'RF-' || nextval('refund_numbers'),
  account_id uuid not null references accounts (id),
  order_id uuid not null references orders (id),
  membership_id uuid not null references memberships (id),
  state text not null constraint refund_state_is_known check (state in ('requested', 'proposed', 'paying', 'refunded', 'failed', 'refused', 'withdrawn')),
  version integer not null default 1,
  -- Who came with it: the company by itself, a service request of theirs, or the desk.
  origin text not null constraint refund_origin_is_known check (origin in ('self', 'request', 'desk')),
  request_id uuid references service_requests (id),
  asked_by uuid not null references users (id),
  asked_by_name text not null,
  -- Who of the company is told what comes of it.
  told_id uuid not null references users (id),
  -- The day that the programme's rule counts to, and when it came.
  asked_on date not null,
  asked_at timestamptz not null,
  -- Of the desk: why the case was opened.
  note text not null default '',
  -- An exception to the rule: who stands for it and why; somebody else has to confirm it.
  proposed_by uuid references users (id),
  proposed_by_name text,
  proposed_at timestamptz,
  exception text,
  -- Null with a time: the programme's rule decided, and nobody of the staff.
  decided_by uuid references users (id),
  decided_by_name text,
  decided_at timestamptz,
  -- What the partner reads of a refusal.
  reason text,
  -- What stood against it when it was decided, by its codes.
  blocks jsonb not null default '[]',
  gateway text,
  charge_ref text,
  currency text,
  amount_minor bigint,
  refund_ref text,
  closed_at timestamptz,
  constraint an_exception_has_its_reason check (num_nulls(proposed_by, proposed_by_name, proposed_at, exception) in (0, 4)),
  constraint a_decision_has_its_time check ((state in ('paying', 'refunded', 'failed', 'refused')) = (decided_at is not null)),
  constraint nobody_approves_what_they_asked_for check (decided_by is null or state = 'refused' or (decided_by <> asked_by and decided_by is distinct from proposed_by)),
  constraint a_refusal_has_its_reason check ((state = 'refused') = (reason is not null)),
  constraint a_refund_on_its_way_has_its_amount check ((state in ('paying', 'refunded', 'failed')) = (num_nulls(gateway, charge_ref, currency, amount_minor) = 0)),
  constraint a_refund_is_positive check (amount_minor > 0),
  constraint a_refund_has_its_reference check ((state = 'refunded') = (refund_ref is not null)),
  constraint a_closed_refund_has_its_time check ((state in ('refunded', 'failed', 'refused', 'withdrawn')) = (closed_at is not null))
);
-- What is asked for, on its way or done stands once; what was refused or has failed may be asked for again.
create unique index one_refund_at_a_time on refunds (order_id) where state in ('requested', 'proposed', 'paying', 'refunded');
create index refunds_of_a_membership on refunds (account_id, membership_id, id desc);
create index refunds_of_a_request on refunds (request_id) where request_id is not null;
create index refunds_to_decide on refunds (asked_at, id) where state in ('requested', 'proposed');
create index refunds_on_their_way on refunds (asked_at, id) where state = 'paying';
create index refunds_closed on refunds (closed_at desc, id desc) where closed_at is not null;

create table gateway.refunds (
  -- The caller's key: asked again, the first answer stands.
  key text primary key,
  id text not null constraint one_refund_per_id unique,
  charge_id text not null references gateway.charges (id),
  currency text not null,
  amount_minor bigint not null,
  state text not null constraint gateway_refund_state_is_known check (state in ('refunded', 'refused')),
  made_at timestamptz not null
);
create index refunds_of_a_charge on gateway.refunds (charge_id);

-- Sealed keys of what has ended already go back to the stock, as they do from now on.
insert into jobs (id, kind, key, account_id, payload, clock, due_at, not_before)
select gen_random_uuid(), 'keys.takeBack', 'ended:' || e.id::text, e.account_id, jsonb_build_object('subject', e.id), 'business', e.granted_at, e.granted_at
from entitlements e where e.state = 'ended' and e.kind = 'software' and exists (select from keys k where k.entitlement_id = e.id and k.state = 'reserved');
