-- Sites prove who a visitor is, by tokens that they sign with a key of their workspace.

create table identity_keys (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  secret_sealed text not null,
  created_at timestamptz not null default now(),
  -- From then on it counts no more.
  retires_at timestamptz,
  last_used_at timestamptz,
  primary key (workspace_id, id)
);
call protect_tenant_table('identity_keys');

-- Who is proven has a row of their own: what an unproven visitor said is never theirs. `verified` holds what the newest
-- token says of them, `verified_at` when that was issued.
alter table visitors
  add column external_id text check (external_id <> ''),
  add column verified jsonb,
  add column verified_at timestamptz,
  add check ((external_id is null) = (verified is null));
-- Partial: a first message of somebody unproven costs nothing more.
create unique index visitors_by_external_id on visitors (workspace_id, external_id) where external_id is not null;

alter table widgets add column identity_required boolean not null default false;
