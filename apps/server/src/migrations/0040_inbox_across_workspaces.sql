-- More reads that cross workspaces: see 0005_across_workspaces.sql.

-- Chats without activity since a moment, by the index of each workspace. What is snoozed waits for its day.
create or replace function idle_chats(p_before timestamptz, p_limit integer)
returns table (workspace_id uuid, session_id uuid)
language sql stable security definer set search_path = public, pg_temp
as $$
  select w.id, s.id from workspaces w
  cross join unnest(array['unassigned', 'assigned']) as open (box)
  cross join lateral (
    select id from chat_sessions
    where workspace_id = w.id and box = open.box and last_active_at < p_before
    order by last_active_at limit p_limit
  ) s
  where w.deleted_at is null
  limit p_limit
$$;

-- Workspaces whose counters have grown long.
create function workspaces_to_fold(p_rows integer, p_limit integer) returns table (workspace_id uuid)
language sql stable security definer set search_path = public, pg_temp
as $$
  select c.workspace_id from inbox_counts c group by 1 having count(*) > p_rows limit p_limit
$$;

revoke all on function workspaces_to_fold(integer, integer) from public;
grant execute on function workspaces_to_fold(integer, integer) to minichat_app;
