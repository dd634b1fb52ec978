-- Plans with what they allow, and what operators do with accounts and workspaces.

-- Entries of the audit log go by purge_audit_entries alone, and with their workspace.
revoke delete on audit_entries, account_audit_entries from minichat_app;
-- The log of all workspaces is read by id, which rises with time.
create index audit_entries_by_id on audit_entries (id);

alter table workspaces
  -- null: the plan that the server gives by default.
  add column plan text check (plan in ('free', 'pro', 'business')),
  -- Locked by an operator: its members and its visitors can do nothing.
  add column locked_at timestamptz,
  add column lock_reason text check (lock_reason <> ''),
  -- The month (its first day, UTC) whose messages are used up: the AI answers nothing while it lasts.
  add column messages_used_up date,
  add check ((locked_at is null) = (lock_reason is null));

-- What a document takes up, so that adding them up reads no text.
alter table knowledge_documents
  add column size_bytes bigint not null
    generated always as (octet_length(text) + coalesce(octet_length(original), 0)) stored;

-- Messages of visitors and the AI by calendar month (UTC), counted from the event log a few seconds later.
create table workspace_months (
  workspace_id uuid not null references workspaces on delete cascade,
  month date not null check (extract(day from month) = 1),
  messages bigint not null default 0 check (messages >= 0),
  -- Those of the AI among them.
  answers bigint not null default 0 check (answers >= 0),
  primary key (workspace_id, month)
);
call protect_tenant_table('workspace_months');

-- How far the event log has been counted. One row.
create table message_counting (
  id boolean primary key default true check (id),
  xid xid8 not null,
  event_id bigint not null
);
insert into message_counting (xid, event_id) values ('0', 0);
revoke insert, update, delete on message_counting from minichat_app;

-- Which notices of a quota were sent, so that each is sent once a month.
create table quota_notices (
  workspace_id uuid not null references workspaces on delete cascade,
  month date not null,
  quota text not null check (quota <> ''),
  percent smallint not null check (percent in (80, 100)),
  created_at timestamptz not null default now(),
  primary key (workspace_id, month, quota, percent)
);
call protect_tenant_table('quota_notices');

-- An operator looks into a workspace's chats: why, and until when.
create table operator_visits (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  user_id uuid not null references users on delete cascade,
  reason text not null check (reason <> ''),
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
call protect_tenant_table('operator_visits');
create index operator_visits_by_expiry on operator_visits (expires_at);
create index operator_visits_by_user on operator_visits (user_id);
