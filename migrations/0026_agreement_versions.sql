-- Agreements that change: every version that was ever published stays as it was, the next one is drafted, and each company is known to
-- have accepted, to owe a new acceptance by a day, or to be closed because that day has passed.

create table agreement_versions (
  agreement_id text not null,
  version text not null,
  programme text not null,
  title_fr text not null,
  title_en text not null,
  text_fr text not null,
  text_en text not null,
  sha256_fr text not null,
  sha256_en text not null,
  -- The language that counts when two texts differ.
  reference_language text not null constraint reference_language_is_known check (reference_language in ('fr', 'en')),
  effective_from date not null,
  -- Null is everywhere.
  countries text[],
  -- The last day for a company that accepted an earlier version; null asks nobody to accept again.
  accept_by date,
  -- Only these of the roles that sign agreements may sign this one; null is all of them.
  signed_by text[],
  -- From the files of the programme, or from the vendor's desk.
  origin text not null constraint version_origin_is_known check (origin in ('programme', 'desk')),
  published_at timestamptz not null,
  published_by text not null default '',
  primary key (agreement_id, version),
  constraint a_version_is_what_its_digests_say check (
    sha256_fr = encode(sha256(convert_to(text_fr, 'UTF8')), 'hex') and sha256_en = encode(sha256(convert_to(text_en, 'UTF8')), 'hex')
  ),
  constraint a_deadline_follows_the_effect check (accept_by is null or accept_by >= effective_from),
  constraint a_region_names_countries check (countries is null or cardinality(countries) > 0)
);

create function published_stays() returns trigger language plpgsql as $$
begin
  raise exception 'what was published does not change: % %', old.agreement_id, old.version using errcode = 'restrict_violation';
end
$$;
create trigger a_published_version_stays before update or delete on agreement_versions for each row execute function published_stays();

-- The next version of an agreement, while the vendor's staff write it: one at a time.
create table agreement_drafts (
  agreement_id text primary key,
  version text not null,
  title_fr text not null,
  title_en text not null,
  text_fr text not null,
  text_en text not null,
  reference_language text not null constraint draft_reference_language_is_known check (reference_language in ('fr', 'en')),
  effective_from date not null,
  countries text[],
  accept_by date,
  -- Grows with each saving, so that two people at one draft notice each other.
  revision integer not null default 1,
  saved_at timestamptz not null,
  saved_by text not null
);

create table company_agreements (
  account_id uuid not null references accounts (id),
  agreement_id text not null,
  state text not null constraint agreement_state_is_known check (state in ('toAccept', 'accepted', 'reacceptRequired', 'blocked')),
  -- The newest version that the company accepted.
  version text,
  -- The last day to accept again, while that is owed.
  due_on date,
  since timestamptz not null,
  primary key (account_id, agreement_id),
  constraint accepted_is_a_version check ((version is null) = (state = 'toAccept')),
  constraint owed_by_a_day check ((due_on is not null) = (state in ('reacceptRequired', 'blocked')))
);
create index companies_of_an_agreement on company_agreements (agreement_id, account_id);
create index acceptances_of_an_agreement on acceptances (agreement_id, version, id);

insert into company_agreements (account_id, agreement_id, state, version, since)
select distinct on (account_id, agreement_id) account_id, agreement_id, 'accepted', version, accepted_at
from acceptances order by account_id, agreement_id, accepted_at desc, id desc;
