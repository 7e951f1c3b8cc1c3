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
  constraint carts_pkey PRIMARY KEY (id),
  constraint carts_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint carts_payment_method_id_fkey FOREIGN KEY (payment_method_id) REFERENCES payment_methods(id),
  constraint carts_person_id_fkey FOREIGN KEY (person_id) REFERENCES users(id),
  constraint an_acceptance_is_whole CHECK ((num_nulls(terms_id, terms_version, terms_language, terms_sha256, terms_accepted_at) = ANY (ARRAY[0, 5]))),
  constraint cart_state_is_known CHECK ((state = ANY (ARRAY['open'::text, 'ordered'::text, 'left'::text])))
);
CREATE INDEX carts_of_a_person on public.carts using btree (account_id, offer_id, person_id, id DESC);
CREATE UNIQUE INDEX one_open_cart_per_person_and_offer on public.carts using btree (account_id, offer_id, person_id) WHERE (state = 'open'::text);

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

create table drafts (
  user_id uuid not null,
  data jsonb not null,
  saved_at timestamp with time zone not null,
  constraint drafts_pkey PRIMARY KEY (user_id),
  constraint drafts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

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
  constraint entitlements_pkey PRIMARY KEY (id),
  constraint entitlements_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint capacity_is_a_count CHECK ((capacity >= 0)),
  constraint class_is_known CHECK ((class = ANY (ARRAY['core'::text, 'incremental'::text]))),
  constraint entitlement_state_is_known CHECK ((state = ANY (ARRAY['active'::text, 'ended'::text]))),
  constraint never_more_opened_than_reserved CHECK (((opened >= 0) AND (opened <= used))),
  constraint never_more_than_granted CHECK (((used >= 0) AND (used <= capacity))),
  constraint quantity_is_positive CHECK ((quantity > 0))
);
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
  constraint fact_actor_is_known CHECK ((actor_kind = ANY (ARRAY['visitor'::text, 'person'::text, 'staff'::text, 'link'::text, 'clock'::text])))
);
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
  constraint members_pkey PRIMARY KEY (account_id, user_id),
  constraint members_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint member_state_is_known CHECK ((state = ANY (ARRAY['active'::text, 'deactivated'::text])))
);
CREATE INDEX members_of_a_user on public.members using btree (user_id);

create table membership_uses (
  membership_id uuid not null,
  account_id uuid not null,
  what text not null,
  first_at timestamp with time zone not null,
  constraint membership_uses_pkey PRIMARY KEY (membership_id, what),
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
  constraint memberships_pkey PRIMARY KEY (id),
  constraint memberships_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint membership_kind_is_known CHECK ((kind = ANY (ARRAY['network'::text, 'offer'::text]))),
  constraint membership_state_is_known CHECK ((state = 'active'::text)),
  constraint term_ends_after_it_starts CHECK ((ends_on > starts_on)),
  constraint term_lasts CHECK ((term_months > 0)),
  constraint terms_count_from_one CHECK ((term >= 1))
);
CREATE INDEX memberships_of_an_account on public.memberships using btree (account_id, id);
CREATE UNIQUE INDEX one_active_membership_per_offer on public.memberships using btree (account_id, offer_id) WHERE ((state = 'active'::text) AND only_one);
CREATE UNIQUE INDEX one_network_membership_per_account on public.memberships using btree (account_id) WHERE (kind = 'network'::text);

create table order_years (
  year integer not null,
  before bigint not null,
  constraint order_years_pkey PRIMARY KEY (year)
);

create table orders (
  id uuid not null,
  number text not null,
  account_id uuid not null,
  cart_id uuid not null,
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
  payment_method_id uuid not null,
  bought_by uuid not null,
  buyer_name text not null,
  request_key text not null,
  decline_code text,
  closed_at timestamp with time zone,
  membership_id uuid,
  constraint one_order_per_number UNIQUE (number),
  constraint orders_pkey PRIMARY KEY (id),
  constraint orders_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint orders_bought_by_fkey FOREIGN KEY (bought_by) REFERENCES users(id),
  constraint orders_cart_id_fkey FOREIGN KEY (cart_id) REFERENCES carts(id),
  constraint orders_membership_id_fkey FOREIGN KEY (membership_id) REFERENCES memberships(id),
  constraint orders_payment_method_id_fkey FOREIGN KEY (payment_method_id) REFERENCES payment_methods(id),
  constraint a_paid_order_has_its_membership CHECK (((state = 'paid'::text) = (membership_id IS NOT NULL))),
  constraint an_order_on_its_way_is_open CHECK (((state = 'paying'::text) = (closed_at IS NULL))),
  constraint order_state_is_known CHECK ((state = ANY (ARRAY['paying'::text, 'paid'::text, 'declined'::text, 'abandoned'::text]))),
  constraint total_is_the_sum CHECK ((total_minor = (net_minor + tax_minor)))
);
CREATE UNIQUE INDEX one_order_in_flight_per_offer on public.orders using btree (account_id, offer_id) WHERE (state = 'paying'::text);
CREATE INDEX orders_of_a_cart on public.orders using btree (cart_id, id DESC);
CREATE INDEX orders_of_a_membership on public.orders using btree (membership_id) WHERE (membership_id IS NOT NULL);
CREATE INDEX orders_of_an_account on public.orders using btree (account_id, id DESC);

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

create table sessions (
  token_hash bytea not null,
  user_id uuid not null,
  created_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  complete boolean not null,
  constraint sessions_pkey PRIMARY KEY (token_hash),
  constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX sessions_of_a_user on public.sessions using btree (user_id);
CREATE INDEX sessions_old on public.sessions using btree (expires_at);

create table staff (
  user_id uuid not null,
  roles text[] not null,
  totp_secret bytea,
  totp_confirmed_at timestamp with time zone,
  totp_last_step bigint,
  since timestamp with time zone not null,
  constraint staff_pkey PRIMARY KEY (user_id),
  constraint staff_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table throttles (
  key text not null,
  count integer not null,
  until timestamp with time zone not null,
  constraint throttles_pkey PRIMARY KEY (key)
);
CREATE INDEX throttles_old on public.throttles using btree (until);

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
  constraint one_case_per_account UNIQUE (account_id),
  constraint verification_cases_pkey PRIMARY KEY (id),
  constraint verification_cases_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint verification_cases_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id),
  constraint a_case_begins_with_one_try CHECK ((tries_used >= 1)),
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
  sent_by uuid not null,
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

create table verification_versions (
  case_id uuid not null,
  version integer not null,
  at timestamp with time zone not null,
  declared jsonb not null,
  try integer not null,
  constraint verification_versions_pkey PRIMARY KEY (case_id, version),
  constraint verification_versions_case_id_fkey FOREIGN KEY (case_id) REFERENCES verification_cases(id)
);
