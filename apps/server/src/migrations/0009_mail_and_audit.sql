-- Mail that is to be sent, and who did what.

-- A mail is a row of the transaction that causes it. What it says may hold one-time links, so it is sealed, and dropped
-- once the mail has left.
create table mails (
  id uuid primary key,
  to_address text not null check (to_address <> ''),
  locale text not null,
  template text not null,
  values_sealed text,
  status text not null default 'waiting' check (status in ('waiting', 'sent', 'failed', 'kept')),
  attempts integer not null default 0 check (attempts >= 0),
  next_attempt_at timestamptz not null default now(),
  error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz
);
create index mails_waiting on mails (next_attempt_at) where status = 'waiting';
create index mails_by_age on mails (created_at);

-- Entries are added and never changed. before and after hold what changed, and no secret.
create table audit_entries (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  at timestamptz not null default now(),
  actor_kind text not null check (actor_kind in ('member', 'key', 'operator', 'system')),
  actor_id uuid,
  actor_name text not null,
  action text not null,
  target_kind text,
  target_id text,
  target_name text,
  before jsonb,
  after jsonb,
  address text,
  request_id text,
  primary key (workspace_id, id)
);
call protect_tenant_table('audit_entries');
revoke update on audit_entries from minichat_app, minichat_writer;

-- The same for what belongs to no workspace: accounts, and what operators do.
create table account_audit_entries (
  id uuid primary key,
  at timestamptz not null default now(),
  actor_kind text not null check (actor_kind in ('person', 'anyone', 'system')),
  actor_id uuid,
  actor_name text not null,
  action text not null,
  target_kind text,
  target_id text,
  target_name text,
  before jsonb,
  after jsonb,
  address text,
  request_id text
);
create index account_audit_entries_by_actor on account_audit_entries (actor_id, id);
create index account_audit_entries_by_target on account_audit_entries (target_id, id);
revoke update on account_audit_entries from minichat_app;
