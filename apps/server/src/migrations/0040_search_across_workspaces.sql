-- Reading the event log of all workspaces for the search: see 0005_across_workspaces.sql.

-- Whoever may index now: takes the lease, or keeps it. Another text handling than before begins at the start of the log.
-- Returns nothing while another process has it.
create function lease_search_indexing(p_owner uuid, p_lease_ms integer, p_version smallint)
returns table (xid xid8, event_id bigint)
language sql security definer set search_path = public, pg_temp
as $$
  update search_indexing i set
    lease_owner = p_owner,
    lease_until = clock_timestamp() + p_lease_ms * interval '1 millisecond',
    xid = case when i.version = p_version then i.xid else '0' end,
    event_id = case when i.version = p_version then i.event_id else 0 end,
    version = p_version
  where i.lease_owner = p_owner or i.lease_until is null or i.lease_until < clock_timestamp()
  returning i.xid, i.event_id
$$;

-- What happened after a place, in the order of the commits, up to the oldest transaction that is still running.
create function search_events_after(p_xid xid8, p_event_id bigint, p_limit integer)
returns table (xid xid8, event_id bigint, workspace_id uuid, session_id uuid, type text, message_seq integer)
language sql stable security definer set search_path = public, pg_temp
as $$
  select e.xid, e.id, e.workspace_id, e.session_id, e.type, e.message_seq from chat_events e
  where (e.xid, e.id) > (p_xid, p_event_id) and e.xid < pg_snapshot_xmin(pg_current_snapshot())
  order by e.xid, e.id limit p_limit
$$;

-- Says how far it has come; nothing of one who has lost the lease.
create function move_search_indexing(p_owner uuid, p_xid xid8, p_event_id bigint) returns boolean
language sql security definer set search_path = public, pg_temp
as $$
  with moved as (
    update search_indexing set xid = p_xid, event_id = p_event_id where lease_owner = p_owner returning 1
  )
  select exists (select from moved)
$$;

create function end_search_lease(p_owner uuid) returns void
language sql security definer set search_path = public, pg_temp
as $$ update search_indexing set lease_owner = null, lease_until = null where lease_owner = p_owner $$;

revoke all on function lease_search_indexing(uuid, integer, smallint), search_events_after(xid8, bigint, integer),
  move_search_indexing(uuid, xid8, bigint), end_search_lease(uuid) from public;
grant execute on function lease_search_indexing(uuid, integer, smallint), search_events_after(xid8, bigint, integer),
  move_search_indexing(uuid, xid8, bigint), end_search_lease(uuid) to minichat_app;
