-- Takes answers that nobody is writing: pending ones, and running ones whose lease has lapsed. In a chat one at a time,
-- the oldest question first.
--
-- Nobody's questions hold up everybody else's: each workspace gets its turn, and in it each source (the chat itself where
-- none is known), counted with what this process is writing for them already. No source has more than p_per_source here;
-- of those that wait for somebody elsewhere, four count as one.
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
    select a.workspace_id, coalesce(a.source, a.session_id::text) as source,
      sum(case when a.is_waiting then 0.25 else 1 end) as answers
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
    status = 'running', attempt = a.attempt + 1, lease_owner = p_owner, text = '', is_waiting = false,
    lease_until = clock_timestamp() + p_lease_ms * interval '1 millisecond'
  from taken
  where a.workspace_id = taken.workspace_id and a.id = taken.id
  returning a.workspace_id, a.id, a.session_id, a.question_seq, a.epoch, a.attempt;
end
$$;
