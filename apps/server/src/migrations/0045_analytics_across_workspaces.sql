-- Whose events are not counted yet: see 0005_across_workspaces.sql.

-- Workspaces in which something was committed after what is counted, up to the oldest transaction that is still running.
create function uncounted_workspaces(p_limit integer) returns setof uuid
language sql stable security definer set search_path = public, pg_temp
as $$
  select w.id from workspaces w left join analytics_cursors c on c.workspace_id = w.id
  where w.deleted_at is null and exists (
    select from chat_events e
    where e.workspace_id = w.id and (e.xid, e.id) > (coalesce(c.xid, '0'), coalesce(c.id, 0))
      and e.xid < pg_snapshot_xmin(pg_current_snapshot())
  )
  limit p_limit
$$;

revoke all on function uncounted_workspaces(integer) from public;
grant execute on function uncounted_workspaces(integer) to minichat_app;
