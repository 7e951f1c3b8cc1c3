-- Made by `npm run generate` from the migrations; read it in a review, do not edit it.

create table gateway.cards (
  id text not null,
  token text not null,
  holder text,
  brand text not null,
  last4 text not null,
  exp_month integer not null,
  exp_year integer not null,
  fate text,
  made_at timestamp with time zone not null,
  constraint one_card_per_token UNIQUE (token),
  constraint cards_pkey PRIMARY KEY (id)
);

create table gateway.charges (
  key text not null,
  id text not null,
  card_id text,
  currency text,
  amount_minor bigint,
  description text,
  state text not null,
  code text,
  made_at timestamp with time zone not null,
  constraint one_charge_per_id UNIQUE (id),
  constraint charges_pkey PRIMARY KEY (key),
  constraint charges_card_id_fkey FOREIGN KEY (card_id) REFERENCES gateway.cards(id),
  constraint charge_state_is_known CHECK ((state = ANY (ARRAY['captured'::text, 'declined'::text, 'closed'::text])))
);

create table gateway.refunds (
  key text not null,
  id text not null,
  charge_id text not null,
  currency text not null,
  amount_minor bigint not null,
  state text not null,
  made_at timestamp with time zone not null,
  constraint one_refund_per_id UNIQUE (id),
  constraint refunds_pkey PRIMARY KEY (key),
  constraint refunds_charge_id_fkey FOREIGN KEY (charge_id) REFERENCES gateway.charges(id),
  constraint gateway_refund_state_is_known CHECK ((state = ANY (ARRAY['refunded'::text, 'refused'::text])))
);
CREATE INDEX refunds_of_a_charge on gateway.refunds using btree (charge_id);

create table acceptances (
  id uuid not null,
  account_id uuid not null,
  programme text not null,
  agreement_id text not null,
  version text not null,
  language text not null,
  text_sha256 text not null,
  title text not null,
  issuer text not null,
  company_name text not null,
  partner_id text not null,
  person_id uuid not null,
  person_name text not null,
  person_email text not null,
  person_roles text[] not null,
  authority text not null,
  accepted_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  ip text not null,
  user_agent text not null,
  constraint one_acceptance_per_version UNIQUE (account_id, agreement_id, version),
  constraint acceptances_pkey PRIMARY KEY (id),
  constraint acceptances_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint acceptances_person_id_fkey FOREIGN KEY (person_id) REFERENCES users(id),
  constraint an_acceptance_has_its_text FOREIGN KEY (agreement_id, version, language, text_sha256) REFERENCES agreement_texts(agreement_id, version, language, sha256)
);
CREATE INDEX acceptances_of_an_agreement on public.acceptances using btree (agreement_id, version, id);

create table accounts (
  id uuid not null,
  partner_id text not null,
  enrolled_by uuid not null,
  directory_id uuid not null,
  created_at timestamp with time zone not null,
  agreement_signed_at timestamp with time zone,
  setup_done_at timestamp with time zone,
  verification text not null default 'pending'::text,
  data_version integer not null default 1,
  legal_name text not null,
  address_line1 text not null,
  address_line2 text not null default ''::text,
  postal_code text not null,
  city text not null,
  country text not null,
  registration_number text not null default ''::text,
  vat_number text not null default ''::text,
  contact_given_name text not null,
  contact_family_name text not null,
  contact_email text not null,
  contact_phone text not null,
  contact_language text not null,
  updated_at timestamp with time zone not null,
  constraint one_account_per_directory UNIQUE (directory_id),
  constraint one_account_per_partner_id UNIQUE (partner_id),
  constraint accounts_pkey PRIMARY KEY (id),
  constraint accounts_directory_id_fkey FOREIGN KEY (directory_id) REFERENCES directories(id),
  constraint accounts_enrolled_by_fkey FOREIGN KEY (enrolled_by) REFERENCES users(id),
  constraint contact_language_is_known CHECK ((contact_language = ANY (ARRAY['fr'::text, 'en'::text]))),
  constraint country_is_iso CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint partner_id_has_seven_digits CHECK ((partner_id ~ '^\d{7}$'::text)),
  constraint verification_is_known CHECK ((verification = ANY (ARRAY['pending'::text, 'actionNeeded'::text, 'authorized'::text, 'rejected'::text])))
);
CREATE INDEX accounts_newest on public.accounts using btree (created_at DESC, id DESC);

create table agreement_documents (
  acceptance_id uuid not null,
  bytes bytea not null,
  sha256 text not null,
  seal_fingerprint text not null,
  made_at timestamp with time zone not null,
  constraint agreement_documents_pkey PRIMARY KEY (acceptance_id),
  constraint agreement_documents_acceptance_id_fkey FOREIGN KEY (acceptance_id) REFERENCES acceptances(id),
  constraint a_document_is_what_its_digest_says CHECK ((sha256 = encode(sha256(bytes), 'hex'::text)))
);

create table agreement_drafts (
  agreement_id text not null,
  version text not null,
  title_fr text not null,
  title_en text not null,
  text_fr text not null,
  text_en text not null,
  reference_language text not null,
  effective_from date not null,
  countries text[],
  accept_by date,
  revision integer not null default 1,
  saved_at timestamp with time zone not null,
  saved_by text not null,
  constraint agreement_drafts_pkey PRIMARY KEY (agreement_id),
  constraint draft_reference_language_is_known CHECK ((reference_language = ANY (ARRAY['fr'::text, 'en'::text])))
);

create table agreement_texts (
  agreement_id text not null,
  version text not null,
  language text not null,
  sha256 text not null,
  source text not null,
  kept_at timestamp with time zone not null,
  constraint agreement_texts_pkey PRIMARY KEY (agreement_id, version, language, sha256),
  constraint a_text_is_what_its_digest_says CHECK ((sha256 = encode(sha256(convert_to(source, 'UTF8'::name)), 'hex'::text))),
  constraint text_language_is_known CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text])))
);

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
  reference_language text not null,
  effective_from date not null,
  countries text[],
  accept_by date,
  signed_by text[],
  origin text not null,
  published_at timestamp with time zone not null,
  published_by text not null default ''::text,
  constraint agreement_versions_pkey PRIMARY KEY (agreement_id, version),
  constraint a_deadline_follows_the_effect CHECK (((accept_by IS NULL) OR (accept_by >= effective_from))),
  constraint a_region_names_countries CHECK (((countries IS NULL) OR (cardinality(countries) > 0))),
  constraint a_version_is_what_its_digests_say CHECK (((sha256_fr = encode(sha256(convert_to(text_fr, 'UTF8'::name)), 'hex'::text)) AND (sha256_en = encode(sha256(convert_to(text_en, 'UTF8'::name)), 'hex'::text)))),
  constraint reference_language_is_known CHECK ((reference_language = ANY (ARRAY['fr'::text, 'en'::text]))),
  constraint version_origin_is_known CHECK ((origin = ANY (ARRAY['programme'::text, 'desk'::text])))
);
CREATE TRIGGER a_published_version_stays BEFORE DELETE OR UPDATE on public.agreement_versions FOR EACH ROW EXECUTE FUNCTION published_stays();

create table application_tokens (
  id uuid not null,
  application_id uuid not null,
  account_id uuid not null,
  label text not null,
  ending text not null,
  token_hash bytea not null,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint one_application_per_token UNIQUE (token_hash),
  constraint application_tokens_pkey PRIMARY KEY (id),
  constraint application_tokens_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint application_tokens_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id)
);
CREATE INDEX tokens_of_an_application on public.application_tokens using btree (application_id, id);

create table applications (
  id uuid not null,
  account_id uuid not null,
  name text not null,
  uses text[] not null,
  role text not null,
  state text not null default 'active'::text,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  constraint applications_pkey PRIMARY KEY (id),
  constraint applications_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint an_application_has_a_use CHECK (((cardinality(uses) > 0) AND (uses <@ ARRAY['developer'::text, 'reseller'::text, 'controlPanel'::text]))),
  constraint application_role_is_a_developers CHECK ((role = ANY (ARRAY['developerManager'::text, 'developer'::text]))),
  constraint application_state_is_known CHECK ((state = ANY (ARRAY['active'::text, 'retired'::text]))),
  constraint never_a_resellers_and_a_control_panel_vendors CHECK ((NOT (uses @> ARRAY['reseller'::text, 'controlPanel'::text])))
);
CREATE INDEX applications_listed on public.applications using btree (account_id, id);

