-- What finds passages beside their words: pieces of words, and vectors.

-- Pieces of words, hashed to a number: what the dictionary cuts elsewhere, and what was typed with a slip. The passage
-- stands for the workspace's row too, so one foreign key is enough for the many rows.
create table knowledge_grams (
  workspace_id uuid not null,
  gram integer not null,
  passage_id uuid not null,
  in_title boolean not null,
  -- All columns, so that looking a piece up reads the index alone.
  primary key (workspace_id, gram, passage_id) include (in_title),
  foreign key (workspace_id, passage_id) references knowledge_passages (workspace_id, id) on delete cascade
);
call protect_tenant_table('knowledge_grams');
create index knowledge_grams_by_passage on knowledge_grams (workspace_id, passage_id);

-- A passage may have vectors of several models: the server's own, and that of a provider.
create table knowledge_vectors (
  workspace_id uuid not null,
  passage_id uuid not null,
  model text not null check (model <> '' and char_length(model) <= 200),
  dims smallint not null check (dims > 0),
  -- One signed byte for each number.
  vector bytea not null check (octet_length(vector) = dims),
  primary key (workspace_id, passage_id, model),
  foreign key (workspace_id, passage_id) references knowledge_passages (workspace_id, id) on delete cascade
);
-- Numbers like noise: compressing them would cost time for nothing.
alter table knowledge_vectors alter column vector set storage external;
call protect_tenant_table('knowledge_vectors');

-- The provider whose model embeds a workspace's knowledge; no row: the server's own model alone.
create table knowledge_embedders (
  workspace_id uuid primary key references workspaces on delete cascade,
  kind text not null check (kind in ('openai', 'google', 'ollama')),
  base_url text not null check (char_length(base_url) <= 500),
  model text not null check (model <> '' and char_length(model) <= 120),
  api_key_sealed text,
  -- Why it did not embed the last time.
  problem text check (char_length(problem) <= 500),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
call protect_tenant_table('knowledge_embedders');
call keep_updated_at('knowledge_embedders');
