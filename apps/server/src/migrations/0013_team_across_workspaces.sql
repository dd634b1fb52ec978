-- Reads and claims that cross workspaces: see 0005_across_workspaces.sql. A deleted workspace is in none of them.

create or replace function memberships_of(p_user uuid)
returns table (workspace_id uuid, name text, role text, is_sample boolean)
language sql stable security definer set search_path = public, pg_temp
as $$
  select w.id, w.name, m.role, w.is_sample
  from memberships m join workspaces w on w.id = m.workspace_id
  where m.user_id = p_user and w.deleted_at is null
  order by w.is_sample, w.created_at, w.id
$$;

-- Which of the pairs of workspace and person are memberships; for streams whose end may have been missed.
create function standing_memberships(p_workspaces uuid[], p_users uuid[])
returns table (workspace_id uuid, user_id uuid)
language sql stable security definer set search_path = public, pg_temp
as $$
  select m.workspace_id, m.user_id
  from unnest(p_workspaces, p_users) as asked (workspace_id, user_id)
  join memberships m using (workspace_id, user_id)
  join workspaces w on w.id = m.workspace_id
  where w.deleted_at is null
$$;

-- Open invitations to an address.
create function invitations_for(p_email text, p_now timestamptz)
returns table (workspace_id uuid, id uuid, workspace text, invited_by text, role text, expires_at timestamptz)
language sql stable security definer set search_path = public, pg_temp
as $$
  select i.workspace_id, i.id, w.name, u.name, i.role, i.expires_at
  from invitations i join workspaces w on w.id = i.workspace_id left join users u on u.id = i.invited_by
  where i.email = p_email and i.accepted_at is null and i.expires_at > p_now and w.deleted_at is null
  order by i.sent_at desc, i.id
$$;

-- How many workspaces a person owns, those that can be restored included.
create function owned_workspaces(p_user uuid) returns integer
language sql stable security definer set search_path = public, pg_temp
as $$
  select count(*)::integer from memberships m join workspaces w on w.id = m.workspace_id
  where m.user_id = p_user and m.role = 'owner' and not w.is_sample
$$;

-- Deleted workspaces that a person owns.
create function deleted_workspaces_of(p_user uuid, p_deleted_after timestamptz)
returns table (id uuid, name text, deleted_at timestamptz)
language sql stable security definer set search_path = public, pg_temp
as $$
  select w.id, w.name, w.deleted_at from memberships m join workspaces w on w.id = m.workspace_id
  where m.user_id = p_user and m.role = 'owner' and w.deleted_at > p_deleted_after
  order by w.deleted_at desc, w.id
$$;

-- Workspaces that were deleted before a moment.
create function workspaces_to_purge(p_before timestamptz, p_limit integer)
returns table (id uuid)
language sql stable security definer set search_path = public, pg_temp
as $$ select id from workspaces where deleted_at < p_before order by deleted_at limit p_limit $$;

-- Forgets invitations that expired before a moment, accepted ones included; returns how many.
create function forget_invitations(p_before timestamptz) returns integer
language sql security definer set search_path = public, pg_temp
as $$
  with gone as (delete from invitations where expires_at < p_before returning 1)
  select count(*)::integer from gone
$$;

-- Takes answers that nobody is writing: pending ones, and running ones whose lease has lapsed. In a chat one at a time,
-- the oldest question first.
--
-- Nobody's questions hold up everybody else's: each workspace gets its turn, and in it each source (the chat itself where
-- none is known), counted with what this process is writing for them already. No source has more than p_per_source here.
create or replace function claim_answers(p_owner uuid, p_lease_ms integer, p_limit integer, p_per_source integer)
returns table (workspace_id uuid, id uuid, session_id uuid, question_seq integer, epoch integer, attempt integer)
language plpgsql security definer set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
  return query
  with open as (
    select a.workspace_id, a.id, a.created_at, a.status, a.lease_until, coalesce(a.source, a.session_id::text) as source,
      row_number() over (
        partition by a.workspace_id, a.session_id order by a.status = 'running' desc, a.question_seq
      ) as place
    from answers a where a.status in ('pending', 'running')
      and not exists (select from workspaces w where w.id = a.workspace_id and w.deleted_at is not null)
  ), waiting as (
    select o.workspace_id, o.id, o.created_at, o.source from open o
    where o.place = 1 and (o.status = 'pending' or o.lease_until < clock_timestamp())
  ), busy as materialized (
    select a.workspace_id, coalesce(a.source, a.session_id::text) as source, count(*) as answers
    from answers a
    where a.status = 'running' and a.lease_owner = p_owner and a.lease_until >= clock_timestamp()
    group by 1, 2
  ), by_source as (
    select w.*, coalesce(b.answers, 0)
      + row_number() over (partition by w.workspace_id, w.source order by w.created_at, w.id) as turn
    from waiting w left join busy b on b.workspace_id = w.workspace_id and b.source = w.source
  ), by_workspace as (
    select s.workspace_id, s.id, s.created_at,
      coalesce((select sum(b.answers) from busy b where b.workspace_id = s.workspace_id), 0)
        + row_number() over (partition by s.workspace_id order by s.turn, s.created_at, s.id) as turn
    from by_source s where s.turn <= p_per_source
  ), first as (
    -- More than are wanted: another process may be taking the same ones.
    select * from by_workspace order by turn, created_at limit p_limit * 4
  ), taken as (
    select a.workspace_id, a.id
    from first f join answers a on a.workspace_id = f.workspace_id and a.id = f.id
    where a.status = 'pending' or (a.status = 'running' and a.lease_until < clock_timestamp())
    order by f.turn, f.created_at
    limit p_limit
    for update of a skip locked
  )
  update answers a set
    status = 'running', attempt = a.attempt + 1, lease_owner = p_owner, text = '',
    lease_until = clock_timestamp() + p_lease_ms * interval '1 millisecond'
  from taken
  where a.workspace_id = taken.workspace_id and a.id = taken.id
  returning a.workspace_id, a.id, a.session_id, a.question_seq, a.epoch, a.attempt;
end
$$;

-- Chats without activity since a moment: by the index of each workspace.
create or replace function idle_chats(p_before timestamptz, p_limit integer)
returns table (workspace_id uuid, session_id uuid)
language sql stable security definer set search_path = public, pg_temp
as $$
  select w.id, s.id from workspaces w, lateral (
    select id from chat_sessions
    where workspace_id = w.id and status = 'open' and last_active_at < p_before
    order by last_active_at limit p_limit
  ) s
  where w.deleted_at is null
  limit p_limit
$$;

revoke all on function standing_memberships(uuid[], uuid[]), invitations_for(text, timestamptz), owned_workspaces(uuid),
  deleted_workspaces_of(uuid, timestamptz), workspaces_to_purge(timestamptz, integer), forget_invitations(timestamptz)
  from public;
grant execute on function standing_memberships(uuid[], uuid[]), invitations_for(text, timestamptz), owned_workspaces(uuid),
  deleted_workspaces_of(uuid, timestamptz), workspaces_to_purge(timestamptz, integer), forget_invitations(timestamptz)
  to minichat_app;
