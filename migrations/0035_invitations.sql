-- People come in by a link that a colleague sends them, and ask a colleague by name for the role they lack.

create table invitations (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  email text not null,
  given_name text not null,
  family_name text not null,
  language text not null constraint invitation_language_is_known check (language in ('fr', 'en')),
  -- What it gives, as far as whoever sent it may still give it when it is accepted.
  roles text[] not null,
  -- Of the link. Sending it again makes another one.
  token_hash bytea not null constraint one_invitation_per_token unique,
  state text not null default 'sent' constraint invitation_state_is_known check (state in ('sent', 'accepted', 'revoked')),
  -- Who answers for it: whoever sent it last.
  sent_by uuid not null references users (id),
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  decided_at timestamptz,
  user_id uuid references users (id),
  constraint accepted_by_somebody check ((state = 'accepted') = (user_id is not null))
);
create unique index one_open_invitation_per_address on invitations (account_id, email) where state = 'sent';
create index invitations_open on invitations (account_id, id) where state = 'sent';

create table role_requests (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  user_id uuid not null references users (id),
  role text not null,
  -- Whom they asked; whoever may give the role may decide.
  asked_of uuid not null references users (id),
  note text not null,
  state text not null default 'asked' constraint role_request_state_is_known check (state in ('asked', 'granted', 'declined')),
  -- The house's day: one request per person, role and day.
  asked_on date not null,
  asked_at timestamptz not null,
  decided_at timestamptz,
  decided_by_name text,
  reason text not null default '',
  constraint one_role_request_a_day unique (account_id, user_id, role, asked_on),
  constraint decided_by_somebody check ((state = 'asked') = (decided_by_name is null))
);
create index role_requests_open on role_requests (account_id, id) where state = 'asked';
create index role_requests_of_a_person on role_requests (account_id, user_id, id);
