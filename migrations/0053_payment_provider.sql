-- A payment provider outside the house: whom it knows under which name, until when a buyer may answer their bank, and what it told by itself.

create table provider_customers (
  gateway text not null,
  account_id uuid not null references accounts (id),
  ref text not null,
  made_at timestamptz not null,
  primary key (account_id, gateway)
);
create unique index one_account_per_customer on provider_customers (gateway, ref);

-- By the machine's clock: until then the attempt is looked at, and not closed.
alter table payment_attempts add column confirm_until timestamptz;

-- Each message once, however often it comes. It is a hint to ask, so nothing of its content is kept.
create table provider_messages (
  gateway text not null,
  id text not null,
  kind text not null,
  heard_at timestamptz not null,
  primary key (gateway, id)
);