create table authenticators (
  user_id uuid not null,
  secret bytea not null,
  confirmed_at timestamp with time zone not null,
  last_step bigint not null,
  constraint authenticators_pkey PRIMARY KEY (user_id),
  constraint authenticators_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table bank_accounts (
  id uuid not null,
  account_id uuid not null,
  state text not null,
  holder text not null,
  iban bytea not null,
  country text not null,
  last4 text not null,
  bic text not null,
  sepa boolean not null,
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  confirmed_by uuid,
  confirmed_by_name text,
  confirmed_at timestamp with time zone,
  closed_by_name text,
  closed_at timestamp with time zone,
  constraint bank_accounts_pkey PRIMARY KEY (id),
  constraint bank_accounts_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint bank_accounts_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES users(id),
  constraint bank_accounts_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES users(id),
  constraint an_active_account_has_two_names CHECK (((state <> ALL (ARRAY['active'::text, 'replaced'::text])) OR (confirmed_by IS NOT NULL))),
  constraint bank_account_state_is_known CHECK ((state = ANY (ARRAY['pending'::text, 'active'::text, 'replaced'::text, 'cancelled'::text, 'expired'::text]))),
  constraint four_characters CHECK ((length(last4) = 4)),
  constraint nobody_confirms_alone CHECK ((confirmed_by IS DISTINCT FROM asked_by))
);
CREATE UNIQUE INDEX one_bank_account on public.bank_accounts using btree (account_id) WHERE (state = 'active'::text);
CREATE UNIQUE INDEX one_pending_bank_account on public.bank_accounts using btree (account_id) WHERE (state = 'pending'::text);

create table bill_to_requests (
  id uuid not null,
  account_id uuid not null,
  state text not null,
  from_name text not null,
  to_name text not null,
  because text not null,
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at timestamp with time zone not null,
  decided_by_name text,
  decided_at timestamp with time zone,
  reason text,
  constraint bill_to_requests_pkey PRIMARY KEY (id),
  constraint bill_to_requests_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint bill_to_requests_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES users(id),
  constraint bill_to_request_state_is_known CHECK ((state = ANY (ARRAY['requested'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text])))
);
CREATE INDEX bill_to_requests_listed on public.bill_to_requests using btree (state, asked_at, id);
CREATE UNIQUE INDEX one_open_bill_to_request on public.bill_to_requests using btree (account_id) WHERE (state = 'requested'::text);

create table billing_documents (
  id uuid not null,
  account_id uuid not null,
  kind text not null,
  number text not null,
  cause uuid not null,
  order_id uuid not null,
  membership_id uuid,
  corrects uuid,
  issued_on date not null,
  issued_at timestamp with time zone not null,
  paid_on date not null,
  country text not null,
  currency text not null,
  net_minor bigint not null,
  tax_treatment text not null,
  tax_exemption text,
  tax_rate text not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  order_number text not null,
  seller jsonb not null,
  buyer jsonb not null,
  line jsonb not null,
  payment jsonb not null,
  constraint one_document_per_kind_and_cause UNIQUE (kind, cause),
  constraint one_document_per_number UNIQUE (number),
  constraint billing_documents_pkey PRIMARY KEY (id),
  constraint billing_documents_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint billing_documents_corrects_fkey FOREIGN KEY (corrects) REFERENCES billing_documents(id),
  constraint billing_documents_membership_id_fkey FOREIGN KEY (membership_id) REFERENCES memberships(id),
  constraint billing_documents_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(id),
  constraint a_credit_note_corrects_an_invoice CHECK (((kind = 'creditNote'::text) = (corrects IS NOT NULL))),
  constraint billing_kind_is_known CHECK ((kind = ANY (ARRAY['invoice'::text, 'creditNote'::text, 'receipt'::text]))),
  constraint billing_tax_treatment_is_known CHECK ((tax_treatment = ANY (ARRAY['standard'::text, 'reverseCharge'::text, 'exempt'::text, 'outOfScope'::text]))),
  constraint sums_are_right CHECK ((total_minor = (net_minor + tax_minor)))
);
CREATE INDEX billing_documents_by_day on public.billing_documents using btree (issued_on DESC, id DESC);
CREATE INDEX billing_documents_of_a_membership on public.billing_documents using btree (membership_id) WHERE (membership_id IS NOT NULL);
CREATE INDEX billing_documents_of_an_account on public.billing_documents using btree (account_id, issued_on DESC, id DESC);

create table billing_files (
  document_id uuid not null,
  language text not null,
  bytes bytea not null,
  sha256 text not null,
  seal_fingerprint text not null,
  made_at timestamp with time zone not null,
  constraint billing_files_pkey PRIMARY KEY (document_id, language),
  constraint billing_files_document_id_fkey FOREIGN KEY (document_id) REFERENCES billing_documents(id),
  constraint a_billing_file_is_what_its_digest_says CHECK ((sha256 = encode(sha256(bytes), 'hex'::text))),
  constraint billing_language_is_known CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text])))
);

create table billing_profiles (
  id uuid not null,
  account_id uuid not null,
  bill_to text not null,
  address_line1 text not null,
  address_line2 text not null,
  postal_code text not null,
  city text not null,
  country text not null,
  contact_given_name text not null,
  contact_family_name text not null,
  contact_email text not null,
  contact_phone text not null,
  po_number text not null,
  tax_id text not null,
  currency text not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  updated_by_name text not null,
  ended_at timestamp with time zone,
  constraint billing_profiles_pkey PRIMARY KEY (id),
  constraint billing_profiles_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint billing_country_is_iso CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint billing_currency_is_iso CHECK ((currency ~ '^[A-Z]{3}$'::text))
);
CREATE UNIQUE INDEX one_billing_profile on public.billing_profiles using btree (account_id) WHERE (ended_at IS NULL);

create table billing_series (
  kind text not null,
  year integer not null,
  last integer not null,
  last_on date not null,
  constraint billing_series_pkey PRIMARY KEY (kind, year)
);

create table carts (
  id uuid not null,
  account_id uuid not null,
  offer_id text not null,
  person_id uuid not null,
  state text not null,
  version integer not null default 1,
  terms_id text,
  terms_version text,
  terms_language text,
  terms_sha256 text,
  terms_accepted_at timestamp with time zone,
  payment_method_id uuid,
  country text not null,
  currency text not null,
  net_minor bigint not null,
  tax_rate text not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  opened_at timestamp with time zone not null,
  renews uuid,
  renews_term integer,
  details_at timestamp with time zone,
  tax_treatment text not null,
  tax_exemption text,
  transfer_contact jsonb,
  constraint carts_pkey PRIMARY KEY (id),
  constraint carts_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint carts_payment_method_id_fkey FOREIGN KEY (payment_method_id) REFERENCES payment_methods(id),
  constraint carts_person_id_fkey FOREIGN KEY (person_id) REFERENCES users(id),
  constraint carts_renews_fkey FOREIGN KEY (renews) REFERENCES memberships(id),
  constraint a_renewal_says_which_term CHECK (((renews IS NULL) = (renews_term IS NULL))),
  constraint an_acceptance_is_whole CHECK ((num_nulls(terms_id, terms_version, terms_language, terms_sha256, terms_accepted_at) = ANY (ARRAY[0, 5]))),
  constraint cart_state_is_known CHECK ((state = ANY (ARRAY['open'::text, 'ordered'::text, 'left'::text]))),
  constraint cart_tax_treatment_is_known CHECK ((tax_treatment = ANY (ARRAY['standard'::text, 'reverseCharge'::text, 'exempt'::text, 'outOfScope'::text]))),
  constraint paid_by_card_or_by_transfer CHECK (((payment_method_id IS NULL) OR (transfer_contact IS NULL)))
);
CREATE INDEX carts_of_a_person on public.carts using btree (account_id, offer_id, person_id, id DESC);
CREATE UNIQUE INDEX one_open_cart_per_person_and_offer on public.carts using btree (account_id, offer_id, person_id, renews) NULLS NOT DISTINCT WHERE (state = 'open'::text);

create table company_agreements (
  account_id uuid not null,
  agreement_id text not null,
  state text not null,
  version text,
  due_on date,
  since timestamp with time zone not null,
  constraint company_agreements_pkey PRIMARY KEY (account_id, agreement_id),
  constraint company_agreements_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint accepted_is_a_version CHECK (((version IS NULL) = (state = 'toAccept'::text))),
  constraint agreement_state_is_known CHECK ((state = ANY (ARRAY['toAccept'::text, 'accepted'::text, 'reacceptRequired'::text, 'blocked'::text]))),
  constraint owed_by_a_day CHECK (((due_on IS NOT NULL) = (state = ANY (ARRAY['reacceptRequired'::text, 'blocked'::text]))))
);
CREATE INDEX companies_of_an_agreement on public.company_agreements using btree (agreement_id, account_id);

create table directories (
  id uuid not null,
  domain text not null,
  name text not null,
  account_id uuid,
  domain_proven_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint directories_pkey PRIMARY KEY (id),
  constraint domain_is_lower_case CHECK ((domain = lower(domain)))
);
CREATE INDEX directories_of_a_domain on public.directories using btree (domain);
CREATE INDEX directories_of_an_account on public.directories using btree (account_id);
CREATE UNIQUE INDEX one_directory_per_proven_domain on public.directories using btree (domain) WHERE (domain_proven_at IS NOT NULL);

create table domain_proofs (
  id uuid not null,
  account_id uuid not null,
  domain text not null,
  user_id uuid not null,
  state text not null default 'open'::text,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  proven_at timestamp with time zone,
  constraint domain_proofs_pkey PRIMARY KEY (id),
  constraint domain_proofs_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint domain_proofs_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint domain_proof_state_is_known CHECK ((state = ANY (ARRAY['open'::text, 'proven'::text, 'replaced'::text])))
);
CREATE UNIQUE INDEX one_open_proof_per_person on public.domain_proofs using btree (account_id, user_id) WHERE (state = 'open'::text);

