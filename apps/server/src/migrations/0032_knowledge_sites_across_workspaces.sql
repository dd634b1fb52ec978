-- One more read that crosses workspaces: see 0005_across_workspaces.sql.

-- Sites that are to be read: those whose time has come, and those that whoever read them has left.
create function due_knowledge_sites(p_now timestamptz, p_limit integer)
returns table (workspace_id uuid, site_id uuid)
language sql stable security definer set search_path = public, pg_temp
as $$
  select s.workspace_id, s.id
  from knowledge_sites s join workspaces w on w.id = s.workspace_id
  where w.deleted_at is null and w.locked_at is null
    and (s.due_at <= p_now or (s.status = 'reading' and s.lease_until < clock_timestamp()))
  order by coalesce(s.due_at, s.lease_until)
  limit p_limit
$$;

revoke all on function due_knowledge_sites(timestamptz, integer) from public;
grant execute on function due_knowledge_sites(timestamptz, integer) to minichat_app;
