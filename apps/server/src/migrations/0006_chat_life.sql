-- What happens to messages and chats after they are written: marks, edits, removals, other answers, resets, erasure; and
-- what owners can set and see of it.

alter table chat_sessions
  -- How far each side has got. What is read is delivered as well.
  add column visitor_delivered_seq integer not null default 0 check (visitor_delivered_seq >= 0),
  add column visitor_read_seq integer not null default 0 check (visitor_read_seq >= 0),
  add column member_delivered_seq integer not null default 0 check (member_delivered_seq >= 0),
  -- What was said up to here is not shown to the AI: it got the chat back, or the chat was opened again, after it.
  add column context_seq integer not null default 0 check (context_seq >= 0),
  add column tracked_count integer not null default 0 check (tracked_count >= 0),
  -- The visitor had the chat deleted: nothing of what was said is left in it.
  add column erased_at timestamptz,
  -- The visitor had taken back all they had said. They may have written since: whoever removes such chats looks.
  add column emptied_at timestamptz;
update chat_sessions set member_delivered_seq = member_read_seq where member_read_seq > 0;
alter table chat_sessions
  add check (visitor_read_seq <= visitor_delivered_seq),
  add check (visitor_delivered_seq <= last_seq),
  add check (member_read_seq <= member_delivered_seq),
  add check (member_delivered_seq <= last_seq),
  add check (context_seq <= last_seq),
  add check (erased_at is null or status = 'closed');
-- Each message moves its chat in every index of the table, so there are as few as the product's questions need: the list by
-- status serves the whole list too (two of its ranges, merged) and the search for idle chats (workspace by workspace);
-- widgets are deleted rarely enough to read a workspace's chats for it.
drop index chat_sessions_by_activity;
drop index chat_sessions_by_widget;
drop index chat_sessions_idle;
-- For the job that removes what is empty or erased.
create index chat_sessions_empty on chat_sessions (last_active_at)
  where message_count = 0 or emptied_at is not null or erased_at is not null;

alter table visitors
  add column email text check (email is null or (email <> '' and length(email) <= 254)),
  add column phone text check (phone is null or (phone <> '' and length(phone) <= 40)),
  -- {name: text, number or boolean}
  add column attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object');

alter table chat_messages
  drop constraint chat_messages_body_check,
  drop constraint chat_messages_state_check;
alter table chat_messages
  add column edited_at timestamptz,
  add column removed_at timestamptz,
  -- Of an answer: the number of its question.
  add column question_seq integer check (question_seq < seq),
  add check (length(body) <= 32000),
  add check (state in ('complete', 'interrupted', 'stopped', 'replaced', 'removed')),
  add check ((state = 'removed') = (body = '')),
  add check ((state = 'removed') = (removed_at is not null)),
  add check (author_kind = 'ai' or state in ('complete', 'removed')),
  add check (question_seq is null or author_kind = 'ai');
update chat_messages m set question_seq = a.question_seq
  from answers a where a.workspace_id = m.workspace_id and a.id = m.answer_id;

-- Texts that were changed or taken back, for the record: 1 is the first.
create table chat_message_versions (
  workspace_id uuid not null,
  session_id uuid not null,
  seq integer not null,
  version integer not null check (version > 0),
  body text not null check (body <> ''),
  replaced_at timestamptz not null default now(),
  -- Of a message that was taken back.
  expires_at timestamptz,
  primary key (workspace_id, session_id, seq, version),
  foreign key (workspace_id, session_id, seq) references chat_messages (workspace_id, session_id, seq) on delete cascade
);
call protect_tenant_table('chat_message_versions');
create index chat_message_versions_expiring on chat_message_versions (expires_at) where expires_at is not null;

-- A question can be answered again: each time is a generation.
alter table answers
  add column generation integer not null default 1 check (generation > 0),
  -- Who asked, as a keyed hash of the network address: so that nobody's questions hold up everybody else's.
  add column source text,
  drop constraint answers_workspace_id_session_id_question_seq_key,
  add unique (workspace_id, session_id, question_seq, generation);

-- Reading marks were events of their own kind and held one number.
update chat_events set type = 'chat.marked', data = jsonb_build_object(
  'visitorDeliveredSeq', 0, 'visitorReadSeq', 0,
  'memberDeliveredSeq', data -> 'memberReadSeq', 'memberReadSeq', data -> 'memberReadSeq')
  where type = 'chat.read';

-- The message that an event is about, as a column: under row-level security a join by an expression cannot use the index,
-- and reading on in a long chat read the whole chat for each event.
alter table chat_events add column message_seq integer;
update chat_events set message_seq = seq where type = 'message.created';
alter table chat_events
  add check ((message_seq is not null) = (type like 'message.%')),
  add check (message_seq <= seq);

-- The feed goes by xid, and a transaction has its own from its first lock on: while it waits for the chat, another may
-- number an event there under a larger one. So an event never has a smaller xid than the one before it in its chat.
create or replace function add_chat_event(p_workspace uuid, p_session uuid, p_type text, p_data jsonb) returns integer
language sql
as $$
  with numbered as (
    update chat_sessions set last_seq = last_seq + 1
      where workspace_id = p_workspace and id = p_session
      returning last_seq
  )
  insert into chat_events (workspace_id, session_id, seq, type, data, message_seq, xid)
    select p_workspace, p_session, last_seq, p_type, p_data,
      case when p_type = 'message.created' then last_seq else (p_data ->> 'messageSeq')::integer end,
      greatest(pg_current_xact_id(), (
        select e.xid from chat_events e
        where e.workspace_id = p_workspace and e.session_id = p_session and e.seq = last_seq - 1))
    from numbered
    returning seq
$$;

alter table workspaces add column ai_paused boolean not null default false;
alter table widgets
  add column ai_paused boolean not null default false,
  add column privacy_url text check (privacy_url <> ''),
  add column consent_required boolean not null default false;

-- What widgets report of their own failures, counted by day. Nothing about visitors.
create table widget_problems (
  workspace_id uuid not null,
  widget_id uuid not null,
  day date not null,
  kind text not null check (kind in ('panel', 'stream', 'storage', 'send', 'script')),
  count integer not null default 1 check (count > 0),
  last_detail text not null default '',
  last_origin text not null default '',
  last_browser text not null default '',
  last_at timestamptz not null default now(),
  primary key (workspace_id, widget_id, day, kind),
  foreign key (workspace_id, widget_id) references widgets (workspace_id, id) on delete cascade
);
call protect_tenant_table('widget_problems');
