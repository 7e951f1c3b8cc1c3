-- What was agreed, word for word, who accepted it for which company, the sealed document of it, and what seals documents.

create table agreement_texts (
  agreement_id text not null,
  version text not null,
  language text not null constraint text_language_is_known check (language in ('fr', 'en')),
  sha256 text not null,
  -- The source exactly as it was shown. Written once, by the first acceptance, whatever the programme says later.
  source text not null,
  kept_at timestamptz not null,
  primary key (agreement_id, version, language, sha256),
  constraint a_text_is_what_its_digest_says check (sha256 = encode(sha256(convert_to(source, 'UTF8')), 'hex'))
);

create table acceptances (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  -- The programme the company enrols in by it, and the agreement: ids of the programme's data.
  programme text not null,
  agreement_id text not null,
  version text not null,
  language text not null,
  text_sha256 text not null,
  -- Everything below is as it stood at that moment: names change, what was signed does not.
  title text not null,
  issuer text not null,
  company_name text not null,
  partner_id text not null,
  person_id uuid not null references users (id),
  person_name text not null,
  person_email text not null,
  person_roles text[] not null,
  -- The sentence that was ticked.
  authority text not null,
  accepted_at timestamptz not null,
  -- The machine's instant, which never travels.
  recorded_at timestamptz not null,
  ip text not null,
  user_agent text not null,
  constraint one_acceptance_per_version unique (account_id, agreement_id, version),
  constraint an_acceptance_has_its_text foreign key (agreement_id, version, language, text_sha256) references agreement_texts
);

-- The sealed document of an acceptance: made once, then given out byte for byte.
create table agreement_documents (
  acceptance_id uuid primary key references acceptances (id),
  bytes bytea not null,
  sha256 text not null,
  -- Of the certificate that sealed it, as viewers show it.
  seal_fingerprint text not null,
  made_at timestamptz not null,
  constraint a_document_is_what_its_digest_says check (sha256 = encode(sha256(bytes), 'hex'))
);

-- The house's own sealing identity, shared by all its processes: one row, made by the first that seals.
create table sealing (
  "only" boolean primary key default true constraint one_identity check ("only"),
  -- The private key, sealed with the house's secret.
  key bytea not null,
  certificate_pem text not null,
  made_at timestamptz not null
);
