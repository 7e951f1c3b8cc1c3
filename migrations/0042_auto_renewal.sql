-- What was bought renews by itself until somebody of the company stops that; who and when stands with the membership, beside the history.

alter table memberships add column auto_renew_off_at timestamptz;
alter table memberships add column auto_renew_off_by text;
alter table memberships add constraint a_stopped_renewal_says_who_and_when
  check (num_nulls(auto_renew_off_at, auto_renew_off_by) in (0, 2) and (not auto_renew or auto_renew_off_at is null));
