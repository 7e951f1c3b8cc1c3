-- What was done with a membership's benefits that may end its right to a refund: the first time of each kind is enough.

create table membership_uses (
  membership_id uuid not null references memberships (id),
  account_id uuid not null references accounts (id),
  -- A word of the programme's list: keyOpened, seatAssigned.
  what text not null,
  first_at timestamptz not null,
  primary key (membership_id, what)
);
