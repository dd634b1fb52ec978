-- The inbox that a team works from: who a chat is assigned to, since when its visitor waits, notes, labels, saved views,
-- and numbers that are kept and never counted.

alter table visitors
  -- Nothing more is taken from them.
  add column blocked_at timestamptz,
  -- Members say that these are one person. Their rows, tokens and rights stay apart.
  add column person_id uuid;
create index visitors_by_person on visitors (workspace_id, person_id) where person_id is not null;

alter table chat_sessions
  add column assignee_id uuid references users on delete set null,
  -- The visitor waits for a person's reply.
  add column waiting_since timestamptz,
  add column snoozed_until timestamptz,
  add column spam_at timestamptz,
  add check (spam_at is null or status = 'closed'),
  add check (snoozed_until is null or status = 'open'),
  add check (waiting_since is null or status = 'open');
update chat_sessions set assignee_id = member_id where status = 'open' and handled_by = 'member';
update chat_sessions set waiting_since = case
    when handled_by = 'ai' then person_requested_at
    when last_message_author = 'visitor' then last_message_at end
  where status = 'open';
alter table chat_sessions add column box text not null generated always as (
  case
    when spam_at is not null then 'spam'
    when status = 'closed' then 'closed'
    when snoozed_until is not null then 'snoozed'
    when assignee_id is null then 'unassigned'
    else 'assigned'
  end) stored;

-- A message moves its chat in every index of the table. By box it serves each tab, and several boxes merged; the last two
-- columns let a filter pass over entries without reading their rows.
drop index chat_sessions_by_status;
create index chat_sessions_by_box on chat_sessions (workspace_id, box, last_active_at desc, id desc, widget_id, locale);
create index chat_sessions_by_assignee on chat_sessions (workspace_id, assignee_id, box, last_active_at desc, id desc)
  where assignee_id is not null;

-- What members write for each other. A table of its own: whoever reads messages for visitors, providers, workflows or
-- exports cannot meet it.
create table chat_notes (
  workspace_id uuid not null,
  session_id uuid not null,
  -- That of its event.
  seq integer not null check (seq > 0),
  id uuid not null,
  -- No foreign key: what somebody wrote outlives their account.
  author_id uuid not null,
  client_note_id text not null,
  body text not null check (length(body) <= 32000),
  mentions uuid[] not null default '{}',
  removed_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, session_id, seq),
  unique (workspace_id, id),
  unique (workspace_id, session_id, client_note_id),
  foreign key (workspace_id, session_id) references chat_sessions (workspace_id, id) on delete cascade,
  check ((removed_at is not null) = (body = ''))
);
call protect_tenant_table('chat_notes');

-- The newest mention of a member in a chat.
create table chat_mentions (
  workspace_id uuid not null,
  member_id uuid not null references users on delete cascade,
  session_id uuid not null,
  seq integer not null,
  is_read boolean not null default false,
  primary key (workspace_id, member_id, session_id),
  foreign key (workspace_id, session_id) references chat_sessions (workspace_id, id) on delete cascade
);
call protect_tenant_table('chat_mentions');
create index chat_mentions_by_chat on chat_mentions (workspace_id, session_id);

