-- More reads that cross workspaces: see 0005_across_workspaces.sql.

-- Proven visitors who have not chatted since a moment.
create function silent_identities(p_before timestamptz, p_limit integer)
returns table (workspace_id uuid, visitor_id uuid)
language sql stable security definer set search_path = public, pg_temp
as $$
  select v.workspace_id, v.id from visitors v
  where v.external_id is not null and v.updated_at < p_before
    and not exists (select from chat_sessions s where s.workspace_id = v.workspace_id and s.visitor_id = v.id)
  limit p_limit
$$;

revoke all on function silent_identities(timestamptz, integer) from public;
grant execute on function silent_identities(timestamptz, integer) to minichat_app;