create table drafts (
  user_id uuid not null,
  data jsonb not null,
  saved_at timestamp with time zone not null,
  constraint drafts_pkey PRIMARY KEY (user_id),
  constraint drafts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table enrolments (
  id uuid not null,
  account_id uuid not null,
  programme text not null,
  state text not null,
  applied_by uuid not null,
  applied_by_name text not null,
  applied_at timestamp with time zone not null,
  since timestamp with time zone not null,
  decided_by_name text,
  reason text,
  version integer not null default 1,
  constraint one_enrolment_per_programme UNIQUE (account_id, programme),
  constraint enrolments_pkey PRIMARY KEY (id),
  constraint enrolments_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint enrolments_applied_by_fkey FOREIGN KEY (applied_by) REFERENCES users(id),
  constraint enrolment_state_is_known CHECK ((state = ANY (ARRAY['applying'::text, 'pendingVerification'::text, 'qualified'::text, 'active'::text, 'suspended'::text, 'rejected'::text, 'left'::text])))
);
CREATE INDEX enrolments_listed on public.enrolments using btree (state, since, id);

create table entitlements (
  id uuid not null,
  account_id uuid not null,
  membership_id uuid not null,
  source text not null,
  product_id text not null,
  kind text not null,
  class text not null,
  quantity integer not null,
  capacity integer not null,
  used integer not null default 0,
  opened integer not null default 0,
  state text not null default 'active'::text,
  granted_at timestamp with time zone not null,
  expires_on date not null,
  usable_until date not null,
  constraint entitlements_pkey PRIMARY KEY (id),
  constraint entitlements_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint capacity_is_a_count CHECK ((capacity >= 0)),
  constraint class_is_known CHECK ((class = ANY (ARRAY['core'::text, 'incremental'::text]))),
  constraint entitlement_state_is_known CHECK ((state = ANY (ARRAY['active'::text, 'ended'::text]))),
  constraint never_more_opened_than_reserved CHECK (((opened >= 0) AND (opened <= used))),
  constraint never_more_than_granted CHECK (((used >= 0) AND (used <= capacity))),
  constraint quantity_is_positive CHECK ((quantity > 0)),
  constraint usable_to_the_last_day_of_activation CHECK ((usable_until >= expires_on))
);
CREATE INDEX entitlements_of_a_membership on public.entitlements using btree (membership_id);
CREATE INDEX entitlements_of_an_account on public.entitlements using btree (account_id, kind, id);
CREATE UNIQUE INDEX one_grant_per_term on public.entitlements using btree (membership_id, expires_on, product_id, class);

create table facts (
  id uuid not null,
  type text not null,
  account_id uuid,
  subject text,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  data jsonb not null default '{}'::jsonb,
  at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  request_id text,
  constraint facts_pkey PRIMARY KEY (id),
  constraint fact_actor_is_known CHECK ((actor_kind = ANY (ARRAY['visitor'::text, 'person'::text, 'staff'::text, 'link'::text, 'clock'::text, 'application'::text])))
);
CREATE INDEX facts_by_the_day on public.facts using btree (account_id, at DESC, id DESC);
CREATE INDEX facts_of_a_subject on public.facts using btree (subject, id DESC) WHERE (subject IS NOT NULL);
CREATE INDEX facts_of_an_account on public.facts using btree (account_id, id DESC);

create table files (
  id uuid not null,
  account_id uuid not null,
  sha256 bytea not null,
  size integer not null,
  type text not null,
  name text not null,
  at timestamp with time zone not null,
  constraint files_pkey PRIMARY KEY (id)
);
CREATE INDEX files_of_an_account on public.files using btree (account_id, id DESC);

create table held_charges (
  membership_id uuid not null,
  account_id uuid not null,
  term integer not null,
  since date not null,
  constraint held_charges_pkey PRIMARY KEY (membership_id, term),
  constraint held_charges_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint held_charges_membership_id_fkey FOREIGN KEY (membership_id) REFERENCES memberships(id)
);
CREATE INDEX held_charges_of_an_account on public.held_charges using btree (account_id);

create table house (
  key text not null,
  value text not null,
  constraint house_pkey PRIMARY KEY (key)
);

create table idempotency (
  scope text not null,
  key text not null,
  request_hash bytea not null,
  state text not null,
  status integer,
  reply bytea,
  until timestamp with time zone not null,
  constraint idempotency_pkey PRIMARY KEY (scope, key),
  constraint idempotency_state_is_known CHECK ((state = ANY (ARRAY['running'::text, 'answered'::text])))
);
CREATE INDEX idempotency_old on public.idempotency using btree (until);

create table identities (
  issuer text not null,
  subject text not null,
  user_id uuid not null,
  groups text[] not null default '{}'::text[],
  linked_at timestamp with time zone not null,
  constraint identities_pkey PRIMARY KEY (issuer, subject),
  constraint identities_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX identities_of_a_user on public.identities using btree (user_id);

create table identity_providers (
  directory_id uuid not null,
  issuer text not null,
  client_id text not null,
  client_secret bytea not null,
  groups_claim text not null,
  group_roles jsonb not null default '[]'::jsonb,
  changed_at timestamp with time zone not null,
  constraint one_directory_per_client UNIQUE (issuer, client_id),
  constraint identity_providers_pkey PRIMARY KEY (directory_id),
  constraint identity_providers_directory_id_fkey FOREIGN KEY (directory_id) REFERENCES directories(id)
);

create table invitations (
  id uuid not null,
  account_id uuid not null,
  email text not null,
  given_name text not null,
  family_name text not null,
  language text not null,
  roles text[] not null,
  token_hash bytea not null,
  state text not null default 'sent'::text,
  sent_by uuid not null,
  sent_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  user_id uuid,
  constraint one_invitation_per_token UNIQUE (token_hash),
  constraint invitations_pkey PRIMARY KEY (id),
  constraint invitations_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint invitations_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES users(id),
  constraint invitations_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint accepted_by_somebody CHECK (((state = 'accepted'::text) = (user_id IS NOT NULL))),
  constraint invitation_language_is_known CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text]))),
  constraint invitation_state_is_known CHECK ((state = ANY (ARRAY['sent'::text, 'accepted'::text, 'revoked'::text])))
);
CREATE INDEX invitations_open on public.invitations using btree (account_id, id) WHERE (state = 'sent'::text);
CREATE UNIQUE INDEX one_open_invitation_per_address on public.invitations using btree (account_id, email) WHERE (state = 'sent'::text);

create table jobs (
  id uuid not null,
  kind text not null,
  key text not null,
  account_id uuid,
  payload jsonb not null default '{}'::jsonb,
  clock text not null,
  due_at timestamp with time zone not null,
  state text not null default 'waiting'::text,
  attempts integer not null default 0,
  not_before timestamp with time zone not null,
  last_error text,
  done_at timestamp with time zone,
  constraint jobs_pkey PRIMARY KEY (id),
  constraint job_clock_is_known CHECK ((clock = ANY (ARRAY['business'::text, 'machine'::text]))),
  constraint job_state_is_known CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
);
CREATE INDEX jobs_failed on public.jobs using btree (due_at) WHERE (state = 'failed'::text);
CREATE INDEX jobs_listed on public.jobs using btree (state, due_at, id);
CREATE INDEX jobs_waiting on public.jobs using btree (clock, due_at) WHERE (state = 'waiting'::text);
CREATE UNIQUE INDEX one_job_per_key on public.jobs using btree (kind, key);

create table join_requests (
  id uuid not null,
  account_id uuid not null,
  directory_id uuid not null,
  email text not null,
  given_name text not null,
  family_name text not null,
  language text not null,
  token_hash bytea not null,
  state text not null default 'asked'::text,
  password_hash text,
  asked_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  constraint one_join_request_per_token UNIQUE (token_hash),
  constraint join_requests_pkey PRIMARY KEY (id),
  constraint join_requests_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint join_requests_directory_id_fkey FOREIGN KEY (directory_id) REFERENCES directories(id),
  constraint asker_language_is_known CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text]))),
  constraint confirmed_with_a_password CHECK (((state = 'asked'::text) OR (password_hash IS NOT NULL))),
  constraint join_request_state_is_known CHECK ((state = ANY (ARRAY['asked'::text, 'confirmed'::text, 'accepted'::text, 'declined'::text])))
);
CREATE INDEX join_requests_of_an_account on public.join_requests using btree (account_id, state, id);
CREATE UNIQUE INDEX one_open_join_request_per_address on public.join_requests using btree (account_id, email) WHERE (state = ANY (ARRAY['asked'::text, 'confirmed'::text]));

create table joins (
  id uuid not null,
  token_hash bytea not null,
  company_name text not null,
  country text not null,
  directory_id uuid,
  account_id uuid,
  joined_at timestamp with time zone not null,
  constraint one_join_per_token UNIQUE (token_hash),
  constraint joins_pkey PRIMARY KEY (id),
  constraint joins_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint joins_directory_id_fkey FOREIGN KEY (directory_id) REFERENCES directories(id)
);
CREATE UNIQUE INDEX one_join_per_directory on public.joins using btree (directory_id) WHERE (directory_id IS NOT NULL);

create table keys (
  id uuid not null,
  product_id text not null,
  sealed bytea not null,
  blind_index bytea not null,
  state text not null default 'free'::text,
  account_id uuid,
  entitlement_id uuid,
  reserved_by uuid,
  reserved_at timestamp with time zone,
  opened_by uuid,
  opened_at timestamp with time zone,
  added_at timestamp with time zone not null,
  constraint keys_pkey PRIMARY KEY (id),
  constraint keys_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint keys_entitlement_id_fkey FOREIGN KEY (entitlement_id) REFERENCES entitlements(id),
  constraint keys_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES users(id),
  constraint keys_reserved_by_fkey FOREIGN KEY (reserved_by) REFERENCES users(id),
  constraint a_key_is_held_or_free CHECK (((state = 'free'::text) = (entitlement_id IS NULL))),
  constraint an_opening_has_a_person_and_a_time CHECK (((state = 'opened'::text) = ((opened_by IS NOT NULL) AND (opened_at IS NOT NULL)))),
  constraint key_state_is_known CHECK ((state = ANY (ARRAY['free'::text, 'reserved'::text, 'opened'::text])))
);
CREATE INDEX keys_free on public.keys using btree (product_id, id) WHERE (state = 'free'::text);
CREATE INDEX keys_of_an_entitlement on public.keys using btree (entitlement_id) WHERE (entitlement_id IS NOT NULL);
CREATE UNIQUE INDEX one_key_once_in_a_product on public.keys using btree (product_id, blind_index);

create table links (
  token_hash bytea not null,
  purpose text not null,
  user_id uuid,
  account_id uuid,
  subject text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint links_pkey PRIMARY KEY (token_hash),
  constraint links_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint link_purpose_is_known CHECK ((purpose = ANY (ARRAY['passwordReset'::text, 'staffInvitation'::text, 'emailCheck'::text])))
);
CREATE INDEX links_of_a_subject on public.links using btree (purpose, subject);
CREATE INDEX links_old on public.links using btree (expires_at);

create table listings (
  id uuid not null,
  account_id uuid not null,
  region text not null,
  state text not null,
  version integer not null default 1,
  draft jsonb not null,
  published jsonb,
  published_at timestamp with time zone,
  submitted_at timestamp with time zone,
  submitted_by uuid,
  decided_at timestamp with time zone,
  decided_by_name text,
  rule text,
  note text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  search_text text not null default ''::text,
  place_text text not null default ''::text,
  tag_keys text[] not null default '{}'::text[],
  countries text[] not null default '{}'::text[],
  sort_name text not null default ''::text,
  words tsvector default array_to_tsvector(array_remove(string_to_array(search_text, ' '::text), ''::text)),
  places tsvector default array_to_tsvector(array_remove(string_to_array(place_text, ' '::text), ''::text)),
  constraint one_listing_per_region UNIQUE (account_id, region),
  constraint listings_pkey PRIMARY KEY (id),
  constraint listings_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint listings_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES users(id),
  constraint a_published_listing_is_public CHECK (((state <> ALL (ARRAY['published'::text, 'changed'::text])) OR (published IS NOT NULL))),
  constraint a_review_has_been_asked_for CHECK (((state <> 'inReview'::text) OR (submitted_at IS NOT NULL))),
  constraint an_unpublished_listing_is_not_public CHECK (((state <> 'unpublished'::text) OR (published IS NULL))),
  constraint listing_state_is_known CHECK ((state = ANY (ARRAY['draft'::text, 'inReview'::text, 'published'::text, 'changed'::text, 'rejected'::text, 'unpublished'::text]))),
  constraint what_is_public_has_a_date CHECK (((published IS NULL) = (published_at IS NULL)))
);
CREATE INDEX listings_by_name on public.listings using btree (sort_name, id) WHERE (published IS NOT NULL);
CREATE INDEX listings_by_place on public.listings using gin (places) WHERE (published IS NOT NULL);
CREATE INDEX listings_by_tag on public.listings using gin (tag_keys, countries) WHERE (published IS NOT NULL);
CREATE INDEX listings_by_word on public.listings using gin (words) WHERE (published IS NOT NULL);
CREATE INDEX listings_newest on public.listings using btree (published_at DESC, id DESC) WHERE (published IS NOT NULL);
CREATE INDEX listings_to_review on public.listings using btree (submitted_at, id) WHERE (state = 'inReview'::text);