create table labels (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null check (name <> '' and char_length(name) <= 40),
  color text not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
call protect_tenant_table('labels');
create unique index labels_by_name on labels (workspace_id, lower(name));

create table chat_labels (
  workspace_id uuid not null,
  session_id uuid not null,
  label_id uuid not null,
  primary key (workspace_id, session_id, label_id),
  foreign key (workspace_id, session_id) references chat_sessions (workspace_id, id) on delete cascade,
  foreign key (workspace_id, label_id) references labels (workspace_id, id) on delete cascade
);
call protect_tenant_table('chat_labels');
create index chat_labels_by_label on chat_labels (workspace_id, label_id, session_id);

create table inbox_views (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  -- Whose it is; a shared one is there for all.
  owner_id uuid not null references users on delete cascade,
  is_shared boolean not null,
  name text not null check (name <> '' and char_length(name) <= 60),
  filters jsonb not null check (jsonb_typeof(filters) = 'object'),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
call protect_tenant_table('inbox_views');

create table canned_replies (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  shortcut text not null check (shortcut <> '' and char_length(shortcut) <= 40),
  body text not null check (body <> '' and char_length(body) <= 8000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
call protect_tenant_table('canned_replies');
call keep_updated_at('canned_replies');
create unique index canned_replies_by_shortcut on canned_replies (workspace_id, shortcut);

-- How many chats each box has, and whose. Each change adds a row, so that nobody waits for a counter that another
-- transaction holds; a job folds them. `box` may also be 'mentions': what a member was told of and has not seen.
create table inbox_counts (
  workspace_id uuid not null references workspaces on delete cascade,
  id bigint not null generated always as identity,
  box text not null,
  member_id uuid,
  change integer not null,
  primary key (workspace_id, id)
);
call protect_tenant_table('inbox_counts');

-- A workspace that is being removed counts nothing any more.
create function count_in_inbox(p_workspace uuid, p_box text, p_member uuid, p_change integer) returns void
language sql
as $$
  insert into inbox_counts (workspace_id, box, member_id, change)
    select p_workspace, p_box, p_member, p_change where exists (select from workspaces where id = p_workspace)
$$;

create function count_chat() returns trigger
language plpgsql
set search_path = pg_catalog, public
as $$
begin
  if tg_op <> 'INSERT' then
    perform count_in_inbox(old.workspace_id, old.box, case when old.box = 'assigned' then old.assignee_id end, -1);
  end if;
  if tg_op <> 'DELETE' then
    perform count_in_inbox(new.workspace_id, new.box, case when new.box = 'assigned' then new.assignee_id end, 1);
  end if;
  return null;
end
$$;
create trigger count_added_chat after insert or delete on chat_sessions for each row execute function count_chat();
create trigger count_moved_chat after update on chat_sessions for each row
  when (old.box is distinct from new.box or (old.box = 'assigned' and old.assignee_id is distinct from new.assignee_id))
  execute function count_chat();

create function count_mention() returns trigger
language plpgsql
set search_path = pg_catalog, public
as $$
begin
  if tg_op <> 'INSERT' and not old.is_read then
    perform count_in_inbox(old.workspace_id, 'mentions', old.member_id, -1);
  end if;
  if tg_op <> 'DELETE' and not new.is_read then
    perform count_in_inbox(new.workspace_id, 'mentions', new.member_id, 1);
  end if;
  return null;
end
$$;
create trigger count_mention after insert or delete or update of is_read on chat_mentions
  for each row execute function count_mention();

insert into inbox_counts (workspace_id, box, member_id, change)
  select workspace_id, box, case when box = 'assigned' then assignee_id end, count(*) from chat_sessions group by 1, 2, 3;

-- The note that an event is about, as a column: see message_seq.
alter table chat_events add column note_seq integer, add check ((note_seq is not null) = (type like 'note.%'));
create or replace function add_chat_event(p_workspace uuid, p_session uuid, p_type text, p_data jsonb) returns integer
language sql
as $$
  with numbered as (
    update chat_sessions set last_seq = last_seq + 1
      where workspace_id = p_workspace and id = p_session
      returning last_seq
  )
  insert into chat_events (workspace_id, session_id, seq, type, data, message_seq, note_seq, xid)
    select p_workspace, p_session, last_seq, p_type, p_data,
      case when p_type = 'message.created' then last_seq else (p_data ->> 'messageSeq')::integer end,
      case when p_type = 'note.created' then last_seq else (p_data ->> 'noteSeq')::integer end,
      greatest(pg_current_xact_id(), (
        select e.xid from chat_events e
        where e.workspace_id = p_workspace and e.session_id = p_session and e.seq = last_seq - 1))
    from numbered
    returning seq
$$;

-- The write path again, which now also knows who waits, wakes what was snoozed and takes nothing from who is blocked.
-- Otherwise it is as in 0007_message_writer.sql.
-- Only its owner may drop it.
set local role minichat_writer;
drop function post_messages(uuid[], uuid[], uuid[], text[], text[], uuid[], text[], uuid[], text[], uuid[], text[], text[], integer);
set local role minichat_owner;
drop function post_one_message(uuid, uuid, uuid, text, text, uuid, text, uuid, text, uuid, text, text, integer);
drop function begin_chat(uuid, uuid, uuid, uuid, text, text);

-- Makes visitor and chat with the first message; not for a visitor who is blocked.
create function begin_chat(p_workspace uuid, p_session uuid, p_visitor uuid, p_widget uuid, p_locale text, p_page_url text)
returns void
language sql
as $$
  insert into visitors (workspace_id, id, locale) values (p_workspace, p_visitor, p_locale) on conflict do nothing;
  insert into chat_sessions (workspace_id, id, visitor_id, widget_id, locale, page_url)
    select p_workspace, p_session, p_visitor, p_widget, p_locale, p_page_url
    where not exists (
      select from visitors where workspace_id = p_workspace and id = p_visitor and blocked_at is not null
    )
    on conflict do nothing;
$$;

-- One message alone: the same as post_messages, without its joins, which cost more than they save.
create function post_one_message(
  p_workspace uuid, p_session uuid, p_message uuid, p_client_message_id text, p_author_kind text, p_author uuid,
  p_body text, p_answer uuid, p_source text, p_widget uuid, p_locale text, p_page_url text, p_max_messages integer,
  out outcome text, out message_id uuid, out seq integer, out created_at timestamptz, out answer_created boolean
)
language plpgsql
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  v_session record;
  v_known record;
begin
  answer_created := false;
  for v_try in 1..2 loop
    select s.status, s.handled_by, s.epoch, s.last_seq, s.message_count into v_session from chat_sessions s
      where s.workspace_id = p_workspace and s.id = p_session for no key update;
    exit when found or p_widget is null or v_try = 2;
    perform begin_chat(p_workspace, p_session, p_author, p_widget, p_locale, p_page_url);
  end loop;
  if v_session.status is null then
    outcome := 'not_found';
    return;
  end if;

  -- A new statement, so that it sees what a concurrent repeat committed while this one waited for the lock.
  v_known := known_message(p_workspace, p_session, p_client_message_id, p_author_kind, p_author, p_body);
  if v_known.outcome is not null then
    outcome := v_known.outcome;
    message_id := v_known.message_id;
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
  insert into chat_events (workspace_id, session_id, seq, type, message_seq, xid)
    values (p_workspace, p_session, seq, 'message.created', seq, greatest(pg_current_xact_id(), (
      select e.xid from chat_events e
      where e.workspace_id = p_workspace and e.session_id = p_session and e.seq = v_session.last_seq)));
  update chat_sessions s set
    last_seq = post_one_message.seq,
    message_count = s.message_count + 1,
    unread_count = s.unread_count + case when p_author_kind = 'visitor' then 1 else 0 end,
    last_message_author = p_author_kind,
    last_message_excerpt = left(p_body, 160),
    last_message_at = post_one_message.created_at,
    last_active_at = post_one_message.created_at,
    waiting_since = case
      when p_author_kind = 'member' then null
      when v_session.handled_by = 'member' then coalesce(s.waiting_since, post_one_message.created_at)
      else s.waiting_since end,
    snoozed_until = case when p_author_kind = 'visitor' then null else s.snoozed_until end
    where s.workspace_id = p_workspace and s.id = p_session;
  if p_answer is not null and v_session.handled_by = 'ai' then
    insert into answers (workspace_id, id, session_id, question_seq, epoch, source)
      values (p_workspace, p_answer, p_session, seq, v_session.epoch, p_source);
    answer_created := true;
  end if;
end
$$;

-- Stores messages, each once. The arrays run in parallel, in the order of arrival; the outcomes come in that order.
-- outcome: new | repeat | conflict | closed | full | not_found.
--
-- The chats are locked in the order of their ids, or batches would wait for each other in circles. What was sent before is
-- looked for in a statement after the lock: it then sees what a concurrent batch committed meanwhile. Rows join on
-- workspace and chat: the policies guard only the union of the batch's workspaces.
--
-- The feed goes by xid. A batch has its own from its first lock on, and another one may overtake it on the way to a later
-- chat: so an event never has a smaller xid than the one before it in its chat. Nobody has read past the larger one, as
-- the feed ends below the oldest transaction that is still running.
create function post_messages(
  p_workspaces uuid[], p_sessions uuid[], p_messages uuid[], p_client_message_ids text[], p_author_kinds text[],
  p_authors uuid[], p_bodies text[], p_answers uuid[], p_sources text[], p_widgets uuid[], p_locales text[],
  p_page_urls text[], p_max_messages integer
)
returns table (outcome text, message_id uuid, seq integer, created_at timestamptz, answer_created boolean)
language plpgsql security definer set search_path = public, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  v_count constant integer := cardinality(p_sessions);
  v_now constant timestamptz := clock_timestamp();
  v_workspaces uuid[];
  v_sessions uuid[];
  v_open boolean[];
  v_by_ai boolean[];
  v_epochs integer[];
  v_last_seqs integer[];
  v_counts integer[];
  v_seqs integer[];
  v_at integer;
  v_known record;
begin
  perform set_config('app.workspaces', p_workspaces::text, true);
  if v_count = 1 then
    return query select * from post_one_message(
      p_workspaces[1], p_sessions[1], p_messages[1], p_client_message_ids[1], p_author_kinds[1], p_authors[1], p_bodies[1],
      p_answers[1], p_sources[1], p_widgets[1], p_locales[1], p_page_urls[1], p_max_messages);
    return;
  end if;

  for v_try in 1..2 loop
    select array_agg(l.workspace_id), array_agg(l.id), array_agg(l.status = 'open'), array_agg(l.handled_by = 'ai'),
        array_agg(l.epoch), array_agg(l.last_seq), array_agg(l.message_count)
      into v_workspaces, v_sessions, v_open, v_by_ai, v_epochs, v_last_seqs, v_counts
      from (
        select s.workspace_id, s.id, s.status, s.handled_by, s.epoch, s.last_seq, s.message_count
        from (select distinct w, i from unnest(p_workspaces, p_sessions) as u (w, i)) d
        join chat_sessions s on s.workspace_id = d.w and s.id = d.i
        order by s.workspace_id, s.id
        for no key update of s
      ) l;
    exit when v_try = 2;
    v_at := 0;
    for v_known in
      select distinct on (u.i) u.* from unnest(p_workspaces, p_sessions, p_authors, p_widgets, p_locales, p_page_urls)
        as u (w, i, author, widget, locale, page_url)
      where u.widget is not null
        and not exists (select from unnest(v_workspaces, v_sessions) as k (w, i) where k.w = u.w and k.i = u.i)
      order by u.i
    loop
      perform begin_chat(v_known.w, v_known.i, v_known.author, v_known.widget, v_known.locale, v_known.page_url);
      v_at := v_at + 1;
    end loop;
    exit when v_at = 0;
  end loop;

  -- All in one statement: number what is new, and write the four tables from it.
  with batch as (
    select u.*, row_number() over (partition by u.w, u.i, u.client order by u.at) as copy
    from unnest(p_workspaces, p_sessions, p_messages, p_client_message_ids, p_author_kinds, p_authors, p_bodies, p_answers,
      p_sources) with ordinality as u (w, i, message, client, kind, author, body, answer, source, at)
  ), numbered as materialized (
    select b.*, k.epoch, k.by_ai, k.last_seq, k.messages,
      row_number() over (partition by b.w, b.i order by b.at) as place
    from batch b
    join unnest(v_workspaces, v_sessions, v_open, v_by_ai, v_epochs, v_last_seqs, v_counts)
      as k (w, i, is_open, by_ai, epoch, last_seq, messages) on k.w = b.w and k.i = b.i
    where b.copy = 1 and k.is_open and not exists (
      select from chat_messages m
      where m.workspace_id = b.w and m.session_id = b.i and m.client_message_id = b.client
    )
  ), fresh as materialized (
    select n.*, (n.last_seq + n.place)::integer as seq from numbered n where n.messages + n.place <= p_max_messages
  ), stored as (
    insert into chat_messages
        (workspace_id, session_id, id, seq, author_kind, author_id, client_message_id, body, created_at)
      select w, i, message, seq, kind, author, client, body, v_now from fresh
  ), told as (
    insert into chat_events (workspace_id, session_id, seq, type, message_seq, xid)
      select f.w, f.i, f.seq, 'message.created', f.seq, greatest(pg_current_xact_id(), (
        select e.xid from chat_events e where e.workspace_id = f.w and e.session_id = f.i and e.seq = f.last_seq))
      from fresh f order by f.at
  ), asked as (
    insert into answers (workspace_id, id, session_id, question_seq, epoch, source)
      select w, answer, i, seq, epoch, source from fresh where answer is not null and by_ai
  ), rolled_up as (
    update chat_sessions s set
      last_seq = f.seq,
      message_count = s.message_count + f.added,
      unread_count = s.unread_count + f.by_visitor,
      last_message_author = f.kind,
      last_message_excerpt = left(f.body, 160),
      last_message_at = v_now,
      last_active_at = v_now,
      waiting_since = case
        when f.kind = 'member' then null
        when not f.by_ai and f.by_member > 0 then v_now
        when not f.by_ai then coalesce(s.waiting_since, v_now)
        when f.by_member > 0 then null
        else s.waiting_since end,
      snoozed_until = case when f.by_visitor > 0 then null else s.snoozed_until end
    from (
      select distinct on (w, i) w, i, seq, kind, body, by_ai,
        count(*) over chats as added,
        count(*) filter (where kind = 'visitor') over chats as by_visitor,
        count(*) filter (where kind = 'member') over chats as by_member
      from fresh window chats as (partition by w, i) order by w, i, seq desc
    ) f
    where s.workspace_id = f.w and s.id = f.i
  )
  select array_agg(f.seq * case when f.answer is not null and f.by_ai then -1 else 1 end order by b.at) into v_seqs
    from batch b left join fresh f on f.at = b.at;

  for v_at in 1..v_count loop
    if v_seqs[v_at] is not null then
      outcome := 'new';
      message_id := p_messages[v_at];
      seq := abs(v_seqs[v_at]);
      created_at := v_now;
      answer_created := v_seqs[v_at] < 0;
      return next;
      continue;
    end if;
    v_known := known_message(p_workspaces[v_at], p_sessions[v_at], p_client_message_ids[v_at], p_author_kinds[v_at],
      p_authors[v_at], p_bodies[v_at]);
    message_id := v_known.message_id;
    seq := v_known.seq;
    created_at := v_known.created_at;
    answer_created := false;
    outcome := coalesce(v_known.outcome, (
      select case when k.is_open then 'full' else 'closed' end
      from unnest(v_workspaces, v_sessions, v_open) as k (w, i, is_open)
      where k.w = p_workspaces[v_at] and k.i = p_sessions[v_at]
    ), 'not_found');
    return next;
  end loop;
end
$$;

call hand_over_function(
  'post_messages(uuid[],uuid[],uuid[],text[],text[],uuid[],text[],uuid[],text[],uuid[],text[],text[],integer)',
  'minichat_writer');
revoke all on function count_in_inbox(uuid, text, uuid, integer), begin_chat(uuid, uuid, uuid, uuid, text, text),
  post_one_message(uuid, uuid, uuid, text, text, uuid, text, uuid, text, uuid, text, text, integer) from public;
grant execute on function count_in_inbox(uuid, text, uuid, integer) to minichat_app, minichat_writer;
grant execute on function begin_chat(uuid, uuid, uuid, uuid, text, text),
  post_one_message(uuid, uuid, uuid, text, text, uuid, text, uuid, text, uuid, text, text, integer) to minichat_writer;
