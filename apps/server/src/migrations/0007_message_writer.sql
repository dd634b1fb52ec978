-- The write path: many messages, of any workspaces, in one statement and one commit. See docs/life-of-a-message.md.

drop function post_message(uuid, uuid, uuid, text, text, uuid, text, uuid, integer);

-- What became of a message that was not new: the chat is not there, closed or full; or the client message id was used
-- before, for the same message (repeat) or another one (conflict). A text that was edited since is compared as it was first.
create function known_message(
  p_workspace uuid, p_session uuid, p_client_message_id text, p_author_kind text, p_author uuid, p_body text,
  out outcome text, out message_id uuid, out seq integer, out created_at timestamptz
)
language plpgsql
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  v_known record;
begin
  select m.id, m.seq, m.created_at, m.author_kind, m.author_id,
      coalesce((select v.body from chat_message_versions v
        where v.workspace_id = m.workspace_id and v.session_id = m.session_id and v.seq = m.seq and v.version = 1), m.body) as body
    into v_known
    from chat_messages m
    where m.workspace_id = p_workspace and m.session_id = p_session and m.client_message_id = p_client_message_id;
  if not found then
    return;
  end if;
  outcome := case when v_known.body = p_body and v_known.author_kind = p_author_kind and v_known.author_id = p_author
    then 'repeat' else 'conflict' end;
  message_id := v_known.id;
  seq := v_known.seq;
  created_at := v_known.created_at;
end
$$;

-- Makes visitor and chat with the first message.
create function begin_chat(p_workspace uuid, p_session uuid, p_visitor uuid, p_widget uuid, p_locale text, p_page_url text)
returns void
language sql
as $$
  insert into visitors (workspace_id, id, locale) values (p_workspace, p_visitor, p_locale) on conflict do nothing;
  insert into chat_sessions (workspace_id, id, visitor_id, widget_id, locale, page_url)
    values (p_workspace, p_session, p_visitor, p_widget, p_locale, p_page_url) on conflict do nothing;
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
    last_active_at = post_one_message.created_at
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
      last_active_at = v_now
    from (
      select distinct on (w, i) w, i, seq, kind, body,
        count(*) over chats as added,
        count(*) filter (where kind = 'visitor') over chats as by_visitor
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
revoke all on function known_message(uuid, uuid, text, text, uuid, text), begin_chat(uuid, uuid, uuid, uuid, text, text),
  post_one_message(uuid, uuid, uuid, text, text, uuid, text, uuid, text, uuid, text, text, integer) from public;
grant execute on function known_message(uuid, uuid, text, text, uuid, text),
  begin_chat(uuid, uuid, uuid, uuid, text, text),
  post_one_message(uuid, uuid, uuid, text, text, uuid, text, uuid, text, uuid, text, text, integer) to minichat_writer;
