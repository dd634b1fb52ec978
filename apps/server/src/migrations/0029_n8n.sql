-- n8n as a responder: what its answers bring along, answers that are waited for, and the secret that signs both ways.

-- What the visitor may choose to say next: texts, in order.
alter table chat_messages add column quick_replies jsonb not null default '[]'
  check (jsonb_typeof(quick_replies) = 'array');

-- Somebody elsewhere works on it: it holds its lease, and less of a place than one that is being written.
alter table answers add column is_waiting boolean not null default false;

-- Keys that sign what goes to workflows and what they call back with. One without an end, and those it replaced.
create table n8n_signing_keys (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  secret_sealed text not null,
  retires_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
call protect_tenant_table('n8n_signing_keys');
create unique index n8n_signing_keys_current on n8n_signing_keys (workspace_id) where retires_at is null;

-- Questions that a workflow answers by calling back. States:
--   waiting   until due_at                → answered, over
--   answered  the reply is here           → taken
--   taken     it is the answer; nothing is kept of it here
--   over      given up
create table n8n_waits (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  -- null where an owner tries a workflow out.
  answer_id uuid,
  -- The link of the chain that asks; another one asks anew.
  link_id uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'answered', 'taken', 'over')),
  -- When the workflow has acknowledged; null: whether it was asked is not known.
  acknowledged_at timestamptz,
  due_at timestamptz not null,
  reply jsonb check ((state = 'answered') = (reply is not null)),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, answer_id, link_id),
  foreign key (workspace_id, answer_id) references answers (workspace_id, id) on delete cascade
);
call protect_tenant_table('n8n_waits');
create index n8n_waits_due on n8n_waits (workspace_id, due_at);
