-- How each answer came about, and what older turns of long chats came down to.

create table answer_traces (
  workspace_id uuid not null,
  answer_id uuid not null,
  session_id uuid not null,
  -- The question's. No foreign key to messages: it goes with its answer, and by the trigger below.
  message_id uuid not null,
  outcome text not null check (outcome in ('done', 'failed', 'interrupted')),
  -- null: none could answer, or the answer was cut before one was done.
  responder text,
  question text not null,
  -- What was searched for, where that differs from the question.
  searched_for text,
  -- [{passageId, title, score, isGiven}]
  passages jsonb not null default '[]' check (jsonb_typeof(passages) = 'array'),
  prompt_version text,
  -- [{responder, providerId, model, outcome, reason, startedMs, firstDeltaMs, durationMs}]
  hops jsonb not null default '[]' check (jsonb_typeof(hops) = 'array'),
  -- [{name, detail}]
  checks jsonb not null default '[]' check (jsonb_typeof(checks) = 'array'),
  input_tokens integer check (input_tokens >= 0),
  output_tokens integer check (output_tokens >= 0),
  cost_micro_usd bigint check (cost_micro_usd >= 0),
  first_delta_ms integer,
  total_ms integer not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, answer_id),
  foreign key (workspace_id, answer_id) references answers (workspace_id, id) on delete cascade
);
call protect_tenant_table('answer_traces');
create index answer_traces_by_question on answer_traces (workspace_id, message_id);

create table chat_gists (
  workspace_id uuid not null,
  session_id uuid not null,
  -- Messages up to here are in it.
  through_seq integer not null check (through_seq > 0),
  -- As of the chat when it was made: once the AI gets the chat anew, it knows nothing of before.
  context_seq integer not null,
  -- ["what the visitor told, in their own words"]
  facts jsonb not null check (jsonb_typeof(facts) = 'array'),
  about text not null,
  made_by text not null check (made_by in ('model', 'rules')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, session_id),
  foreign key (workspace_id, session_id) references chat_sessions (workspace_id, id) on delete cascade
);
call protect_tenant_table('chat_gists');
call keep_updated_at('chat_gists');

-- A message that is changed, taken back or erased lives on in nothing that was made of it.
create function forget_what_was_made_of() returns trigger
language plpgsql
set search_path = pg_catalog, public
as $$
begin
  delete from chat_gists g
    where g.workspace_id = new.workspace_id and g.session_id = new.session_id and g.through_seq >= new.seq;
  if new.state = 'removed' then
    delete from answer_traces t where t.workspace_id = new.workspace_id and t.message_id = new.id;
    delete from answer_traces t where t.workspace_id = new.workspace_id and t.answer_id = new.answer_id;
  end if;
  return null;
end
$$;
create trigger forget_what_was_made_of after update of body on chat_messages
  for each row when (old.body is distinct from new.body) execute function forget_what_was_made_of();
