-- What operators see of all workspaces, and counting for all of them: see 0005_across_workspaces.sql.

-- The audit logs of all workspaces and of the accounts as one, the newest first.
create function all_audit_entries(
  p_before uuid, p_actor uuid, p_action text, p_target text, p_from timestamptz, p_until timestamptz, p_words text,
  p_limit integer, p_workspace uuid
)
returns table (
  id uuid, at timestamptz, workspace_id uuid, workspace_name text, actor_kind text, actor_id uuid, actor_name text,
  action text, target_kind text, target_id text, target_name text, before jsonb, after jsonb, address text, request_id text
)
language sql stable security definer set search_path = public, pg_temp
as $$
  select e.id, e.at, e.workspace_id, w.name, e.actor_kind, e.actor_id, e.actor_name, e.action, e.target_kind, e.target_id,
    e.target_name, e.before, e.after, e.address, e.request_id
  from (
    (select a.id, a.at, a.workspace_id, a.actor_kind, a.actor_id, a.actor_name, a.action, a.target_kind, a.target_id,
       a.target_name, a.before, a.after, a.address, a.request_id
     from audit_entries a
     where (p_workspace is null or a.workspace_id = p_workspace) and (p_before is null or a.id < p_before)
       and (p_actor is null or a.actor_id = p_actor)
       and (p_action is null or a.action = p_action or starts_with(a.action, p_action || '.'))
       and (p_target is null or a.target_id = p_target)
       and (p_from is null or a.at >= p_from) and (p_until is null or a.at < p_until)
       and (p_words is null
         or strpos(lower(concat_ws(' ', a.actor_name, a.target_name, a.action, a.target_id, a.address)), p_words) > 0)
     order by a.id desc limit p_limit)
    union all
    (select a.id, a.at, null, a.actor_kind, a.actor_id, a.actor_name, a.action, a.target_kind, a.target_id,
       a.target_name, a.before, a.after, a.address, a.request_id
     from account_audit_entries a
     where p_workspace is null and (p_before is null or a.id < p_before)
       and (p_actor is null or a.actor_id = p_actor)
       and (p_action is null or a.action = p_action or starts_with(a.action, p_action || '.'))
       and (p_target is null or a.target_id = p_target)
       and (p_from is null or a.at >= p_from) and (p_until is null or a.at < p_until)
       and (p_words is null
         or strpos(lower(concat_ws(' ', a.actor_name, a.target_name, a.action, a.target_id, a.address)), p_words) > 0)
     order by a.id desc limit p_limit)
  ) e left join workspaces w on w.id = e.workspace_id
  order by e.id desc limit p_limit
$$;

-- The only way in which entries go, besides with their workspace; nothing younger than 30 days does.
create function purge_audit_entries(p_before timestamptz) returns integer
language sql security definer set search_path = public, pg_temp
as $$
  with gone as (
    delete from audit_entries where at < least(p_before, now() - interval '30 days') returning 1
  ), gone_of_accounts as (
    delete from account_audit_entries where at < least(p_before, now() - interval '30 days') returning 1
  )
  select ((select count(*) from gone) + (select count(*) from gone_of_accounts))::integer
$$;

-- Workspaces with their owners and what they use, the newest first.
-- p_state: locked | sample | deleted | null.
create function all_workspaces(
  p_ids uuid[], p_words text, p_plan text, p_default_plan text, p_state text, p_before uuid, p_limit integer
)
returns table (
  id uuid, name text, plan text, is_sample boolean, locked_at timestamptz, lock_reason text, deleted_at timestamptz,
  created_at timestamptz,
  owners jsonb, members integer, widgets integer, knowledge_sources integer, storage_bytes bigint, messages bigint,
  answers bigint
)
language sql stable security definer set search_path = public, pg_temp
as $$
  with found as (
    select w.* from workspaces w
    where (p_ids is null or w.id = any (p_ids)) and (p_before is null or w.id < p_before)
      and (p_plan is null or coalesce(w.plan, p_default_plan) = p_plan)
      and (p_state is null or (p_state = 'locked' and w.locked_at is not null) or (p_state = 'sample' and w.is_sample)
        or (p_state = 'deleted' and w.deleted_at is not null))
      and (p_words is null or strpos(lower(w.name), p_words) > 0 or w.id::text = p_words or exists (
        select from memberships m join users u on u.id = m.user_id
        where m.workspace_id = w.id and m.role = 'owner' and strpos(lower(u.name || ' ' || u.email), p_words) > 0))
    order by w.id desc limit p_limit
  )
  select w.id, w.name, w.plan, w.is_sample, w.locked_at, w.lock_reason, w.deleted_at, w.created_at,
    coalesce((
      select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name, 'email', u.email) order by u.name, u.id)
      from memberships m join users u on u.id = m.user_id where m.workspace_id = w.id and m.role = 'owner'), '[]'),
    (select count(*)::integer from memberships m where m.workspace_id = w.id),
    (select count(*)::integer from widgets g where g.workspace_id = w.id),
    (select count(*)::integer from knowledge_entries k where k.workspace_id = w.id)
      + (select count(*)::integer from knowledge_documents d where d.workspace_id = w.id),
    (select coalesce(sum(d.size_bytes), 0)::bigint from knowledge_documents d where d.workspace_id = w.id),
    coalesce(u.messages, 0), coalesce(u.answers, 0)
  from found w
  left join workspace_months u
    on u.workspace_id = w.id and u.month = date_trunc('month', now() at time zone 'UTC')::date
  order by w.id desc
