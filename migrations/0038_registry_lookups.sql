-- What the register of companies answered about the declared data stands beside the case, or why it did not answer. It is evidence for the
-- person who decides, never a decision.

create table registry_lookups (
  account_id uuid not null references accounts (id),
  -- One row for each version of the declared data, however often it is asked about.
  data_version integer not null,
  -- Of the last asking: an answer to an earlier one is not kept.
  ask_id uuid not null constraint one_lookup_per_asking unique,
  source text not null,
  question jsonb not null,
  state text not null constraint registry_lookup_state_is_known check (state in ('asked', 'answered', 'silent')),
  asked_at timestamptz not null,
  answered_at timestamptz,
  why text,
  found jsonb,
  primary key (account_id, data_version),
  constraint answered_with_what_was_found check ((state = 'answered') = (found is not null)),
  constraint silent_for_a_reason check ((state = 'silent') = (why is not null))
);
