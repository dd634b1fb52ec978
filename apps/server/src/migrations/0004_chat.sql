-- Visitors, their chats, messages, numbered events, and answers with their leases.

create table visitors (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text,
  locale text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
call protect_tenant_table('visitors');
call keep_updated_at('visitors');

create table chat_sessions (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  widget_id uuid not null,
  visitor_id uuid not null,
  channel text not null default 'widget' check (channel in ('widget')),
  status text not null default 'open' check (status in ('open', 'closed')),
  handled_by text not null default 'ai' check (handled_by in ('ai', 'member')),
  member_id uuid references users on delete set null,
  -- Grows whenever the chat changes hands: the fence that keeps the AI silent after a takeover.
  epoch integer not null default 0 check (epoch >= 0),
  person_requested_at timestamptz,
  -- The number of the newest event; the row's lock makes it gapless.
  last_seq integer not null default 0 check (last_seq >= 0),
  message_count integer not null default 0 check (message_count >= 0),
  member_read_seq integer not null default 0 check (member_read_seq >= 0),
  unread_count integer not null default 0 check (unread_count >= 0),
  last_message_author text check (last_message_author in ('visitor', 'ai', 'member')),
  last_message_excerpt text,
  last_message_at timestamptz,
  locale text,
  page_url text,
  -- In milliseconds, as cursors carry it.
  last_active_at timestamptz(3) not null default now(),
  closed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, widget_id) references widgets (workspace_id, id) on delete cascade,
  foreign key (workspace_id, visitor_id) references visitors (workspace_id, id) on delete cascade,
  check ((status = 'closed') = (closed_at is not null)),
  check (handled_by = 'member' or member_id is null),
  check (member_read_seq <= last_seq)
);
call protect_tenant_table('chat_sessions');
call keep_updated_at('chat_sessions');
create index chat_sessions_by_activity on chat_sessions (workspace_id, last_active_at desc, id desc);
create index chat_sessions_by_status on chat_sessions (workspace_id, status, last_active_at desc, id desc);
create index chat_sessions_by_visitor on chat_sessions (workspace_id, visitor_id);
create index chat_sessions_by_widget on chat_sessions (workspace_id, widget_id);
create index chat_sessions_idle on chat_sessions (last_active_at) where status = 'open';

create table chat_messages (
  workspace_id uuid not null,
  session_id uuid not null,
  id uuid not null,
  seq integer not null check (seq > 0),
  author_kind text not null check (author_kind in ('visitor', 'ai', 'member')),
  -- The visitor or the user; null for the AI. No foreign key: what somebody said outlives their account.
  author_id uuid,
  client_message_id text,
  body text not null check (body <> '' and length(body) <= 32000),
  state text not null default 'complete' check (state in ('complete', 'interrupted')),
  answer_id uuid,
  -- [{number, title, url, passageId, quote}]
  citations jsonb not null default '[]' check (jsonb_typeof(citations) = 'array'),
  offers_person boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, session_id, seq),
  unique (workspace_id, id),
  unique (workspace_id, session_id, client_message_id),
  unique (workspace_id, answer_id),
  foreign key (workspace_id, session_id) references chat_sessions (workspace_id, id) on delete cascade,
  check ((author_kind = 'ai') = (author_id is null)),
  check ((author_kind = 'ai') = (answer_id is not null)),
  check (author_kind = 'ai' or client_message_id is not null)
);
call protect_tenant_table('chat_messages');
call keep_updated_at('chat_messages');

-- The event log. Per chat it is numbered (seq); across a workspace it is read by (xid, id) below the oldest running
-- transaction, because ids alone commit out of order.
create table chat_events (
  workspace_id uuid not null,
  session_id uuid not null,
  seq integer not null check (seq > 0),
  id bigint not null generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  type text not null check (type <> ''),
  -- Small facts of the change; texts stay in their own tables.
  data jsonb not null default '{}',
  created_at timestamptz not null default now(),
  primary key (workspace_id, session_id, seq),
  foreign key (workspace_id, session_id) references chat_sessions (workspace_id, id) on delete cascade
);
call protect_tenant_table('chat_events');
create unique index chat_events_feed on chat_events (workspace_id, xid, id);
create index chat_events_all on chat_events (xid, id);