create table locations (
  id uuid not null,
  account_id uuid not null,
  partner_id text not null,
  state text not null default 'active'::text,
  main boolean not null,
  name text not null,
  name_key text not null,
  legal_entity text not null,
  address_line1 text not null,
  address_line2 text not null,
  postal_code text not null,
  city text not null,
  country text not null,
  contact_given_name text not null,
  contact_family_name text not null,
  contact_email text not null,
  contact_phone text not null,
  version integer not null default 1,
  added_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  removed_by_name text,
  removed_because text,
  constraint one_location_per_partner_id UNIQUE (partner_id),
  constraint locations_pkey PRIMARY KEY (id),
  constraint locations_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint a_removed_location_is_not_main CHECK ((NOT (main AND (state = 'removed'::text)))),
  constraint a_removed_location_says_why CHECK (((state = 'removed'::text) = ((removed_at IS NOT NULL) AND (removed_because IS NOT NULL)))),
  constraint location_country_is_iso CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint location_partner_id_has_seven_digits CHECK ((partner_id ~ '^\d{7}$'::text)),
  constraint location_state_is_known CHECK ((state = ANY (ARRAY['active'::text, 'removed'::text])))
);
CREATE INDEX locations_of_an_account on public.locations using btree (account_id, main DESC, name_key, id);
CREATE UNIQUE INDEX one_location_per_name on public.locations using btree (account_id, name_key) WHERE (state = 'active'::text);
CREATE UNIQUE INDEX one_main_location on public.locations using btree (account_id) WHERE main;

create table mails (
  id uuid not null,
  template text not null,
  account_id uuid,
  to_address text not null,
  language text not null,
  subject text not null,
  body bytea not null,
  state text not null default 'waiting'::text,
  attempts integer not null default 0,
  last_error text,
  at timestamp with time zone not null,
  sent_at timestamp with time zone,
  constraint mails_pkey PRIMARY KEY (id),
  constraint mail_state_is_known CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'refused'::text])))
);
CREATE INDEX mails_newest on public.mails using btree (id DESC);
CREATE INDEX mails_of_an_account on public.mails using btree (account_id, id DESC);

create table members (
  account_id uuid not null,
  user_id uuid not null,
  roles text[] not null default '{}'::text[],
  state text not null default 'active'::text,
  since timestamp with time zone not null,
  granted jsonb not null default '{}'::jsonb,
  global_admin_from timestamp with time zone,
  guest boolean not null default false,
  constraint members_pkey PRIMARY KEY (account_id, user_id),
  constraint members_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint member_state_is_known CHECK ((state = ANY (ARRAY['active'::text, 'deactivated'::text])))
);
CREATE INDEX members_of_a_user on public.members using btree (user_id);
CREATE INDEX role_holders_of_an_account on public.members using btree (account_id) WHERE ((state = 'active'::text) AND (roles <> '{}'::text[]));

create table membership_uses (
  membership_id uuid not null,
  account_id uuid not null,
  what text not null,
  first_at timestamp with time zone not null,
  term integer not null,
  constraint membership_uses_pkey PRIMARY KEY (membership_id, term, what),
  constraint membership_uses_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint membership_uses_membership_id_fkey FOREIGN KEY (membership_id) REFERENCES memberships(id)
);

create table memberships (
  id uuid not null,
  account_id uuid not null,
  kind text not null,
  offer_id text not null,
  package_id text not null,
  state text not null,
  anchor_on date not null,
  term_months integer not null,
  term integer not null default 1,
  starts_on date not null,
  ends_on date not null,
  auto_renew boolean not null,
  only_one boolean not null,
  started_at timestamp with time zone not null,
  auto_renew_off_at timestamp with time zone,
  auto_renew_off_by text,
  kept_until date not null,
  paid_on date not null,
  expired_on date,
  cancelled_on date,
  refunding_at timestamp with time zone,
  constraint memberships_pkey PRIMARY KEY (id),
  constraint memberships_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint a_cancelled_membership_does_not_renew CHECK (((state <> 'cancelled'::text) OR ((NOT auto_renew) AND (refunding_at IS NULL)))),
  constraint a_cancelled_membership_has_its_day CHECK (((state = 'cancelled'::text) = (cancelled_on IS NOT NULL))),
  constraint a_stopped_renewal_says_who_and_when CHECK (((num_nulls(auto_renew_off_at, auto_renew_off_by) = ANY (ARRAY[0, 2])) AND ((NOT auto_renew) OR (auto_renew_off_at IS NULL)))),
  constraint an_expired_membership_has_its_day CHECK (((state = 'expired'::text) = (expired_on IS NOT NULL))),
  constraint benefits_last_to_the_end_of_the_term CHECK ((kept_until >= ends_on)),
  constraint membership_kind_is_known CHECK ((kind = ANY (ARRAY['network'::text, 'offer'::text]))),
  constraint membership_state_is_known CHECK ((state = ANY (ARRAY['active'::text, 'grace'::text, 'expired'::text, 'cancelled'::text]))),
  constraint term_ends_after_it_starts CHECK ((ends_on > starts_on)),
  constraint term_lasts CHECK ((term_months > 0)),
  constraint terms_count_from_one CHECK ((term >= 1))
);
CREATE INDEX memberships_of_an_account on public.memberships using btree (account_id, id);
CREATE INDEX memberships_that_run on public.memberships using btree (id) INCLUDE (ends_on) WHERE (state = ANY (ARRAY['active'::text, 'grace'::text]));
CREATE UNIQUE INDEX one_network_membership_per_account on public.memberships using btree (account_id) WHERE (kind = 'network'::text);
CREATE UNIQUE INDEX one_running_membership_per_offer on public.memberships using btree (account_id, offer_id) WHERE ((state = ANY (ARRAY['active'::text, 'grace'::text])) AND only_one);

create table notice_settings (
  user_id uuid not null,
  address text,
  confirmed_at timestamp with time zone,
  asked_address text,
  asked_token_hash bytea,
  asked_until timestamp with time zone,
  refused text[] not null default '{}'::text[],
  constraint one_confirmation_per_token UNIQUE (asked_token_hash),
  constraint notice_settings_pkey PRIMARY KEY (user_id),
  constraint notice_settings_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint an_address_is_asked_with_its_link CHECK ((((asked_address IS NULL) = (asked_token_hash IS NULL)) AND ((asked_address IS NULL) = (asked_until IS NULL)))),
  constraint an_address_is_confirmed CHECK (((address IS NULL) = (confirmed_at IS NULL))),
  constraint only_these_may_be_refused CHECK ((refused <@ ARRAY['reminders'::text, 'benefits'::text]))
);

create table notices (
  id uuid not null,
  user_id uuid not null,
  account_id uuid,
  kind text not null,
  template text not null,
  language text not null,
  subject text not null,
  link text,
  at timestamp with time zone not null,
  read_at timestamp with time zone,
  constraint notices_pkey PRIMARY KEY (id),
  constraint notices_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint notices_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint notice_kind_is_known CHECK ((kind = ANY (ARRAY['security'::text, 'account'::text, 'orders'::text, 'reminders'::text, 'benefits'::text]))),
  constraint notice_language_is_known CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text])))
);
CREATE INDEX notices_of_a_person on public.notices using btree (user_id, id DESC);
CREATE INDEX notices_unread on public.notices using btree (user_id, account_id) WHERE (read_at IS NULL);

create table order_years (
  year integer not null,
  before bigint not null,
  constraint order_years_pkey PRIMARY KEY (year)
);

create table orders (
  id uuid not null,
  number text not null,
  account_id uuid not null,
  cart_id uuid,
  offer_id text not null,
  package_id text not null,
  state text not null,
  country text not null,
  currency text not null,
  net_minor bigint not null,
  tax_rate text not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  placed_on date not null,
  placed_at timestamp with time zone not null,
  term_months integer not null,
  only_one boolean not null,
  sold_to jsonb not null,
  terms_id text not null,
  terms_version text not null,
  terms_language text not null,
  terms_sha256 text not null,
  terms_accepted_at timestamp with time zone not null,
  payment_method_id uuid,
  bought_by uuid not null,
  buyer_name text not null,
  request_key text not null,
  decline_code text,
  closed_at timestamp with time zone,
  membership_id uuid,
  renews uuid,
  renews_term integer,
  term_starts_on date,
  term_ends_on date,
  automatic boolean not null default false,
  tax_treatment text not null,
  tax_exemption text,
  refunded_on date,
  constraint one_order_per_number UNIQUE (number),
  constraint orders_pkey PRIMARY KEY (id),
  constraint orders_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint orders_bought_by_fkey FOREIGN KEY (bought_by) REFERENCES users(id),
  constraint orders_cart_id_fkey FOREIGN KEY (cart_id) REFERENCES carts(id),
  constraint orders_membership_id_fkey FOREIGN KEY (membership_id) REFERENCES memberships(id),
  constraint orders_payment_method_id_fkey FOREIGN KEY (payment_method_id) REFERENCES payment_methods(id),
  constraint orders_renews_fkey FOREIGN KEY (renews) REFERENCES memberships(id),
  constraint a_paid_order_has_its_membership CHECK (((state = ANY (ARRAY['paid'::text, 'refunded'::text])) = (membership_id IS NOT NULL))),
  constraint a_refunded_order_has_its_day CHECK (((state = 'refunded'::text) = (refunded_on IS NOT NULL))),
  constraint a_renewal_has_its_term CHECK ((num_nulls(renews, renews_term, term_starts_on, term_ends_on) = ANY (ARRAY[0, 4]))),
  constraint an_exemption_names_its_certificate CHECK (((tax_treatment = 'exempt'::text) = (tax_exemption IS NOT NULL))),
  constraint an_order_on_its_way_is_open CHECK (((state = ANY (ARRAY['paying'::text, 'awaitingPayment'::text, 'proofSubmitted'::text])) = (closed_at IS NULL))),
  constraint only_a_renewal_is_placed_without_a_person CHECK (((automatic = (cart_id IS NULL)) AND ((NOT automatic) OR (renews IS NOT NULL)))),
  constraint order_state_is_known CHECK ((state = ANY (ARRAY['paying'::text, 'awaitingPayment'::text, 'proofSubmitted'::text, 'paid'::text, 'declined'::text, 'abandoned'::text, 'cancelled'::text, 'expired'::text, 'refunded'::text]))),
  constraint tax_treatment_is_known CHECK ((tax_treatment = ANY (ARRAY['standard'::text, 'reverseCharge'::text, 'exempt'::text, 'outOfScope'::text]))),
  constraint total_is_the_sum CHECK ((total_minor = (net_minor + tax_minor))),
  constraint what_is_charged_has_its_card CHECK (((payment_method_id IS NOT NULL) OR (state <> ALL (ARRAY['paying'::text, 'declined'::text, 'abandoned'::text])))),
  constraint what_waits_for_a_transfer_has_none CHECK (((payment_method_id IS NULL) OR (state <> ALL (ARRAY['awaitingPayment'::text, 'proofSubmitted'::text, 'cancelled'::text, 'expired'::text]))))
);
CREATE INDEX automatic_orders_by_request on public.orders using btree (account_id, request_key) WHERE automatic;
CREATE UNIQUE INDEX one_order_in_flight_per_offer on public.orders using btree (account_id, offer_id) WHERE (state = ANY (ARRAY['paying'::text, 'awaitingPayment'::text, 'proofSubmitted'::text]));
CREATE UNIQUE INDEX one_paid_order_per_term on public.orders using btree (renews, renews_term) WHERE (state = 'paid'::text);
CREATE INDEX orders_awaiting_a_transfer on public.orders using btree (placed_at, id) WHERE (state = ANY (ARRAY['awaitingPayment'::text, 'proofSubmitted'::text]));
CREATE INDEX orders_of_a_cart on public.orders using btree (cart_id, id DESC);
CREATE INDEX orders_of_a_membership on public.orders using btree (membership_id) WHERE (membership_id IS NOT NULL);
CREATE INDEX orders_of_an_account on public.orders using btree (account_id, id DESC);

