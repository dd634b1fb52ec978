-- Workspaces (the tenants), people, their sign-in sessions, and the widgets.

create table workspaces (
  id uuid primary key,
  name text not null check (name <> ''),
  is_sample boolean not null default false,
  responder_kind text not null default 'builtin' check (responder_kind in ('builtin', 'openai')),
  responder_base_url text not null default '',
  responder_model text not null default '',
  responder_instructions text not null default '',
  responder_api_key_sealed text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
call protect_tenant_table('workspaces', 'id');
call keep_updated_at('workspaces');
create unique index workspaces_one_sample on workspaces (is_sample) where is_sample;

create table users (
  id uuid primary key,
  email text not null check (email = lower(email)),
  name text not null,
  password_hash text not null,
  locale text not null default 'en',
  is_operator boolean not null default false,
  email_verified_at timestamptz,
  failed_logins integer not null default 0 check (failed_logins >= 0),
  lock_until timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index users_by_email on users (email);
call keep_updated_at('users');

create table user_sessions (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  token_hash bytea not null unique,
  user_agent text not null default '',
  address text not null default '',
  expires_at timestamptz not null,
  created_at timestamptz not null default now()
);
create index user_sessions_by_user on user_sessions (user_id);
create index user_sessions_by_expiry on user_sessions (expires_at);

-- One-time links that make the first account. Only a hash is kept.
create table setup_links (
  token_hash bytea primary key,
  created_at timestamptz not null default now()
);

create table memberships (
  workspace_id uuid not null references workspaces on delete cascade,
  user_id uuid not null references users on delete cascade,
  role text not null check (role in ('owner', 'admin', 'member')),
  created_at timestamptz not null default now(),
  primary key (workspace_id, user_id)
);
create index memberships_by_user on memberships (user_id);
call protect_tenant_table('memberships');

create table widgets (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  key text not null,
  name text not null check (name <> ''),
  title text not null,
  accent_color text not null default '#0f766e' check (accent_color ~ '^#[0-9a-f]{6}$'),
  position text not null default 'right' check (position in ('right', 'left')),
  greeting_en text not null default '',
  greeting_th text not null default '',
  allowed_origins text[] not null default '{}',
  paused boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create unique index widgets_by_key on widgets (workspace_id, key);
call protect_tenant_table('widgets');
call keep_updated_at('widgets');

-- What a request with an Idempotency-Key was answered, so that its repeat is answered the same. Kept for 24 hours.
create table idempotency_keys (
  workspace_id uuid not null references workspaces on delete cascade,
  user_id uuid not null references users on delete cascade,
  key text not null,
  request_hash bytea not null,
  status integer,
  response jsonb,
  created_at timestamptz not null default now(),
  primary key (workspace_id, user_id, key)
);
call protect_tenant_table('idempotency_keys');
create index idempotency_keys_by_age on idempotency_keys (created_at);

-- The app's role may not touch the worker's schema; this is the one door.
create function enqueue_job(p_task text, p_payload json, p_key text, p_run_at timestamptz, p_max_attempts integer)
returns void
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform graphile_worker.add_job(
    identifier => p_task, payload => p_payload, run_at => p_run_at, max_attempts => p_max_attempts, job_key => p_key
  );
end
$$;
call hand_over_function('enqueue_job(text, json, text, timestamptz, integer)', 'minichat_worker');
