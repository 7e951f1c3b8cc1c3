-- How somebody becomes a global administrator without one: by proving the company's domain, or by the orphaned account's way back.

create table domain_proofs (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  domain text not null,
  -- Who asked: the record they publish makes them, and nobody else, an administrator.
  user_id uuid not null references users (id),
  state text not null default 'open' constraint domain_proof_state_is_known check (state in ('open', 'proven', 'replaced')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  proven_at timestamptz
);
create unique index one_open_proof_per_person on domain_proofs (account_id, user_id) where state = 'open';

-- Somebody who shows that a mailbox on a company's domain is theirs; the mail holds the token.
create table recovery_requests (
  id uuid primary key,
  token_hash bytea not null constraint one_recovery_request_per_token unique,
  account_id uuid not null references accounts (id),
  email text not null,
  given_name text not null,
  family_name text not null,
  language text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create unique index one_recovery_request_per_mailbox on recovery_requests (account_id, email);

create table recovery_cases (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  -- Null while the candidate is nobody's user yet.
  candidate_id uuid references users (id),
  request_id uuid references recovery_requests (id),
  candidate_email text not null,
  given_name text not null,
  family_name text not null,
  language text not null,
  way text not null constraint recovery_way_is_known check (way in ('dns', 'contacts')),
  state text not null default 'collecting'
    constraint recovery_state_is_known check (state in ('collecting', 'waiting', 'granted', 'stopped', 'lapsed')),
  opened_at timestamptz not null,
  -- Until when the proof or the confirmations are waited for.
  answer_by timestamptz not null,
  waiting_since timestamptz,
  ends_at timestamptz,
  ended_at timestamptz,
  -- Who stopped it, as they were called then, and why.
  stopped_by text,
  reason text,
  constraint somebody_asks check (candidate_id is not null or request_id is not null),
  constraint waiting_has_an_end check ((waiting_since is null) = (ends_at is null))
);
create unique index one_live_recovery_per_account on recovery_cases (account_id) where state in ('collecting', 'waiting');
create index recoveries_newest on recovery_cases (opened_at desc, id desc);
create index recoveries_of_an_account on recovery_cases (account_id, opened_at desc);

-- Everybody who is told of a case and may answer it by a link of their own.
create table recovery_voices (
  id uuid primary key,
  case_id uuid not null references recovery_cases (id),
  party text not null constraint recovery_party_is_known check (party in ('primaryContact', 'named', 'administrator', 'candidate')),
  email text not null,
  name text not null,
  language text not null,
  token_hash bytea not null constraint one_voice_per_token unique,
  answer text constraint recovery_answer_is_known check (answer in ('confirmed', 'objected')),
  answered_at timestamptz
);
create unique index one_voice_per_mailbox on recovery_voices (case_id, email);

insert into jobs (id, kind, key, clock, due_at, not_before) values (gen_random_uuid(), 'security.measure', 'first', 'machine', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
