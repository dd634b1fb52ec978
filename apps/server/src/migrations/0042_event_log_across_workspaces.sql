-- Following the event log of all workspaces: see 0005_across_workspaces.sql.

-- Whoever may read for a reader now: takes the lease, or keeps it. Another version of its work than before begins at the
-- start of the log. Returns nothing while another process has it.
create function lease_event_log(p_name text, p_owner uuid, p_lease_ms integer, p_version smallint)
returns table (xid xid8, event_id bigint)
language sql security definer set search_path = public, pg_temp
as $$
  insert into event_log_readers as r (name, version, lease_owner, lease_until)
    values (p_name, p_version, p_owner, clock_timestamp() + p_lease_ms * interval '1 millisecond')
  on conflict (name) do update set
    lease_owner = excluded.lease_owner,
    lease_until = excluded.lease_until,
    xid = case when r.version = p_version then r.xid else '0' end,
    event_id = case when r.version = p_version then r.event_id else 0 end,
    version = p_version
  where r.lease_owner = p_owner or r.lease_until is null or r.lease_until < clock_timestamp()
  returning r.xid, r.event_id
$$;

-- What happened after a place, in the order of the commits, up to the oldest transaction that is still running.
create function event_log_after(p_xid xid8, p_event_id bigint, p_limit integer)
returns table (xid xid8, event_id bigint, workspace_id uuid, session_id uuid, type text, message_seq integer)
language sql stable security definer set search_path = public, pg_temp
as $$
  select e.xid, e.id, e.workspace_id, e.session_id, e.type, e.message_seq from chat_events e
  where (e.xid, e.id) > (p_xid, p_event_id) and e.xid < pg_snapshot_xmin(pg_current_snapshot())
  order by e.xid, e.id limit p_limit
$$;

-- Says how far it has come; nothing of one who has lost the lease.
create function move_event_log(p_name text, p_owner uuid, p_xid xid8, p_event_id bigint) returns boolean
language sql security definer set search_path = public, pg_temp
as $$
  with moved as (
    update event_log_readers set xid = p_xid, event_id = p_event_id
    where name = p_name and lease_owner = p_owner returning 1
  )
  select exists (select from moved)
$$;

create function end_event_log_lease(p_name text, p_owner uuid) returns void
language sql security definer set search_path = public, pg_temp
as $$
  update event_log_readers set lease_owner = null, lease_until = null where name = p_name and lease_owner = p_owner
$$;

revoke all on function lease_event_log(text, uuid, integer, smallint), event_log_after(xid8, bigint, integer),
  move_event_log(text, uuid, xid8, bigint), end_event_log_lease(text, uuid) from public;
grant execute on function lease_event_log(text, uuid, integer, smallint), event_log_after(xid8, bigint, integer),
  move_event_log(text, uuid, xid8, bigint), end_event_log_lease(text, uuid) to minichat_app;