-- An answer to a visitor's message, and who is writing it. States:
--   pending     waits for a worker                          → running
--   running     leased until lease_until, then free again   → done, failed, cancelled, running (next attempt)
--   done        its message is stored
--   failed      gave up; an honest message is stored instead
--   cancelled   a member took over, or the chat ended
create table answers (
  workspace_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  question_seq integer not null,
  epoch integer not null,
  status text not null default 'pending' check (status in ('pending', 'running', 'done', 'failed', 'cancelled')),
  attempt integer not null default 0,
  lease_owner uuid,
  lease_until timestamptz,
  -- What has been shown so far, saved about once a second while it is written.
  text text not null default '',
  responder text,
  problem text,
  first_delta_ms integer,
  total_ms integer,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, session_id, question_seq),
  foreign key (workspace_id, session_id) references chat_sessions (workspace_id, id) on delete cascade,
  check ((status = 'running') = (lease_until is not null))
);
call protect_tenant_table('answers');
call keep_updated_at('answers');
-- One at a time in each chat; the rest wait their turn.
create unique index answers_one_running on answers (workspace_id, session_id) where status = 'running';
create index answers_open on answers (created_at) where status in ('pending', 'running');

-- Stores one message, once. The caller has set the workspace (policies), checked the input and made the ids.
-- outcome: new | repeat | conflict (same client id, other message) | closed | full | not_found
create function post_message(
  p_workspace uuid, p_session uuid, p_message uuid, p_client_message_id text,
  p_author_kind text, p_author uuid, p_body text, p_answer uuid, p_max_messages integer,
  out outcome text, out message_id uuid, out seq integer, out created_at timestamptz, out answer_created boolean
)
language plpgsql
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  v_session chat_sessions;
  v_known record;
begin
  answer_created := false;
  select * into v_session from chat_sessions s
    where s.workspace_id = p_workspace and s.id = p_session for no key update;
  if not found then
    outcome := 'not_found';
    return;
  end if;

  -- A new statement, so that it sees what a concurrent repeat committed while this one waited for the lock.
  select m.id, m.seq, m.created_at, m.body, m.author_kind, m.author_id into v_known from chat_messages m
    where m.workspace_id = p_workspace and m.session_id = p_session and m.client_message_id = p_client_message_id;
  if found then
    outcome := case when v_known.body = p_body and v_known.author_kind = p_author_kind and v_known.author_id = p_author
      then 'repeat' else 'conflict' end;
    message_id := v_known.id;
    seq := v_known.seq;
    created_at := v_known.created_at;
    return;
  end if;

  if v_session.status = 'closed' then
    outcome := 'closed';
    return;
  end if;
  if v_session.message_count >= p_max_messages then
    outcome := 'full';
    return;
  end if;

  outcome := 'new';
  message_id := p_message;
  seq := v_session.last_seq + 1;
  created_at := clock_timestamp();
  insert into chat_messages (workspace_id, session_id, id, seq, author_kind, author_id, client_message_id, body, created_at)
    values (p_workspace, p_session, p_message, seq, p_author_kind, p_author, p_client_message_id, p_body, created_at);
  insert into chat_events (workspace_id, session_id, seq, type)
    values (p_workspace, p_session, seq, 'message.created');
  update chat_sessions s set
    last_seq = post_message.seq,
    message_count = s.message_count + 1,
    unread_count = s.unread_count + case when p_author_kind = 'visitor' then 1 else 0 end,
    last_message_author = p_author_kind,
    last_message_excerpt = left(p_body, 160),
    last_message_at = post_message.created_at,
    last_active_at = post_message.created_at
    where s.workspace_id = p_workspace and s.id = p_session;

  if p_author_kind = 'visitor' and v_session.handled_by = 'ai' then
    insert into answers (workspace_id, id, session_id, question_seq, epoch)
      values (p_workspace, p_answer, p_session, seq, v_session.epoch);
    answer_created := true;
  end if;
end
$$;

-- Adds an event that is not a message, under the chat's lock, and returns its number.
create function add_chat_event(p_workspace uuid, p_session uuid, p_type text, p_data jsonb) returns integer
language sql
as $$
  with numbered as (
    update chat_sessions set last_seq = last_seq + 1
      where workspace_id = p_workspace and id = p_session
      returning last_seq
  )
  insert into chat_events (workspace_id, session_id, seq, type, data)
    select p_workspace, p_session, last_seq, p_type, p_data from numbered
    returning seq
$$;
