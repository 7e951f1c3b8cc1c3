-- What a company is enrolled in besides the network, which its account itself is: since when, in which state, who asked and who decided.

create table enrolments (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  -- An id of the programme's data.
  programme text not null,
  state text not null constraint enrolment_state_is_known check (
    state in ('applying', 'pendingVerification', 'qualified', 'active', 'suspended', 'rejected', 'left')
  ),
  applied_by uuid not null references users (id),
  applied_by_name text not null,
  applied_at timestamptz not null,
  -- Since when it has been in its state.
  since timestamptz not null,
  -- Who of the vendor's staff decided last, and what they wrote to the company.
  decided_by_name text,
  reason text,
  -- Grows by one with each move: a decision is about the state that was seen.
  version integer not null default 1,
  constraint one_enrolment_per_programme unique (account_id, programme)
);
create index enrolments_listed on enrolments (state, since, id);

alter table facts drop constraint fact_actor_is_known;
alter table facts add constraint fact_actor_is_known check (actor_kind in ('visitor', 'person', 'staff', 'link', 'clock', 'application'));
