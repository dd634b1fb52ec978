-- What the AI did for members: how it came about and what it cost. What it wrote is not kept.

create table assists (
  workspace_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  member_id uuid references users on delete set null,
  kind text not null check (kind in ('reply', 'summary', 'translation', 'tone')),
  outcome text not null check (outcome in ('done', 'failed')),
  responder text,
  -- As in answer_traces.
  passages jsonb not null default '[]' check (jsonb_typeof(passages) = 'array'),
  hops jsonb not null default '[]' check (jsonb_typeof(hops) = 'array'),
  checks jsonb not null default '[]' check (jsonb_typeof(checks) = 'array'),
  input_tokens integer check (input_tokens >= 0),
  output_tokens integer check (output_tokens >= 0),
  cost_micro_usd bigint check (cost_micro_usd >= 0),
  total_ms integer not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, session_id) references chat_sessions (workspace_id, id) on delete cascade
);
call protect_tenant_table('assists');
create index assists_by_chat on assists (workspace_id, session_id);
