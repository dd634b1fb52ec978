-- What happened, counted: kept by whoever reads the event log, for dashboards that read no message.

-- By which days and hours are told.
alter table workspaces add column time_zone text not null default 'UTC' check (time_zone <> '');

-- How far the event log is counted: moves in the transaction that writes the counts.
create table analytics_cursors (
  workspace_id uuid primary key references workspaces on delete cascade,
  xid xid8 not null default '0',
  id bigint not null default 0,
  counted_at timestamptz
);
call protect_tenant_table('analytics_cursors');

-- What has to be remembered of a chat to count what comes next in it. {handledByMember, waitingSince, …}
create table analytics_states (
  workspace_id uuid not null,
  session_id uuid not null,
  state jsonb not null check (jsonb_typeof(state) = 'object'),
  primary key (workspace_id, session_id),
  foreign key (workspace_id, session_id) references chat_sessions (workspace_id, id) on delete cascade
);
call protect_tenant_table('analytics_states');

-- Counts of a day of UTC: one row for each metric, whatever it is counted for, widget and range of values, whose 96
-- numbers are those of its quarters of an hour (null: none). So a day costs a row, however much was said in it, and a
-- period can begin at any local midnight, also that of zones that are off by half or three quarters of an hour.
create table analytics_days (
  workspace_id uuid not null references workspaces on delete cascade,
  metric text not null check (metric <> ''),
  -- A member, a provider, a group of questions; '' for the metric as a whole.
  who text not null,
  day date not null,
  widget_id uuid not null,
  -- Of times, which range of them; of ratings, which; else 0.
  bin smallint not null check (bin >= 0),
  counts bigint[] not null check (array_length(counts, 1) = 96 and array_lower(counts, 1) = 1),
  -- What was added up beside, such as cost or time.
  amounts bigint[] not null check (array_length(amounts, 1) = 96 and array_lower(amounts, 1) = 1),
  total bigint not null,
  total_amount bigint not null,
  primary key (workspace_id, metric, who, day, widget_id, bin)
);
call protect_tenant_table('analytics_days');
-- What there was most of on a day, such as questions.
create index analytics_days_most on analytics_days (workspace_id, metric, widget_id, day, total desc, who) where who <> '';

-- The chats behind the counts: how often each is in a number.
create table analytics_chats (
  workspace_id uuid not null,
  metric text not null check (metric <> ''),
  who text not null,
  -- Begin of the quarter of an hour.
  at timestamptz not null,
  session_id uuid not null,
  bin smallint not null check (bin >= 0),
  widget_id uuid not null,
  count bigint not null,
  amount bigint not null,
  -- The newest event among them.
  seq integer not null,
  primary key (workspace_id, metric, who, at, session_id, bin),
  foreign key (workspace_id, session_id) references chat_sessions (workspace_id, id) on delete cascade
);
call protect_tenant_table('analytics_chats');
create index analytics_chats_by_session on analytics_chats (workspace_id, session_id, metric);

-- Adds two rows of numbers up, place by place; null where nothing is left.
create function add_counts(a bigint[], b bigint[]) returns bigint[]
language sql immutable
as $$
  select array_agg(nullif(coalesce(x, 0) + coalesce(y, 0), 0) order by place)
  from unnest(a, b) with ordinality as both_of (x, y, place)
$$;

-- The numbers of a day from what falls into its quarters of an hour, which are numbered from 1.
create function quarters_of_day(slots integer[], numbers bigint[]) returns bigint[]
language sql immutable
as $$
  select array_agg((select nullif(sum(u.n), 0)::bigint from unnest(slots, numbers) as u (slot, n) where u.slot = place)
    order by place)
  from generate_series(1, 96) as place
$$;

-- A chat that is removed is in no number any more, as nobody could open it there.
create function forget_counted_chats() returns trigger
language plpgsql
set search_path = pg_catalog, public
as $$
begin
  with gone_of_day as (
    select workspace_id, metric, who, day, widget_id, bin, sum(count) as total, sum(amount) as total_amount,
      public.quarters_of_day(array_agg(slot), array_agg(-count)) as counts,
      public.quarters_of_day(array_agg(slot), array_agg(-amount)) as amounts
    from (
      select o.*, (o.at at time zone 'UTC')::date as day, (extract(epoch from o.at)::bigint % 86400 / 900 + 1)::integer as slot
      from gone o where o.count <> 0
    ) placed
    group by workspace_id, metric, who, day, widget_id, bin
  )
  update analytics_days d set
    counts = public.add_counts(d.counts, g.counts),
    amounts = public.add_counts(d.amounts, g.amounts),
    total = d.total - g.total,
    total_amount = d.total_amount - g.total_amount
  from gone_of_day g
  where d.workspace_id = g.workspace_id and d.metric = g.metric and d.who = g.who and d.day = g.day
    and d.widget_id = g.widget_id and d.bin = g.bin;
  delete from analytics_days d using (
      select distinct workspace_id, metric, who, (at at time zone 'UTC')::date as day, widget_id, bin from gone
    ) g
    where d.total = 0 and d.workspace_id = g.workspace_id and d.metric = g.metric and d.who = g.who and d.day = g.day
      and d.widget_id = g.widget_id and d.bin = g.bin;
  return null;
end
$$;
create trigger forget_counted_chats after delete on analytics_chats
  referencing old table as gone for each statement execute function forget_counted_chats();
