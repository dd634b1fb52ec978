-- Second factors of accounts: codes of an app, backup codes, trusted devices; and passkeys, which need neither password
-- nor code.

create table two_factors (
  user_id uuid primary key references users on delete cascade,
  secret_sealed text not null,
  -- null: set up, and no code of it was given yet.
  confirmed_at timestamptz,
  -- The step of the last code that was taken: no code of it or of an earlier one is taken again.
  last_step bigint not null default 0,
  backup_salt bytea,
  failures integer not null default 0 check (failures >= 0),
  -- How often in a row it was locked: each lock lasts longer.
  locks integer not null default 0 check (locks >= 0),
  locked_until timestamptz,
  -- Sign-ins begun before this, with a password that no longer holds, are not finished.
  challenges_from timestamptz,
  created_at timestamptz not null default now()
);

create table backup_codes (
  user_id uuid not null references two_factors on delete cascade,
  code_hash bytea not null,
  primary key (user_id, code_hash)
);

create table trusted_devices (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  token_hash bytea not null unique,
  user_agent text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index trusted_devices_by_user on trusted_devices (user_id);
create index trusted_devices_by_expiry on trusted_devices (expires_at);

create table passkeys (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  -- As the browser names it, in base64url.
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null check (name <> ''),
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkeys_by_user on passkeys (user_id);

-- Challenges that came back, until they end: how often they were tried, and whether they are used up.
create table used_challenges (
  id uuid primary key,
  attempts integer not null default 1,
  used_at timestamptz,
  expires_at timestamptz not null
);
create index used_challenges_by_expiry on used_challenges (expires_at);
