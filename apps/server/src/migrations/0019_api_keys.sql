-- API keys: what programs sign in with. A key has one secret, and after a rotation for a while the replaced one as well.

create table api_keys (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (name <> ''),
  scope text not null check (scope in ('read', 'write', 'admin')),
  created_by uuid references users on delete set null,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
call protect_tenant_table('api_keys');

-- Only a hash of the secret is kept; the prefix is how it begins, by which it is found and known.
create table api_key_secrets (
  workspace_id uuid not null,
  prefix text not null,
  key_id uuid not null,
  secret_hash bytea not null check (length(secret_hash) = 32),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- Set by a rotation: another secret has taken its place.
  replaced_at timestamptz,
  -- Set once, when its end has been announced by mail.
  end_announced_at timestamptz,
  last_used_at timestamptz,
  last_used_address text,
  primary key (workspace_id, prefix),
  foreign key (workspace_id, key_id) references api_keys on delete cascade
);
create unique index api_key_secrets_current on api_key_secrets (workspace_id, key_id) where replaced_at is null;
create index api_key_secrets_by_key on api_key_secrets (workspace_id, key_id);
create index api_key_secrets_to_announce on api_key_secrets (expires_at)
  where replaced_at is null and end_announced_at is null;
call protect_tenant_table('api_key_secrets');
