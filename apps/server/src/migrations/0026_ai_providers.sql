-- The AI providers of a workspace, in the order in which they are tried, in place of a single one in its row.

create table ai_providers (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  position integer not null,
  kind text not null
    check (kind in ('openai', 'openai-responses', 'anthropic', 'google', 'compatible', 'ollama', 'n8n')),
  name text not null check (name <> ''),
  is_enabled boolean not null default true,
  -- Empty: the kind's own.
  base_url text not null default '',
  model text not null default '',
  api_key_sealed text,
  max_output_tokens integer not null check (max_output_tokens > 0),
  settings jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
call protect_tenant_table('ai_providers');
call keep_updated_at('ai_providers');

-- How each is doing: its breaker, which all processes share. No row: nothing has ever failed.
create table ai_provider_health (
  workspace_id uuid not null,
  provider_id uuid not null,
  failures integer not null check (failures >= 0),
  last_failure text not null,
  last_failed_at timestamptz not null,
  -- Until then it is left out; after that, one question tries whether it is back.
  open_until timestamptz,
  primary key (workspace_id, provider_id),
  foreign key (workspace_id, provider_id) references ai_providers on delete cascade
);
call protect_tenant_table('ai_provider_health');

-- How the AI of a workspace speaks. No row: as by default.
create table ai_settings (
  workspace_id uuid primary key references workspaces on delete cascade,
  instructions text not null default '',
  tone text not null default 'friendly' check (tone in ('friendly', 'formal', 'brief')),
  strictness text not null default 'balanced' check (strictness in ('strict', 'balanced')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
call protect_tenant_table('ai_settings');
call keep_updated_at('ai_settings');

-- It bears the workspace's id, by which it is known where its key was sealed for.
insert into ai_providers
  (workspace_id, id, position, kind, name, is_enabled, base_url, model, api_key_sealed, max_output_tokens)
select id, id, 1, 'compatible', 'AI provider', responder_kind = 'openai', responder_base_url, responder_model,
  responder_api_key_sealed, 1024
from workspaces where responder_base_url <> '' and responder_model <> '';

insert into ai_settings (workspace_id, instructions)
select id, responder_instructions from workspaces where responder_instructions <> '';

alter table workspaces
  drop column responder_kind,
  drop column responder_base_url,
  drop column responder_model,
  drop column responder_instructions,
  drop column responder_api_key_sealed;
