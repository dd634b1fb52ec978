-- Accounts elsewhere that people sign in with. An account there is known by who vouches for it and by the number it has
-- there; addresses change hands.
create table provider_identities (
  issuer text not null,
  subject text not null,
  provider text not null,
  user_id uuid not null references users on delete cascade,
  -- What the account is called there, for people.
  account text not null,
  linked_at timestamptz not null default now(),
  last_used_at timestamptz,
  primary key (issuer, subject)
);
create unique index provider_identities_by_user on provider_identities (user_id, provider);
