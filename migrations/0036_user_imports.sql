-- Many people are invited by a file: it is read and reported line by line before anything is done, then confirmed once.

create table user_imports (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  file_name text not null,
  state text not null default 'checked' constraint user_import_state_is_known check (state in ('checked', 'running', 'done')),
  -- Whoever read it in confirms it, and answers for its invitations.
  uploaded_by uuid not null references users (id),
  uploaded_at timestamptz not null,
  confirmed_at timestamptz,
  finished_at timestamptz,
  constraint running_was_confirmed check (state = 'checked' or confirmed_at is not null),
  constraint done_was_finished check ((state = 'done') = (finished_at is not null))
);
create index user_imports_of_a_person on user_imports (account_id, uploaded_by);

create table user_import_lines (
  account_id uuid not null,
  import_id uuid not null references user_imports (id) on delete cascade,
  -- As a spreadsheet counts them: the heading is line 1.
  line integer not null,
  -- As typed, for the report.
  typed jsonb not null,
  -- Who would be invited; null when the line cannot be read.
  invited jsonb,
  -- {"field": "email", "code": "…", "params": {…}}
  problem jsonb,
  invitation_id uuid references invitations (id),
  primary key (account_id, import_id, line),
  constraint readable_or_wrong check (invited is not null or problem is not null),
  constraint sent_without_problem check (invitation_id is null or problem is null)
);
create index user_import_lines_of_an_import on user_import_lines (import_id);
create index user_import_lines_of_an_invitation on user_import_lines (invitation_id) where invitation_id is not null;
