-- An identity provider can be taken away from its directory: the sessions that came through it end with it, so a session knows through which issuer it was opened.

alter table sessions add column issuer text;
create index sessions_by_issuer on sessions (issuer) where issuer is not null;
