-- An order may be paid by bank transfer instead of a card: it waits for its money, with the account that it was shown, and is cancelled or expires.

alter table carts
  -- Who is asked about the transfer; null for a cart that is paid by card, or not decided yet.
  add column transfer_contact jsonb,
  add constraint paid_by_card_or_by_transfer check (payment_method_id is null or transfer_contact is null);

alter table orders drop constraint order_state_is_known;
alter table orders add constraint order_state_is_known
  check (state in ('paying', 'awaitingPayment', 'proofSubmitted', 'paid', 'declined', 'abandoned', 'cancelled', 'expired'));
alter table orders drop constraint an_order_on_its_way_is_open;
alter table orders
  alter column payment_method_id drop not null,
  add constraint an_order_on_its_way_is_open check ((state in ('paying', 'awaitingPayment', 'proofSubmitted')) = (closed_at is null)),
  add constraint what_is_charged_has_its_card check (payment_method_id is not null or state not in ('paying', 'declined', 'abandoned')),
  add constraint what_waits_for_a_transfer_has_none check (payment_method_id is null or state not in ('awaitingPayment', 'proofSubmitted', 'cancelled', 'expired'));
drop index one_order_in_flight_per_offer;
create unique index one_order_in_flight_per_offer on orders (account_id, offer_id) where state in ('paying', 'awaitingPayment', 'proofSubmitted');
create index orders_awaiting_a_transfer on orders (placed_at, id) where state in ('awaitingPayment', 'proofSubmitted');

create table transfers (
  order_id uuid primary key references orders (id),
  account_id uuid not null references accounts (id),
  contact jsonb not null,
  -- The vendor's account as it was shown: the programme's may change later.
  bank jsonb not null,
  -- The last day on which the money may arrive.
  pay_until date not null,
  -- What the company sent to show that it has paid; replaced as a whole while the money has not been matched.
  proof_file_id uuid references files (id),
  proof_paid_on date,
  proof_bank_account text,
  proof_reference text,
  proof_by_name text,
  proof_at timestamptz,
  constraint a_proof_is_whole check (num_nulls(proof_file_id, proof_paid_on, proof_bank_account, proof_reference, proof_by_name, proof_at) in (0, 6))
);
create index transfers_with_a_proof on transfers (proof_file_id) where proof_file_id is not null;
