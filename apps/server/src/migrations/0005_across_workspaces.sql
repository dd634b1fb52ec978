-- Every read and claim that crosses workspaces, in one file. Each is owned by the migrations' role, returns as little as
-- its caller needs, and is listed by a test. The caller goes on within the workspace that it was told.

-- The workspaces that a person belongs to.
create function memberships_of(p_user uuid)
returns table (workspace_id uuid, name text, role text, is_sample boolean)
language sql stable security definer set search_path = public, pg_temp
as $$
  select w.id, w.name, m.role, w.is_sample
  from memberships m join workspaces w on w.id = m.workspace_id
  where m.user_id = p_user
  order by w.is_sample, w.created_at, w.id
$$;

-- The sample workspace, if there is one.
create function sample_workspace() returns uuid
language sql stable security definer set search_path = public, pg_temp
as $$ select id from workspaces where is_sample $$;

-- Takes answers that nobody is writing: pending ones, and running ones whose lease has lapsed. The oldest of each chat
-- first, and none while another of the chat is being written.
create function claim_answers(p_owner uuid, p_lease_ms integer, p_limit integer)
returns table (workspace_id uuid, id uuid, session_id uuid, question_seq integer, epoch integer, attempt integer)
language plpgsql security definer set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
  return query
  with free as (
    select a.workspace_id, a.id from answers a
    where (a.status = 'pending' or (a.status = 'running' and a.lease_until < clock_timestamp()))
      and not exists (
        select from answers b
        where b.workspace_id = a.workspace_id and b.session_id = a.session_id
          and b.status in ('pending', 'running') and b.question_seq < a.question_seq
      )
    order by a.created_at
    limit p_limit
    for update skip locked
  )
  update answers a set
    status = 'running', attempt = a.attempt + 1, lease_owner = p_owner, text = '',
    lease_until = clock_timestamp() + p_lease_ms * interval '1 millisecond'
  from free
  where a.workspace_id = free.workspace_id and a.id = free.id
  returning a.workspace_id, a.id, a.session_id, a.question_seq, a.epoch, a.attempt;
end
$$;

-- Frees the answers that were being written when the only process on this database ended; returns how many.
create function free_answers() returns integer
language sql security definer set search_path = public, pg_temp
as $$
  with freed as (
    update answers set status = 'pending', lease_owner = null, lease_until = null where status = 'running' returning 1
  )
  select count(*)::integer from freed
$$;

-- Chats without activity since a moment, the longest idle first.
create function idle_chats(p_before timestamptz, p_limit integer)
returns table (workspace_id uuid, session_id uuid)
language sql stable security definer set search_path = public, pg_temp
as $$
  select workspace_id, id from chat_sessions
  where status = 'open' and last_active_at < p_before
  order by last_active_at limit p_limit
$$;

-- Where something happened after a cursor: which chats, not what. For servers that may have missed a notification.
create function chat_events_since(p_xid xid8, p_id bigint, p_limit integer)
returns table (xid xid8, id bigint, workspace_id uuid, session_id uuid)
language sql stable security definer set search_path = public, pg_temp
as $$
  select xid, id, workspace_id, session_id from chat_events
  where (xid, id) > (p_xid, p_id) and xid < pg_snapshot_xmin(pg_current_snapshot())
  order by xid, id limit p_limit
$$;

-- Forgets what idempotency keys older than a moment were answered; returns how many.
create function forget_idempotency_keys(p_before timestamptz) returns integer
language sql security definer set search_path = public, pg_temp
as $$
  with gone as (delete from idempotency_keys where created_at < p_before returning 1)
  select count(*)::integer from gone
$$;

revoke all on function memberships_of(uuid), sample_workspace(), claim_answers(uuid, integer, integer), free_answers(),
  idle_chats(timestamptz, integer), chat_events_since(xid8, bigint, integer), forget_idempotency_keys(timestamptz) from public;
grant execute on function memberships_of(uuid), sample_workspace(), claim_answers(uuid, integer, integer), free_answers(),
  idle_chats(timestamptz, integer), chat_events_since(xid8, bigint, integer), forget_idempotency_keys(timestamptz) to minichat_app;
