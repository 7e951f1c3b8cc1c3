-- Invoices, credit notes and receipts: numbered in the order they are issued, without gaps, with every figure and name as it stood then.

create table billing_series (
  kind text not null,
  year integer not null,
  -- The last number given. Whoever takes the next holds this row until it is written, so that a number taken is a document that exists.
  last integer not null,
  -- The day of that number: a later one is never of an earlier day.
  last_on date not null,
  primary key (kind, year)
);

create table billing_documents (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  kind text not null constraint billing_kind_is_known check (kind in ('invoice', 'creditNote', 'receipt')),
  number text not null constraint one_document_per_number unique,
  -- What it is issued for: the order of an invoice or a receipt, the refund of a credit note. Heard twice, it is issued once.
  cause uuid not null,
  order_id uuid not null references orders (id),
  membership_id uuid references memberships (id),
  corrects uuid references billing_documents (id),
  issued_on date not null,
  issued_at timestamptz not null,
  paid_on date not null,
  country text not null,
  currency text not null,
  net_minor bigint not null,
  tax_treatment text not null constraint billing_tax_treatment_is_known check (tax_treatment in ('standard', 'reverseCharge', 'exempt', 'outOfScope')),
  tax_exemption text,
  tax_rate text not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  order_number text not null,
  -- The names, addresses and numbers of both sides, what was sold for which days, and how it was paid, as they stood.
  seller jsonb not null,
  buyer jsonb not null,
  line jsonb not null,
  payment jsonb not null,
  constraint one_document_per_kind_and_cause unique (kind, cause),
  constraint sums_are_right check (total_minor = net_minor + tax_minor),
  constraint a_credit_note_corrects_an_invoice check ((kind = 'creditNote') = (corrects is not null))
);
create index billing_documents_of_an_account on billing_documents (account_id, issued_on desc, id desc);
create index billing_documents_by_day on billing_documents (issued_on desc, id desc);
create index billing_documents_of_a_membership on billing_documents (membership_id) where membership_id is not null;

-- The sealed file in a language, made when it is first asked for and then kept.
create table billing_files (
  document_id uuid not null references billing_documents (id),
  language text not null constraint billing_language_is_known check (language in ('fr', 'en')),
  bytes bytea not null,
  sha256 text not null,
  seal_fingerprint text not null,
  made_at timestamptz not null,
  primary key (document_id, language),
  constraint a_billing_file_is_what_its_digest_says check (sha256 = encode(sha256(bytes), 'hex'))
);

-- What was paid before gets its papers too, in the order it was paid.
insert into jobs (id, kind, key, account_id, payload, clock, due_at, not_before)
select gen_random_uuid(), 'invoicing.issue', id::text, account_id, jsonb_build_object('orderId', id), 'business', closed_at, closed_at
from orders where state = 'paid' order by closed_at, id;