create table organisation_profiles (
  account_id uuid not null,
  size text not null,
  sectors text[] not null,
  languages text[] not null,
  version integer not null,
  updated_at timestamp with time zone not null,
  updated_by_name text not null,
  constraint organisation_profiles_pkey PRIMARY KEY (account_id),
  constraint organisation_profiles_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint five_sectors_at_most CHECK (((cardinality(sectors) >= 1) AND (cardinality(sectors) <= 5))),
  constraint languages_are_named CHECK (((cardinality(languages) >= 1) AND (cardinality(languages) <= 20))),
  constraint organisation_size_is_known CHECK ((size = ANY (ARRAY['micro'::text, 'small'::text, 'medium'::text, 'large'::text])))
);

create table passkey_challenges (
  challenge text not null,
  purpose text not null,
  user_id uuid,
  expires_at timestamp with time zone not null,
  constraint passkey_challenges_pkey PRIMARY KEY (challenge),
  constraint passkey_challenges_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint challenge_purpose_is_known CHECK ((purpose = ANY (ARRAY['add'::text, 'signIn'::text, 'factor'::text])))
);
CREATE INDEX passkey_challenges_old on public.passkey_challenges using btree (expires_at);

create table passkeys (
  id uuid not null,
  user_id uuid not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}'::text[],
  name text not null,
  added_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  constraint one_passkey_per_credential UNIQUE (credential_id),
  constraint passkeys_pkey PRIMARY KEY (id),
  constraint passkeys_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX passkeys_of_a_user on public.passkeys using btree (user_id);

create table payment_attempts (
  id uuid not null,
  order_id uuid not null,
  state text not null,
  gateway text not null,
  gateway_ref text not null,
  currency text not null,
  amount_minor bigint not null,
  charge_ref text,
  asked_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  confirm_until timestamp with time zone,
  constraint payment_attempts_pkey PRIMARY KEY (id),
  constraint payment_attempts_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(id),
  constraint a_capture_has_its_reference CHECK (((state = 'captured'::text) = (charge_ref IS NOT NULL))),
  constraint a_charge_is_positive CHECK ((amount_minor > 0)),
  constraint payment_attempt_state_is_known CHECK ((state = ANY (ARRAY['asked'::text, 'captured'::text, 'declined'::text, 'closed'::text])))
);
CREATE UNIQUE INDEX one_attempt_at_a_time on public.payment_attempts using btree (order_id) WHERE (state = 'asked'::text);
CREATE UNIQUE INDEX one_capture_per_order on public.payment_attempts using btree (order_id) WHERE (state = 'captured'::text);

create table payment_methods (
  id uuid not null,
  account_id uuid not null,
  brand text not null,
  last4 text not null,
  exp_month integer not null,
  exp_year integer not null,
  gateway text not null,
  gateway_ref text not null,
  added_by uuid not null,
  added_at timestamp with time zone not null,
  constraint payment_methods_pkey PRIMARY KEY (id),
  constraint payment_methods_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint payment_methods_added_by_fkey FOREIGN KEY (added_by) REFERENCES users(id),
  constraint month_of_a_year CHECK (((exp_month >= 1) AND (exp_month <= 12))),
  constraint only_four_digits_of_a_card CHECK ((last4 ~ '^\d{4}$'::text))
);
CREATE UNIQUE INDEX one_method_per_reference on public.payment_methods using btree (gateway, gateway_ref);
CREATE INDEX payment_methods_of_an_account on public.payment_methods using btree (account_id, id DESC);

create table pins (
  account_id uuid not null,
  item_id text not null,
  position integer not null,
  pinned_by uuid not null,
  pinned_at timestamp with time zone not null,
  constraint one_pin_per_place UNIQUE (account_id, "position") DEFERRABLE INITIALLY DEFERRED,
  constraint pins_pkey PRIMARY KEY (account_id, item_id),
  constraint pins_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint pins_pinned_by_fkey FOREIGN KEY (pinned_by) REFERENCES users(id),
  constraint five_pins_at_most CHECK ((("position" >= 1) AND ("position" <= 5)))
);

create table provider_attempts (
  id uuid not null,
  state_hash bytea not null,
  browser_hash bytea not null,
  purpose text not null,
  directory_id uuid,
  account_id uuid,
  user_id uuid,
  state text not null default 'sent'::text,
  sealed bytea not null,
  outcome bytea,
  expires_at timestamp with time zone not null,
  constraint one_attempt_per_state UNIQUE (state_hash),
  constraint provider_attempts_pkey PRIMARY KEY (id),
  constraint provider_attempts_directory_id_fkey FOREIGN KEY (directory_id) REFERENCES directories(id),
  constraint provider_attempts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint attempt_purpose_is_known CHECK ((purpose = ANY (ARRAY['signIn'::text, 'link'::text, 'enrol'::text, 'associate'::text]))),
  constraint provider_attempt_state_is_known CHECK ((state = ANY (ARRAY['sent'::text, 'taken'::text, 'proven'::text, 'finished'::text, 'refused'::text])))
);
CREATE INDEX provider_attempts_old on public.provider_attempts using btree (expires_at);

create table provider_customers (
  gateway text not null,
  account_id uuid not null,
  ref text not null,
  made_at timestamp with time zone not null,
  constraint provider_customers_pkey PRIMARY KEY (account_id, gateway),
  constraint provider_customers_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);
CREATE UNIQUE INDEX one_account_per_customer on public.provider_customers using btree (gateway, ref);

create table provider_messages (
  gateway text not null,
  id text not null,
  kind text not null,
  heard_at timestamp with time zone not null,
  constraint provider_messages_pkey PRIMARY KEY (gateway, id)
);

