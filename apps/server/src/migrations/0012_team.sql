-- Invitations, and workspaces that were deleted and can be restored for a while.

alter table workspaces add column deleted_at timestamptz;
create index workspaces_deleted on workspaces (deleted_at) where deleted_at is not null;

-- An open or expired one for each address; an accepted one stays for a while, so that accepting twice is once. Of the
-- link only a hash is kept.
create table invitations (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  email text not null check (email = lower(email)),
  role text not null check (role in ('owner', 'admin', 'member')),
  token_hash bytea not null,
  invited_by uuid references users on delete set null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references users on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create unique index invitations_open on invitations (workspace_id, email) where accepted_at is null;
create index invitations_by_email on invitations (email) where accepted_at is null;
create index invitations_by_expiry on invitations (expires_at);
call protect_tenant_table('invitations');
call keep_updated_at('invitations');
