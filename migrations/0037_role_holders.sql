-- The few who hold a role among the many members of a large company: who has the key to a closed door, and how many administrators there are.
create index role_holders_of_an_account on members (account_id) where state = 'active' and roles <> '{}';
