-- Office hours, rules that give chats to members, who is on duty, and visitors whom nobody answers.

create table assignment_settings (
  workspace_id uuid primary key references workspaces on delete cascade,
  -- Seven days from Monday on, each its spans [{from, to}, …] by the workspace's clock; null: always.
  week jsonb check (jsonb_typeof(week) = 'array'),
  -- [{date, name}, …]
  holidays jsonb not null default '[]' check (jsonb_typeof(holidays) = 'array'),
  -- In order: [{widgetId, locale, labelId, memberIds, sharing}, …]
  rules jsonb not null default '[]' check (jsonb_typeof(rules) = 'array'),
  -- null: there is no such limit.
  target_minutes integer check (target_minutes > 0),
  tell_minutes integer check (tell_minutes > 0),
  mail_minutes integer check (mail_minutes > 0),
  updated_at timestamptz not null default now()
);
call protect_tenant_table('assignment_settings');
call keep_updated_at('assignment_settings');

create table member_duty (
  workspace_id uuid not null,
  user_id uuid not null,
  -- Says so themselves.
  is_away boolean not null default false,
  -- Open chats that rules give at most; null: any number.
  capacity integer check (capacity >= 0),
  -- A dashboard was open.
  seen_at timestamptz,
  -- When a rule gave them a chat last: whose turn it is.
  given_at timestamptz,
  primary key (workspace_id, user_id),
  foreign key (workspace_id, user_id) references memberships (workspace_id, user_id) on delete cascade
);
call protect_tenant_table('member_duty');

-- What the team was told of a visitor who waits: once for each wait and stage.
create table wait_notices (
  workspace_id uuid not null,
  session_id uuid not null,
  stage text not null check (stage in ('told', 'mailed')),
  -- The wait that it was about.
  waiting_since timestamptz not null,
  primary key (workspace_id, session_id, stage),
  foreign key (workspace_id, session_id) references chat_sessions (workspace_id, id) on delete cascade
);
call protect_tenant_table('wait_notices');

-- Visitors who wait, longest first: few, however many chats there are.
create index chat_sessions_waiting on chat_sessions (workspace_id, waiting_since, id) where waiting_since is not null;
