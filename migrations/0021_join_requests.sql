-- Somebody of a company that has an account already asks to join it, instead of making a second one.

create table join_requests (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  directory_id uuid not null references directories (id),
  email text not null,
  given_name text not null,
  family_name text not null,
  language text not null constraint asker_language_is_known check (language in ('fr', 'en')),
  -- Of the link that shows whose mailbox it is.
  token_hash bytea not null constraint one_join_request_per_token unique,
  state text not null default 'asked' constraint join_request_state_is_known check (state in ('asked', 'confirmed', 'accepted', 'declined')),
  -- Chosen with the link, in force with the acceptance. Argon2id.
  password_hash text,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  decided_at timestamptz,
  constraint confirmed_with_a_password check (state = 'asked' or password_hash is not null)
);
create unique index one_open_join_request_per_address on join_requests (account_id, email) where state in ('asked', 'confirmed');
create index join_requests_of_an_account on join_requests (account_id, state, id);
