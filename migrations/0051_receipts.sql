-- What has arrived on the vendor's accounts: each payment once, however it was learned of, matched with one order or given back.

create table receipts (
  id uuid primary key,
  state text not null constraint receipt_state_is_known check (state in ('unmatched', 'matched', 'returned')),
  received_on date not null,
  currency text not null,
  amount_minor bigint not null constraint a_receipt_is_positive check (amount_minor > 0),
  reference text not null,
  payer text not null,
  -- Of what it says and its place among equal lines: the same line read again is the same receipt.
  content_hash bytea not null constraint one_receipt_per_line unique,
  entered_by uuid not null references users (id),
  entered_by_name text not null,
  entered_at timestamptz not null,
  order_id uuid references orders (id),
  -- Why it was matched though its reference does not say so, or given back.
  reason text,
  settled_by_name text,
  settled_at timestamptz,
  constraint a_matched_receipt_has_its_order check ((state = 'matched') = (order_id is not null)),
  constraint a_settled_receipt_says_who_and_when check ((state = 'unmatched') = (settled_by_name is null) and (settled_by_name is null) = (settled_at is null)),
  constraint what_is_given_back_has_a_reason check (state <> 'returned' or reason is not null)
);
create unique index one_receipt_per_order on receipts (order_id) where order_id is not null;
create index receipts_by_state on receipts (state, received_on desc, id desc);
