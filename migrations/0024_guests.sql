-- A person of another company, or with an address outside the company's domain, is a guest here: some roles are not for them (handbook C16).
alter table members add column guest boolean not null default false;
