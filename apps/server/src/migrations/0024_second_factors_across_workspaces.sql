-- The workspaces of a person, with what they ask of their members: see 0005_across_workspaces.sql.

drop function memberships_of(uuid);
create function memberships_of(p_user uuid)
returns table (workspace_id uuid, name text, role text, is_sample boolean, second_factor_required boolean)
language sql stable security definer set search_path = public, pg_temp
as $$
  select w.id, w.name, m.role, w.is_sample, w.second_factor_required
  from memberships m join workspaces w on w.id = m.workspace_id
  where m.user_id = p_user and w.deleted_at is null
  order by w.is_sample, w.created_at, w.id
$$;

revoke all on function memberships_of(uuid) from public;
grant execute on function memberships_of(uuid) to minichat_app;