$$;

-- Counts what was said since the last count into the months of the workspaces, and marks those whose messages are used up.
-- Reads below the oldest running transaction, as a feed does; one process counts at a time.
-- p_limits: messages a month by plan, null for no limit. Returns how many events were read. Messages are found by their
-- keys, never by reading all of them: no other kind of join is thought of.
create function count_messages(p_limits jsonb, p_default_plan text, p_max integer) returns integer
language plpgsql security definer set search_path = public, pg_temp set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  v_from message_counting;
  v_read integer;
begin
  select * into v_from from message_counting for update skip locked;
  if not found then
    return 0;
  end if;
  with events as materialized (
    select e.xid, e.id, e.workspace_id, e.session_id, e.type, e.message_seq, e.created_at from chat_events e
    where (e.xid, e.id) > (v_from.xid, v_from.event_id) and e.xid < pg_snapshot_xmin(pg_current_snapshot())
    order by e.xid, e.id limit p_max
  ), counted as (
    select e.workspace_id, date_trunc('month', e.created_at at time zone 'UTC')::date as month, count(*) as messages,
      count(*) filter (where m.author_kind = 'ai') as answers
    from events e
    join chat_messages m on m.workspace_id = e.workspace_id and m.session_id = e.session_id and m.seq = e.message_seq
    where e.type = 'message.created' and m.author_kind in ('visitor', 'ai')
    group by 1, 2
  ), added as (
    insert into workspace_months as t (workspace_id, month, messages, answers)
      select c.workspace_id, c.month, c.messages, c.answers from counted c
      on conflict (workspace_id, month) do update set
        messages = t.messages + excluded.messages, answers = t.answers + excluded.answers
      returning t.workspace_id, t.month, t.messages
  ), marked as (
    update workspaces w set messages_used_up = a.month
      from added a
      where w.id = a.workspace_id and not w.is_sample and w.messages_used_up is distinct from a.month
        and a.month = date_trunc('month', now() at time zone 'UTC')::date
        and a.messages >= (p_limits ->> coalesce(w.plan, p_default_plan))::bigint
  ), moved as (
    update message_counting c set xid = l.xid, event_id = l.id
      from (select e.xid, e.id from events e order by e.xid desc, e.id desc limit 1) l
  )
  select count(*) into v_read from events;
  return v_read;
end
$$;

create function forget_operator_visits(p_before timestamptz) returns integer
language sql security definer set search_path = public, pg_temp
as $$
  with gone as (delete from operator_visits where expires_at < p_before returning 1) select count(*)::integer from gone
$$;

revoke all on function
  all_audit_entries(uuid, uuid, text, text, timestamptz, timestamptz, text, integer, uuid),
  purge_audit_entries(timestamptz), all_workspaces(uuid[], text, text, text, text, uuid, integer),
  count_messages(jsonb, text, integer), forget_operator_visits(timestamptz) from public;
grant execute on function
  all_audit_entries(uuid, uuid, text, text, timestamptz, timestamptz, text, integer, uuid),
  purge_audit_entries(timestamptz), all_workspaces(uuid[], text, text, text, text, uuid, integer),
  count_messages(jsonb, text, integer), forget_operator_visits(timestamptz) to minichat_app;

-- The job queue, which the app's role may not touch. Payloads are not shown.
create function job_counts() returns table (task text, waiting bigint, running bigint, scheduled bigint, retrying bigint, failed bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return query
  select j.task_identifier,
    count(*) filter (where j.locked_at is null and j.attempts = 0 and j.run_at <= now()),
    count(*) filter (where j.locked_at is not null),
    count(*) filter (where j.locked_at is null and j.attempts = 0 and j.run_at > now()),
    count(*) filter (where j.locked_at is null and j.attempts > 0 and j.attempts < j.max_attempts),
    count(*) filter (where j.locked_at is null and j.attempts >= j.max_attempts)
  from graphile_worker.jobs j group by 1 order by 1;
end
$$;
call hand_over_function('job_counts()', 'minichat_worker');

-- Jobs that failed and are tried no more, or will be; the newest first.
create function failed_jobs(p_before bigint, p_limit integer)
returns table (
  id bigint, task text, attempts integer, max_attempts integer, last_error text, run_at timestamptz, updated_at timestamptz
)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return query
  select j.id::bigint, j.task_identifier, j.attempts::integer, j.max_attempts::integer, left(j.last_error, 2000), j.run_at,
    j.updated_at
  from graphile_worker.jobs j
  where j.attempts > 0 and j.last_error is not null and j.locked_at is null and (p_before is null or j.id < p_before)
  order by j.id desc limit p_limit;
end
$$;
call hand_over_function('failed_jobs(bigint, integer)', 'minichat_worker');

-- Lets a failed job run again at once; returns its task, or null when there is no such job or it is running.
create function retry_job(p_id bigint) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_task text;
begin
  select j.task_identifier into v_task from graphile_worker.jobs j
    where j.id = p_id and j.attempts > 0 and j.locked_at is null;
  if v_task is not null then
    perform graphile_worker.reschedule_jobs(array[p_id], run_at => now(), attempts => 0);
  end if;
  return v_task;
end
$$;
call hand_over_function('retry_job(bigint)', 'minichat_worker');