create table publishers (
  account_id uuid not null,
  publisher_id text not null,
  name text not null,
  name_key text not null,
  contact_name text not null,
  contact_email text not null,
  website text not null default ''::text,
  version integer not null default 1,
  updated_at timestamp with time zone not null,
  constraint one_account_per_publisher_id UNIQUE (publisher_id),
  constraint one_publisher_per_name UNIQUE (name_key),
  constraint publishers_pkey PRIMARY KEY (account_id),
  constraint publishers_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

create table receipts (
  id uuid not null,
  state text not null,
  received_on date not null,
  currency text not null,
  amount_minor bigint not null,
  reference text not null,
  payer text not null,
  content_hash bytea not null,
  entered_by uuid not null,
  entered_by_name text not null,
  entered_at timestamp with time zone not null,
  order_id uuid,
  reason text,
  settled_by_name text,
  settled_at timestamp with time zone,
  constraint one_receipt_per_line UNIQUE (content_hash),
  constraint receipts_pkey PRIMARY KEY (id),
  constraint receipts_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES users(id),
  constraint receipts_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(id),
  constraint a_matched_receipt_has_its_order CHECK (((state = 'matched'::text) = (order_id IS NOT NULL))),
  constraint a_receipt_is_positive CHECK ((amount_minor > 0)),
  constraint a_settled_receipt_says_who_and_when CHECK ((((state = 'unmatched'::text) = (settled_by_name IS NULL)) AND ((settled_by_name IS NULL) = (settled_at IS NULL)))),
  constraint receipt_state_is_known CHECK ((state = ANY (ARRAY['unmatched'::text, 'matched'::text, 'returned'::text]))),
  constraint what_is_given_back_has_a_reason CHECK (((state <> 'returned'::text) OR (reason IS NOT NULL)))
);
CREATE UNIQUE INDEX one_receipt_per_order on public.receipts using btree (order_id) WHERE (order_id IS NOT NULL);
CREATE INDEX receipts_by_state on public.receipts using btree (state, received_on DESC, id DESC);

create table recovery_cases (
  id uuid not null,
  account_id uuid not null,
  candidate_id uuid,
  request_id uuid,
  candidate_email text not null,
  given_name text not null,
  family_name text not null,
  language text not null,
  way text not null,
  state text not null default 'collecting'::text,
  opened_at timestamp with time zone not null,
  answer_by timestamp with time zone not null,
  waiting_since timestamp with time zone,
  ends_at timestamp with time zone,
  ended_at timestamp with time zone,
  stopped_by text,
  reason text,
  constraint recovery_cases_pkey PRIMARY KEY (id),
  constraint recovery_cases_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint recovery_cases_candidate_id_fkey FOREIGN KEY (candidate_id) REFERENCES users(id),
  constraint recovery_cases_request_id_fkey FOREIGN KEY (request_id) REFERENCES recovery_requests(id),
  constraint recovery_state_is_known CHECK ((state = ANY (ARRAY['collecting'::text, 'waiting'::text, 'granted'::text, 'stopped'::text, 'lapsed'::text]))),
  constraint recovery_way_is_known CHECK ((way = ANY (ARRAY['dns'::text, 'contacts'::text]))),
  constraint somebody_asks CHECK (((candidate_id IS NOT NULL) OR (request_id IS NOT NULL))),
  constraint waiting_has_an_end CHECK (((waiting_since IS NULL) = (ends_at IS NULL)))
);
CREATE UNIQUE INDEX one_live_recovery_per_account on public.recovery_cases using btree (account_id) WHERE (state = ANY (ARRAY['collecting'::text, 'waiting'::text]));
CREATE INDEX recoveries_newest on public.recovery_cases using btree (opened_at DESC, id DESC);
CREATE INDEX recoveries_of_an_account on public.recovery_cases using btree (account_id, opened_at DESC);

create table recovery_codes (
  user_id uuid not null,
  code_index bytea not null,
  used_at timestamp with time zone,
  constraint recovery_codes_pkey PRIMARY KEY (user_id, code_index),
  constraint recovery_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table recovery_requests (
  id uuid not null,
  token_hash bytea not null,
  account_id uuid not null,
  email text not null,
  given_name text not null,
  family_name text not null,
  language text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint one_recovery_request_per_token UNIQUE (token_hash),
  constraint recovery_requests_pkey PRIMARY KEY (id),
  constraint recovery_requests_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);
CREATE UNIQUE INDEX one_recovery_request_per_mailbox on public.recovery_requests using btree (account_id, email);

create table recovery_voices (
  id uuid not null,
  case_id uuid not null,
  party text not null,
  email text not null,
  name text not null,
  language text not null,
  token_hash bytea not null,
  answer text,
  answered_at timestamp with time zone,
  constraint one_voice_per_token UNIQUE (token_hash),
  constraint recovery_voices_pkey PRIMARY KEY (id),
  constraint recovery_voices_case_id_fkey FOREIGN KEY (case_id) REFERENCES recovery_cases(id),
  constraint recovery_answer_is_known CHECK ((answer = ANY (ARRAY['confirmed'::text, 'objected'::text]))),
  constraint recovery_party_is_known CHECK ((party = ANY (ARRAY['primaryContact'::text, 'named'::text, 'administrator'::text, 'candidate'::text])))
);
CREATE UNIQUE INDEX one_voice_per_mailbox on public.recovery_voices using btree (case_id, email);

create table refunds (
  id uuid not null,
  number text not null default ('RF-'::text || nextval('refund_numbers'::regclass)),
  account_id uuid not null,
  order_id uuid not null,
  membership_id uuid not null,
  state text not null,
  version integer not null default 1,
  origin text not null,
  request_id uuid,
  asked_by uuid not null,
  asked_by_name text not null,
  told_id uuid not null,
  asked_on date not null,
  asked_at timestamp with time zone not null,
  note text not null default ''::text,
  proposed_by uuid,
  proposed_by_name text,
  proposed_at timestamp with time zone,
  exception text,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamp with time zone,
  reason text,
  blocks jsonb not null default '[]'::jsonb,
  gateway text,
  charge_ref text,
  currency text,
  amount_minor bigint,
  refund_ref text,
  closed_at timestamp with time zone,
  constraint one_refund_per_number UNIQUE (number),
  constraint refunds_pkey PRIMARY KEY (id),
  constraint refunds_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint refunds_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES users(id),
  constraint refunds_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES users(id),
  constraint refunds_membership_id_fkey FOREIGN KEY (membership_id) REFERENCES memberships(id),
  constraint refunds_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(id),
  constraint refunds_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES users(id),
  constraint refunds_request_id_fkey FOREIGN KEY (request_id) REFERENCES service_requests(id),
  constraint refunds_told_id_fkey FOREIGN KEY (told_id) REFERENCES users(id),
  constraint a_closed_refund_has_its_time CHECK (((state = ANY (ARRAY['refunded'::text, 'failed'::text, 'refused'::text, 'withdrawn'::text])) = (closed_at IS NOT NULL))),
  constraint a_decision_has_its_time CHECK (((state = ANY (ARRAY['paying'::text, 'refunded'::text, 'failed'::text, 'refused'::text])) = (decided_at IS NOT NULL))),
  constraint a_refund_has_its_reference CHECK (((state = 'refunded'::text) = (refund_ref IS NOT NULL))),
  constraint a_refund_is_positive CHECK ((amount_minor > 0)),
  constraint a_refund_on_its_way_has_its_amount CHECK (((state = ANY (ARRAY['paying'::text, 'refunded'::text, 'failed'::text])) = (num_nulls(gateway, charge_ref, currency, amount_minor) = 0))),
  constraint a_refusal_has_its_reason CHECK (((state = 'refused'::text) = (reason IS NOT NULL))),
  constraint an_exception_has_its_reason CHECK ((num_nulls(proposed_by, proposed_by_name, proposed_at, exception) = ANY (ARRAY[0, 4]))),
  constraint nobody_approves_what_they_asked_for CHECK (((decided_by IS NULL) OR (state = 'refused'::text) OR ((decided_by <> asked_by) AND (decided_by IS DISTINCT FROM proposed_by)))),
  constraint refund_origin_is_known CHECK ((origin = ANY (ARRAY['self'::text, 'request'::text, 'desk'::text]))),
  constraint refund_state_is_known CHECK ((state = ANY (ARRAY['requested'::text, 'proposed'::text, 'paying'::text, 'refunded'::text, 'failed'::text, 'refused'::text, 'withdrawn'::text])))
);
CREATE UNIQUE INDEX one_refund_at_a_time on public.refunds using btree (order_id) WHERE (state = ANY (ARRAY['requested'::text, 'proposed'::text, 'paying'::text, 'refunded'::text]));
CREATE INDEX refunds_closed on public.refunds using btree (closed_at DESC, id DESC) WHERE (closed_at IS NOT NULL);
CREATE INDEX refunds_of_a_membership on public.refunds using btree (account_id, membership_id, id DESC);
CREATE INDEX refunds_of_a_request on public.refunds using btree (request_id) WHERE (request_id IS NOT NULL);
CREATE INDEX refunds_on_their_way on public.refunds using btree (asked_at, id) WHERE (state = 'paying'::text);
CREATE INDEX refunds_to_decide on public.refunds using btree (asked_at, id) WHERE (state = ANY (ARRAY['requested'::text, 'proposed'::text]));

create table registry_lookups (
  account_id uuid not null,
  data_version integer not null,
  ask_id uuid not null,
  source text not null,
  question jsonb not null,
  state text not null,
  asked_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  why text,
  found jsonb,
  constraint one_lookup_per_asking UNIQUE (ask_id),
  constraint registry_lookups_pkey PRIMARY KEY (account_id, data_version),
  constraint registry_lookups_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint answered_with_what_was_found CHECK (((state = 'answered'::text) = (found IS NOT NULL))),
  constraint registry_lookup_state_is_known CHECK ((state = ANY (ARRAY['asked'::text, 'answered'::text, 'silent'::text]))),
  constraint silent_for_a_reason CHECK (((state = 'silent'::text) = (why IS NOT NULL)))
);

create table rehearsal_lines (
  id uuid not null,
  rehearsal_id uuid not null,
  account_id uuid not null,
  membership_id uuid not null,
  what text not null,
  reason text,
  refused_before boolean not null,
  currency text,
  total_minor bigint,
  card jsonb,
  again_on date,
  constraint rehearsal_lines_pkey PRIMARY KEY (id),
  constraint rehearsal_lines_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint rehearsal_lines_membership_id_fkey FOREIGN KEY (membership_id) REFERENCES memberships(id),
  constraint rehearsal_lines_rehearsal_id_fkey FOREIGN KEY (rehearsal_id) REFERENCES rehearsals(id) ON DELETE CASCADE,
  constraint a_charge_has_its_amount CHECK (((what = 'charge'::text) = (num_nulls(currency, total_minor) = 0))),
  constraint happening_is_known CHECK ((what = ANY (ARRAY['charge'::text, 'notCharged'::text, 'held'::text, 'reminder'::text, 'grace'::text, 'end'::text]))),
  constraint what_is_not_charged_has_its_reason CHECK (((what = 'notCharged'::text) = (reason IS NOT NULL)))
);
CREATE INDEX rehearsal_lines_by_kind on public.rehearsal_lines using btree (rehearsal_id, what, id);
CREATE INDEX rehearsal_lines_in_order on public.rehearsal_lines using btree (rehearsal_id, id);

create table rehearsals (
  id uuid not null,
  on_day date not null,
  from_day date not null,
  state text not null,
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at timestamp with time zone not null,
  total integer not null,
  done integer not null default 0,
  finished_at timestamp with time zone,
  approved_by uuid,
  approved_by_name text,
  approved_at timestamp with time zone,
  constraint rehearsals_pkey PRIMARY KEY (id),
  constraint rehearsals_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES users(id),
  constraint rehearsals_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES users(id),
  constraint a_day_ahead_is_rehearsed CHECK ((on_day > from_day)),
  constraint a_finished_rehearsal_has_its_moment CHECK (((state = 'ready'::text) = (finished_at IS NOT NULL))),
  constraint an_approval_says_who_and_when CHECK ((num_nulls(approved_by, approved_by_name, approved_at) = ANY (ARRAY[0, 3]))),
  constraint rehearsal_state_is_known CHECK ((state = ANY (ARRAY['running'::text, 'ready'::text])))
);
CREATE INDEX rehearsals_by_age on public.rehearsals using btree (asked_at);

create table renewal_holds (
  id uuid not null,
  account_id uuid,
  reason text not null,
  held_by uuid not null,
  held_by_name text not null,
  held_at timestamp with time zone not null,
  released_by uuid,
  released_by_name text,
  released_at timestamp with time zone,
  constraint renewal_holds_pkey PRIMARY KEY (id),
  constraint renewal_holds_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint renewal_holds_held_by_fkey FOREIGN KEY (held_by) REFERENCES users(id),
  constraint renewal_holds_released_by_fkey FOREIGN KEY (released_by) REFERENCES users(id),
  constraint a_released_hold_says_who_and_when CHECK ((num_nulls(released_by, released_by_name, released_at) = ANY (ARRAY[0, 3])))
);
CREATE UNIQUE INDEX one_hold_at_a_time on public.renewal_holds using btree (account_id) NULLS NOT DISTINCT WHERE (released_at IS NULL);
CREATE INDEX released_holds on public.renewal_holds using btree (id DESC) WHERE (released_at IS NOT NULL);

create table role_requests (
  id uuid not null,
  account_id uuid not null,
  user_id uuid not null,
  role text not null,
  asked_of uuid not null,
  note text not null,
  state text not null default 'asked'::text,
  asked_on date not null,
  asked_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  decided_by_name text,
  reason text not null default ''::text,
  constraint one_role_request_a_day UNIQUE (account_id, user_id, role, asked_on),
  constraint role_requests_pkey PRIMARY KEY (id),
  constraint role_requests_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint role_requests_asked_of_fkey FOREIGN KEY (asked_of) REFERENCES users(id),
  constraint role_requests_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint decided_by_somebody CHECK (((state = 'asked'::text) = (decided_by_name IS NULL))),
  constraint role_request_state_is_known CHECK ((state = ANY (ARRAY['asked'::text, 'granted'::text, 'declined'::text])))
);
CREATE INDEX role_requests_of_a_person on public.role_requests using btree (account_id, user_id, id);
CREATE INDEX role_requests_open on public.role_requests using btree (account_id, id) WHERE (state = 'asked'::text);

create table sealing (
  only boolean not null default true,
  key bytea not null,
  certificate_pem text not null,
  made_at timestamp with time zone not null,
  constraint sealing_pkey PRIMARY KEY ("only"),
  constraint one_identity CHECK ("only")
);

create table seat_holdings (
  id uuid not null,
  account_id uuid not null,
  seat_id uuid not null,
  user_id uuid not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone,
  assigned_by text not null,
  released_by text,
  constraint seat_holdings_pkey PRIMARY KEY (id),
  constraint seat_holdings_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint seat_holdings_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES seats(id),
  constraint seat_holdings_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX holdings_of_a_seat on public.seat_holdings using btree (seat_id, from_at DESC);
CREATE UNIQUE INDEX one_holder_at_a_time on public.seat_holdings using btree (seat_id) WHERE (until_at IS NULL);

create table seats (
  id uuid not null,
  account_id uuid not null,
  entitlement_id uuid not null,
  number integer not null,
  state text not null default 'free'::text,
  user_id uuid,
  assigned_at timestamp with time zone,
  constraint seats_pkey PRIMARY KEY (id),
  constraint seats_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint seats_entitlement_id_fkey FOREIGN KEY (entitlement_id) REFERENCES entitlements(id),
  constraint seats_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint a_seat_is_free_or_somebodys CHECK (((state = 'assigned'::text) = ((user_id IS NOT NULL) AND (assigned_at IS NOT NULL)))),
  constraint seat_state_is_known CHECK ((state = ANY (ARRAY['free'::text, 'assigned'::text])))
);
CREATE UNIQUE INDEX one_number_per_seat on public.seats using btree (entitlement_id, number);
CREATE UNIQUE INDEX one_seat_per_person on public.seats using btree (entitlement_id, user_id) WHERE (state = 'assigned'::text);
CREATE INDEX seats_of_a_person on public.seats using btree (user_id) WHERE (state = 'assigned'::text);

create table security_days (
  account_id uuid not null,
  day date not null,
  people integer not null,
  with_factor integer not null,
  sign_ins integer not null,
  sign_ins_with_factor integer not null,
  constraint security_days_pkey PRIMARY KEY (account_id, day),
  constraint security_days_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

create table security_policies (
  account_id uuid not null,
  asked_of text not null,
  due_on date,
  due_at timestamp with time zone,
  changed_at timestamp with time zone not null,
  changed_by uuid not null,
  constraint security_policies_pkey PRIMARY KEY (account_id),
  constraint security_policies_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint security_policies_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES users(id),
  constraint asked_of_is_known CHECK ((asked_of = ANY (ARRAY['nobody'::text, 'administrators'::text, 'everybody'::text]))),
  constraint who_is_asked_knows_by_when CHECK ((((asked_of = 'nobody'::text) = (due_on IS NULL)) AND ((due_on IS NULL) = (due_at IS NULL))))
);

create table service_deflections (
  account_id uuid not null,
  user_id uuid not null,
  topic text not null,
  solved_on date not null,
  at timestamp with time zone not null,
  constraint one_deflection_per_day PRIMARY KEY (user_id, account_id, topic, solved_on),
  constraint service_deflections_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint service_deflections_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX deflections_by_day on public.service_deflections using btree (solved_on, topic);

create table service_files (
  id uuid not null,
  account_id uuid not null,
  file_id uuid not null,
  for_request_id uuid,
  message_id uuid,
  sent_by uuid not null,
  at timestamp with time zone not null,
  constraint service_files_pkey PRIMARY KEY (id),
  constraint service_files_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint service_files_file_id_fkey FOREIGN KEY (file_id) REFERENCES files(id),
  constraint service_files_for_request_id_fkey FOREIGN KEY (for_request_id) REFERENCES service_requests(id),
  constraint service_files_message_id_fkey FOREIGN KEY (message_id) REFERENCES service_messages(id),
  constraint service_files_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES users(id)
);
CREATE INDEX files_of_a_message on public.service_files using btree (message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX files_that_wait on public.service_files using btree (account_id, sent_by) WHERE (message_id IS NULL);

create table service_messages (
  id uuid not null,
  request_id uuid not null,
  account_id uuid not null,
  version integer not null,
  side text not null,
  act text not null,
  author_id uuid not null,
  author_name text not null,
  text text not null,
  reason text,
  at timestamp with time zone not null,
  constraint one_message_per_version UNIQUE (request_id, version),
  constraint service_messages_pkey PRIMARY KEY (id),
  constraint service_messages_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint service_messages_author_id_fkey FOREIGN KEY (author_id) REFERENCES users(id),
  constraint service_messages_request_id_fkey FOREIGN KEY (request_id) REFERENCES service_requests(id),
  constraint message_act_is_known CHECK ((act = ANY (ARRAY['open'::text, 'write'::text, 'answer'::text, 'ask'::text, 'close'::text, 'reopen'::text]))),
  constraint message_side_is_known CHECK ((side = ANY (ARRAY['partner'::text, 'staff'::text])))
);

create table service_notes (
  id uuid not null,
  request_id uuid not null,
  author_id uuid not null,
  author_name text not null,
  text text not null,
  at timestamp with time zone not null,
  constraint service_notes_pkey PRIMARY KEY (id),
  constraint service_notes_author_id_fkey FOREIGN KEY (author_id) REFERENCES users(id),
  constraint service_notes_request_id_fkey FOREIGN KEY (request_id) REFERENCES service_requests(id)
);
CREATE INDEX notes_of_a_request on public.service_notes using btree (request_id, at DESC, id DESC);

create table service_requests (
  id uuid not null,
  number text not null default ('SR-'::text || nextval('service_request_numbers'::regclass)),
  account_id uuid not null,
  requester_id uuid not null,
  requester_name text not null,
  topic text not null,
  severity text not null,
  subject text not null,
  about_kind text,
  about_id uuid,
  about_name text,
  state text not null,
  version integer not null default 1,
  turn_since timestamp with time zone not null,
  due_on date,
  owner_id uuid,
  owner_since timestamp with time zone,
  opened_on date not null,
  opened_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  closed_by_name text,
  closed_by_staff boolean,
  reason text,
  reopenings integer not null default 0,
  told_at timestamp with time zone,
  told_version integer not null default 1,
  telling boolean not null default false,
  constraint one_request_per_number UNIQUE (number),
  constraint service_requests_pkey PRIMARY KEY (id),
  constraint service_requests_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint service_requests_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id),
  constraint service_requests_requester_id_fkey FOREIGN KEY (requester_id) REFERENCES users(id),
  constraint a_closed_request_says_by_whom CHECK ((((state = 'closed'::text) = (closed_at IS NOT NULL)) AND ((closed_at IS NULL) = (closed_by_name IS NULL)))),
  constraint a_request_owner_has_a_date CHECK (((owner_id IS NULL) = (owner_since IS NULL))),
  constraint service_request_state_is_known CHECK ((state = ANY (ARRAY['open'::text, 'attentionNeeded'::text, 'closed'::text, 'reopened'::text]))),
  constraint the_desk_owes_an_answer_while_it_is_its_turn CHECK (((due_on IS NOT NULL) = (state = ANY (ARRAY['open'::text, 'reopened'::text])))),
  constraint what_it_is_about_has_a_name CHECK ((((about_kind IS NULL) = (about_id IS NULL)) AND ((about_kind IS NULL) = (about_name IS NULL)))),
  constraint what_it_is_about_is_known CHECK ((about_kind = ANY (ARRAY['membership'::text, 'order'::text])))
);
CREATE INDEX requests_at_the_partner on public.service_requests using btree (turn_since, id) WHERE (state = 'attentionNeeded'::text);
CREATE INDEX requests_by_day on public.service_requests using btree (opened_on, topic);
CREATE INDEX requests_by_due_day on public.service_requests using btree (due_on, id) WHERE (due_on IS NOT NULL);
CREATE INDEX requests_closed on public.service_requests using btree (closed_at DESC, id DESC) WHERE (state = 'closed'::text);
CREATE INDEX requests_of_a_person on public.service_requests using btree (account_id, requester_id, last_at DESC, id DESC);
CREATE INDEX requests_of_an_account on public.service_requests using btree (account_id, last_at DESC, id DESC);

create table sessions (
  token_hash bytea not null,
  user_id uuid not null,
  created_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  complete boolean not null,
  id uuid not null default gen_random_uuid(),
  user_agent text not null default ''::text,
  began_at timestamp with time zone,
  factor_at timestamp with time zone,
  issuer text,
  constraint one_session_per_id UNIQUE (id),
  constraint sessions_pkey PRIMARY KEY (token_hash),
  constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX sessions_by_issuer on public.sessions using btree (issuer) WHERE (issuer IS NOT NULL);
CREATE INDEX sessions_in_use on public.sessions using btree (user_id, seen_at DESC, id DESC);
CREATE INDEX sessions_old on public.sessions using btree (expires_at);

create table sign_ins (
  user_id uuid not null,
  day date not null,
  total integer not null default 0,
  with_factor integer not null default 0,
  last_at timestamp with time zone,
  constraint sign_ins_pkey PRIMARY KEY (user_id, day),
  constraint sign_ins_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint no_more_factors_than_sign_ins CHECK (((with_factor >= 0) AND (with_factor <= total)))
);

create table staff (
  user_id uuid not null,
  roles text[] not null,
  since timestamp with time zone not null,
  constraint staff_pkey PRIMARY KEY (user_id),
  constraint staff_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table support_profiles (
  account_id uuid not null,
  website text not null,
  email text not null,
  phone text not null,
  shown boolean not null,
  version integer not null,
  updated_at timestamp with time zone not null,
  updated_by_name text not null,
  constraint support_profiles_pkey PRIMARY KEY (account_id),
  constraint support_profiles_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

create table tax_exemptions (
  id uuid not null,
  account_id uuid not null,
  state text not null,
  number text not null,
  country text not null,
  region text not null,
  valid_from date not null,
  valid_until date not null,
  file_id uuid not null,
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at timestamp with time zone not null,
  decided_by_name text,
  decided_at timestamp with time zone,
  reason text,
  constraint tax_exemptions_pkey PRIMARY KEY (id),
  constraint tax_exemptions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint tax_exemptions_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES users(id),
  constraint tax_exemptions_file_id_fkey FOREIGN KEY (file_id) REFERENCES files(id),
  constraint an_exemption_ends_after_it_begins CHECK ((valid_until >= valid_from)),
  constraint tax_exemption_state_is_known CHECK ((state = ANY (ARRAY['submitted'::text, 'approved'::text, 'rejected'::text, 'expired'::text, 'withdrawn'::text])))
);
CREATE UNIQUE INDEX one_submitted_exemption on public.tax_exemptions using btree (account_id, country, lower(region)) WHERE (state = 'submitted'::text);
CREATE INDEX tax_exemptions_listed on public.tax_exemptions using btree (state, asked_at, id);
CREATE INDEX tax_exemptions_of_an_account on public.tax_exemptions using btree (account_id, asked_at DESC, id DESC);

create table tax_statements (
  account_id uuid not null,
  by_name text not null,
  at timestamp with time zone not null,
  constraint tax_statements_pkey PRIMARY KEY (account_id),
  constraint tax_statements_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

create table throttles (
  key text not null,
  count integer not null,
  until timestamp with time zone not null,
  constraint throttles_pkey PRIMARY KEY (key)
);
CREATE INDEX throttles_old on public.throttles using btree (until);

create table tours (
  user_id uuid not null,
  ended text not null,
  ended_at timestamp with time zone not null,
  constraint tours_pkey PRIMARY KEY (user_id),
  constraint tours_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint tour_end_is_known CHECK ((ended = ANY (ARRAY['finished'::text, 'dismissed'::text])))
);

create table transfers (
  order_id uuid not null,
  account_id uuid not null,
  contact jsonb not null,
  bank jsonb not null,
  pay_until date not null,
  proof_file_id uuid,
  proof_paid_on date,
  proof_bank_account text,
  proof_reference text,
  proof_by_name text,
  proof_at timestamp with time zone,
  constraint transfers_pkey PRIMARY KEY (order_id),
  constraint transfers_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint transfers_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(id),
  constraint transfers_proof_file_id_fkey FOREIGN KEY (proof_file_id) REFERENCES files(id),
  constraint a_proof_is_whole CHECK ((num_nulls(proof_file_id, proof_paid_on, proof_bank_account, proof_reference, proof_by_name, proof_at) = ANY (ARRAY[0, 6])))
);
CREATE INDEX transfers_with_a_proof on public.transfers using btree (proof_file_id) WHERE (proof_file_id IS NOT NULL);

create table user_import_lines (
  account_id uuid not null,
  import_id uuid not null,
  line integer not null,
  typed jsonb not null,
  invited jsonb,
  problem jsonb,
  invitation_id uuid,
  constraint user_import_lines_pkey PRIMARY KEY (account_id, import_id, line),
  constraint user_import_lines_import_id_fkey FOREIGN KEY (import_id) REFERENCES user_imports(id) ON DELETE CASCADE,
  constraint user_import_lines_invitation_id_fkey FOREIGN KEY (invitation_id) REFERENCES invitations(id),
  constraint readable_or_wrong CHECK (((invited IS NOT NULL) OR (problem IS NOT NULL))),
  constraint sent_without_problem CHECK (((invitation_id IS NULL) OR (problem IS NULL)))
);
CREATE INDEX user_import_lines_of_an_import on public.user_import_lines using btree (import_id);
CREATE INDEX user_import_lines_of_an_invitation on public.user_import_lines using btree (invitation_id) WHERE (invitation_id IS NOT NULL);

create table user_imports (
  id uuid not null,
  account_id uuid not null,
  file_name text not null,
  state text not null default 'checked'::text,
  uploaded_by uuid not null,
  uploaded_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  finished_at timestamp with time zone,
  constraint user_imports_pkey PRIMARY KEY (id),
  constraint user_imports_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint user_imports_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES users(id),
  constraint done_was_finished CHECK (((state = 'done'::text) = (finished_at IS NOT NULL))),
  constraint running_was_confirmed CHECK (((state = 'checked'::text) OR (confirmed_at IS NOT NULL))),
  constraint user_import_state_is_known CHECK ((state = ANY (ARRAY['checked'::text, 'running'::text, 'done'::text])))
);
CREATE INDEX user_imports_of_a_person on public.user_imports using btree (account_id, uploaded_by);

create table users (
  id uuid not null,
  directory_id uuid,
  email text not null,
  given_name text not null,
  family_name text not null,
  language text not null,
  password_hash text,
  must_change_password boolean not null default false,
  state text not null default 'active'::text,
  created_at timestamp with time zone not null,
  second_factor_since timestamp with time zone,
  password_expires_at timestamp with time zone,
  constraint users_pkey PRIMARY KEY (id),
  constraint users_directory_id_fkey FOREIGN KEY (directory_id) REFERENCES directories(id),
  constraint email_is_lower_case CHECK ((email = lower(email))),
  constraint user_language_is_known CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text]))),
  constraint user_state_is_known CHECK ((state = ANY (ARRAY['active'::text, 'deactivated'::text])))
);
CREATE UNIQUE INDEX one_user_per_email on public.users using btree (email);
CREATE INDEX users_of_a_directory on public.users using btree (directory_id);

create table verification_cases (
  id uuid not null,
  account_id uuid not null,
  state text not null,
  data_version integer not null,
  turn text not null,
  turn_since timestamp with time zone not null,
  due_on date,
  tries_used integer not null default 1,
  try_answered boolean not null default false,
  owner_id uuid,
  owner_since timestamp with time zone,
  contact_agreed_at timestamp with time zone,
  address_confirmed_at timestamp with time zone,
  confirmed_email text,
  opened_at timestamp with time zone not null,
  escalated_at timestamp with time zone,
  escalated_by text,
  constraint one_case_per_account UNIQUE (account_id),
  constraint verification_cases_pkey PRIMARY KEY (id),
  constraint verification_cases_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint verification_cases_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id),
  constraint a_case_begins_with_one_try CHECK ((tries_used >= 1)),
  constraint an_escalation_has_a_name CHECK (((escalated_at IS NULL) = (escalated_by IS NULL))),
  constraint an_escalation_waits_for_an_answer CHECK (((escalated_at IS NULL) OR (due_on IS NOT NULL))),
  constraint an_owner_has_a_date CHECK (((owner_id IS NULL) = (owner_since IS NULL))),
  constraint case_state_is_known CHECK ((state = ANY (ARRAY['confirming'::text, 'examining'::text, 'answering'::text, 'calling'::text, 'authorized'::text]))),
  constraint the_desk_owes_an_answer_while_it_examines CHECK (((state = ANY (ARRAY['examining'::text, 'calling'::text])) = (due_on IS NOT NULL))),
  constraint turn_is_known CHECK ((turn = ANY (ARRAY['partner'::text, 'us'::text, 'nobody'::text])))
);
CREATE INDEX cases_at_the_partner on public.verification_cases using btree (turn_since, id) WHERE (state = ANY (ARRAY['confirming'::text, 'answering'::text]));
CREATE INDEX cases_by_due_day on public.verification_cases using btree (due_on, id) WHERE (due_on IS NOT NULL);

create table verification_checks (
  case_id uuid not null,
  check text not null,
  state text not null,
  since timestamp with time zone not null,
  due_on date,
  data_version integer,
  rule text,
  reason text,
  note text,
  decided_at timestamp with time zone,
  decided_by uuid,
  decided_by_name text,
  findings jsonb,
  asked jsonb,
  constraint verification_checks_pkey PRIMARY KEY (case_id, "check"),
  constraint verification_checks_case_id_fkey FOREIGN KEY (case_id) REFERENCES verification_cases(id),
  constraint verification_checks_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES users(id),
  constraint check_is_known CHECK (("check" = ANY (ARRAY['email'::text, 'employment'::text, 'business'::text]))),
  constraint check_state_is_known CHECK ((state = ANY (ARRAY['waiting'::text, 'pending'::text, 'passed'::text, 'rejected'::text, 'documentNeeded'::text])))
);

create table verification_documents (
  id uuid not null,
  case_id uuid not null,
  account_id uuid not null,
  check text not null,
  file_id uuid not null,
  kind text,
  sent_by uuid,
  sent_by_name text not null,
  sent_at timestamp with time zone not null,
  submitted_at timestamp with time zone,
  verdict text,
  verdict_reason text,
  verdict_at timestamp with time zone,
  constraint verification_documents_pkey PRIMARY KEY (id),
  constraint verification_documents_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint verification_documents_case_id_fkey FOREIGN KEY (case_id) REFERENCES verification_cases(id),
  constraint verification_documents_file_id_fkey FOREIGN KEY (file_id) REFERENCES files(id),
  constraint verification_documents_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES users(id),
  constraint document_check_is_known CHECK (("check" = ANY (ARRAY['employment'::text, 'business'::text]))),
  constraint verdict_is_known CHECK ((verdict = ANY (ARRAY['kept'::text, 'notKept'::text])))
);
CREATE INDEX documents_of_a_case on public.verification_documents using btree (case_id, sent_at);
CREATE INDEX documents_of_an_account on public.verification_documents using btree (account_id, id);

create table verification_mailings (
  token_hash bytea not null,
  case_id uuid not null,
  email text not null,
  template text not null,
  at timestamp with time zone not null,
  constraint verification_mailings_pkey PRIMARY KEY (token_hash),
  constraint verification_mailings_case_id_fkey FOREIGN KEY (case_id) REFERENCES verification_cases(id),
  constraint verification_mailings_token_hash_fkey FOREIGN KEY (token_hash) REFERENCES links(token_hash)
);
CREATE INDEX mailings_of_a_case on public.verification_mailings using btree (case_id, at DESC);

create table verification_notes (
  id uuid not null,
  case_id uuid not null,
  author_id uuid not null,
  author_name text not null,
  text text not null,
  at timestamp with time zone not null,
  constraint verification_notes_pkey PRIMARY KEY (id),
  constraint verification_notes_author_id_fkey FOREIGN KEY (author_id) REFERENCES users(id),
  constraint verification_notes_case_id_fkey FOREIGN KEY (case_id) REFERENCES verification_cases(id)
);
CREATE INDEX notes_of_a_case on public.verification_notes using btree (case_id, at);

create table verification_overrides (
  id uuid not null,
  case_id uuid not null,
  check text not null,
  state text not null,
  reason text not null,
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at timestamp with time zone not null,
  answered_by uuid,
  answered_by_name text,
  answered_at timestamp with time zone,
  answer text,
  constraint verification_overrides_pkey PRIMARY KEY (id),
  constraint verification_overrides_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES users(id),
  constraint verification_overrides_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES users(id),
  constraint verification_overrides_case_id_fkey FOREIGN KEY (case_id) REFERENCES verification_cases(id),
  constraint an_answer_has_a_date CHECK (((state = 'asked'::text) = (answered_at IS NULL))),
  constraint an_answer_is_somebodys CHECK (((state = ANY (ARRAY['asked'::text, 'overtaken'::text])) OR (answered_by IS NOT NULL))),
  constraint override_check_is_known CHECK (("check" = ANY (ARRAY['email'::text, 'employment'::text, 'business'::text]))),
  constraint override_state_is_known CHECK ((state = ANY (ARRAY['asked'::text, 'approved'::text, 'declined'::text, 'overtaken'::text]))),
  constraint two_people_override CHECK (((state <> 'approved'::text) OR (answered_by <> asked_by)))
);
CREATE UNIQUE INDEX one_override_at_a_time on public.verification_overrides using btree (case_id, "check") WHERE (state = 'asked'::text);

create table verification_versions (
  case_id uuid not null,
  version integer not null,
  at timestamp with time zone not null,
  declared jsonb not null,
  try integer not null,
  constraint verification_versions_pkey PRIMARY KEY (case_id, version),
  constraint verification_versions_case_id_fkey FOREIGN KEY (case_id) REFERENCES verification_cases(id)
);
