-- Where visitors wait: see 0005_across_workspaces.sql.

-- Workspaces with a visitor who waits for a person, by the index of each, after one of them (null: from the first).
create function waiting_workspaces(p_after uuid, p_limit integer) returns setof uuid
language sql stable security definer set search_path = public, pg_temp
as $$
  select w.id from workspaces w
  where w.deleted_at is null and (p_after is null or w.id > p_after) and exists (
    select from chat_sessions s where s.workspace_id = w.id and s.waiting_since is not null
  )
  order by w.id limit p_limit
$$;

revoke all on function waiting_workspaces(uuid, integer) from public;
grant execute on function waiting_workspaces(uuid, integer) to minichat_app;
