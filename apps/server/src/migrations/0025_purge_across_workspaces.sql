-- Removing a deleted workspace piece by piece: see 0005_across_workspaces.sql.

-- Removes at most p_limit rows of what a workspace holds that was deleted before a moment, from one table, what hangs on
-- others first: nothing goes by cascade, so a call stays short. Returns how many; 0: only the workspace itself is left.
create function purge_workspace_rows(p_workspace uuid, p_before timestamptz, p_limit integer) returns integer
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  v_table regclass;
  v_gone integer;
begin
  perform from workspaces where id = p_workspace and deleted_at < p_before for update;
  if not found then
    return 0;
  end if;
  for v_table in
    with recursive tenant as (
      select oid from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r' and relforcerowsecurity
        and oid <> 'workspaces'::regclass
    ), hanging as (
      select oid, 0 as depth from tenant
      union
      select c.conrelid, h.depth + 1
      from hanging h join pg_constraint c on c.contype = 'f' and c.confrelid = h.oid and c.conrelid <> h.oid
      where h.depth < 20
    )
    select h.oid::regclass from hanging h join tenant using (oid) group by h.oid order by max(h.depth) desc, h.oid
  loop
    execute format(
      'with gone as (
         delete from %1$s where ctid = any (array(select ctid from %1$s where workspace_id = $1 limit $2)) returning 1
       )
       select count(*) from gone', v_table)
      into v_gone using p_workspace, p_limit;
    if v_gone > 0 then
      return v_gone;
    end if;
  end loop;
  return 0;
end
$$;

revoke all on function purge_workspace_rows(uuid, timestamptz, integer) from public;
grant execute on function purge_workspace_rows(uuid, timestamptz, integer) to minichat_app;
