-- What the house wrote to somebody stays here too, whether a mailbox took it or not; and where and about what each person is written to.

create table notices (
  -- Of the mail that it copies.
  id uuid primary key,
  user_id uuid not null references users (id),
  -- The company that it is about; null is the person alone.
  account_id uuid references accounts (id),
  kind text not null constraint notice_kind_is_known check (kind in ('security', 'account', 'orders', 'reminders', 'benefits')),
  template text not null,
  language text not null constraint notice_language_is_known check (language in ('fr', 'en')),
  subject text not null,
  -- A page of the company's own pages; never a link that opens something by itself.
  link text,
  at timestamptz not null,
  read_at timestamptz
);
create index notices_of_a_person on notices (user_id, id desc);
create index notices_unread on notices (user_id, account_id) where read_at is null;

create table notice_settings (
  user_id uuid primary key references users (id),
  -- Where mails go instead of the sign-in address, once its owner has confirmed it.
  address text,
  confirmed_at timestamptz,
  asked_address text,
  asked_token_hash bytea constraint one_confirmation_per_token unique,
  asked_until timestamptz,
  -- The kinds that this person wants no mail about. They stay in the list.
  refused text[] not null default '{}',
  constraint an_address_is_confirmed check ((address is null) = (confirmed_at is null)),
  constraint an_address_is_asked_with_its_link check (
    (asked_address is null) = (asked_token_hash is null) and (asked_address is null) = (asked_until is null)
  ),
  constraint only_these_may_be_refused check (refused <@ array['reminders', 'benefits'])
);
