-- What AI providers cost: prices, each call, what was spent, and caps that nothing goes beyond.
-- Money is in millionths of a US dollar.

-- Prices that an operator has set, before those that come with MiniChat.
create table ai_prices (
  -- The name of a model in lower case; * stands for any letters.
  model text primary key check (model <> '' and model = lower(model)),
  -- For a million tokens.
  input_micro_usd bigint not null check (input_micro_usd >= 0),
  output_micro_usd bigint not null check (output_micro_usd >= 0),
  created_at timestamptz not null default now()
);

-- What may be spent; null: without limit. No row: the caps that come with MiniChat.
create table ai_caps (
  workspace_id uuid primary key references workspaces on delete cascade,
  -- A day, by one visitor and from one address.
  visitor_micro_usd bigint check (visitor_micro_usd >= 0),
  address_micro_usd bigint check (address_micro_usd >= 0),
  -- A day and a month, by the whole workspace.
  day_micro_usd bigint check (day_micro_usd >= 0),
  month_micro_usd bigint check (month_micro_usd >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
call protect_tenant_table('ai_caps');
call keep_updated_at('ai_caps');

-- Every call of a provider. While it runs, its tokens and its cost are the most that it can come to.
create table ai_calls (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  -- UTC.
  day date not null,
  started_at timestamptz not null,
  -- Still running then, its process has died.
  lapses_at timestamptz not null,
  purpose text not null check (purpose <> ''),
  provider_id text not null,
  kind text not null check (kind <> ''),
  model text not null,
  -- Of the question behind it, where there is one.
  chat_id uuid,
  answer_id uuid,
  message_id uuid,
  visitor_id uuid,
  -- Of the asking visitor's network, keyed.
  address_hash text,
  -- lost: its process died, so what it came to is not known.
  outcome text not null default 'running' check (outcome in ('running', 'done', 'failed', 'abandoned', 'lost')),
  input_tokens bigint not null check (input_tokens >= 0),
  output_tokens bigint not null check (output_tokens >= 0),
  is_estimated boolean not null default true,
  -- Whether there was a price for the model.
  is_priced boolean not null,
  cost_micro_usd bigint not null check (cost_micro_usd >= 0),
  duration_ms integer,
  first_token_ms integer,
  -- Of HTTP.
  status smallint,
  primary key (workspace_id, id)
);
call protect_tenant_table('ai_calls');
create index ai_calls_by_answer on ai_calls (workspace_id, answer_id);
create index ai_calls_running on ai_calls (lapses_at) where outcome = 'running';
create index ai_calls_by_start on ai_calls (started_at);

-- How much of each cap is taken, with what is reserved for calls under way. One row for each visitor, address, workspace
-- and period; a call that would go beyond the cap leaves it as it is.
create table ai_cap_use (
  workspace_id uuid not null references workspaces on delete cascade,
  scope text not null check (scope in ('visitor', 'address', 'day', 'workspace')),
  -- The visitor or the address; '' for the workspace.
  key text not null,
  -- The day, or the first of the month.
  period date not null,
  micro_usd bigint not null,
  primary key (workspace_id, scope, key, period)
);
call protect_tenant_table('ai_cap_use');
create index ai_cap_use_by_period on ai_cap_use (period);

-- What was spent, by day, provider and model. Calls that run are not in it yet.
create table ai_spend (
  workspace_id uuid not null references workspaces on delete cascade,
  day date not null,
  provider_id text not null,
  model text not null,
  kind text not null,
  calls bigint not null default 0,
  -- Among them.
  failed bigint not null default 0,
  abandoned bigint not null default 0,
  unpriced bigint not null default 0,
  -- Calls that a cap did not let begin; not among them.
  refused bigint not null default 0,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  cost_micro_usd bigint not null default 0,
  primary key (workspace_id, day, provider_id, model)
);
call protect_tenant_table('ai_spend');

-- Which notices of a cap were sent, so that each is sent once.
create table ai_cap_notices (
  workspace_id uuid not null references workspaces on delete cascade,
  scope text not null check (scope in ('day', 'workspace')),
  period date not null,
  percent smallint not null check (percent in (80, 100)),
  created_at timestamptz not null default now(),
  primary key (workspace_id, scope, period, percent)
);
call protect_tenant_table('ai_cap_notices');
