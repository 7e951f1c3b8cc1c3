-- The network's free level has a year of its own: it is renewed, kept for some days when it is not, and then rests until somebody comes back.

-- What runs already gets its dates and its bells by the programme's word, which no migration knows.
insert into jobs (id, kind, key, account_id, payload, clock, due_at, not_before)
select gen_random_uuid(), 'memberships.schedule', id || ':network', account_id, jsonb_build_object('membershipId', id), 'business', started_at, started_at from memberships where kind = 'network';
