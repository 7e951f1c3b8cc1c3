-- The report of an account's people says when somebody signed in last, as an instant; a day of the sign-in counters is a day of UTC.

alter table sign_ins add column last_at timestamptz;
