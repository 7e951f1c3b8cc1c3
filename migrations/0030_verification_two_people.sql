-- A case is answered through a signed link too, by somebody without an account; an override takes two members of staff; and a company
-- whose answer is late can say so.

alter table verification_documents alter column sent_by drop not null;
comment on column verification_documents.sent_by is 'Null for whoever came by the signed link of a mail; their name is kept.';

alter table verification_cases
  add column escalated_at timestamptz,
  add column escalated_by text,
  add constraint an_escalation_has_a_name check ((escalated_at is null) = (escalated_by is null)),
  add constraint an_escalation_waits_for_an_answer check (escalated_at is null or due_on is not null);

-- A rejection to be overturned, or a pass by a rule to be overridden: asked by one, answered by another.
create table verification_overrides (
  id uuid primary key,
  case_id uuid not null references verification_cases (id),
  "check" text not null constraint override_check_is_known check ("check" in ('email', 'employment', 'business')),
  state text not null constraint override_state_is_known check (state in ('asked', 'approved', 'declined', 'overtaken')),
  reason text not null,
  asked_by uuid not null references users (id),
  asked_by_name text not null,
  asked_at timestamptz not null,
  answered_by uuid references users (id),
  answered_by_name text,
  answered_at timestamptz,
  answer text,
  constraint two_people_override check (state <> 'approved' or answered_by <> asked_by),
  constraint an_answer_has_a_date check ((state = 'asked') = (answered_at is null)),
  constraint an_answer_is_somebodys check (state in ('asked', 'overtaken') or answered_by is not null)
);
create unique index one_override_at_a_time on verification_overrides (case_id, "check") where state = 'asked';
