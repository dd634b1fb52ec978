-- Tending the calls of all workspaces: see 0005_across_workspaces.sql.

-- Calls whose process died count as what was reserved for them. Returns how many there were.
create function lapse_ai_calls(p_now timestamptz) returns integer
language sql security definer set search_path = public, pg_temp
as $$
  with lost as (
    update ai_calls set outcome = 'lost' where outcome = 'running' and lapses_at < p_now
    returning workspace_id, day, provider_id, model, kind, is_priced, input_tokens, output_tokens, cost_micro_usd
  ), added as (
    insert into ai_spend as s (workspace_id, day, provider_id, model, kind, calls, abandoned, unpriced, input_tokens,
        output_tokens, cost_micro_usd)
      select l.workspace_id, l.day, l.provider_id, l.model, max(l.kind), count(*), count(*),
        count(*) filter (where not l.is_priced), sum(l.input_tokens), sum(l.output_tokens), sum(l.cost_micro_usd)
      from lost l group by 1, 2, 3, 4 order by 1, 2, 3, 4
      on conflict (workspace_id, day, provider_id, model) do update set
        calls = s.calls + excluded.calls, abandoned = s.abandoned + excluded.abandoned,
        unpriced = s.unpriced + excluded.unpriced, input_tokens = s.input_tokens + excluded.input_tokens,
        output_tokens = s.output_tokens + excluded.output_tokens,
        cost_micro_usd = s.cost_micro_usd + excluded.cost_micro_usd
  )
  select count(*)::integer from lost
$$;

-- Single calls older than a moment, and what was taken of caps whose period is long over. What was spent by day stays.
create function purge_ai_calls(p_before timestamptz, p_period_before date) returns integer
language sql security definer set search_path = public, pg_temp
as $$
  with gone as (
    delete from ai_calls where started_at < p_before and outcome <> 'running' returning 1
  ), use_gone as (
    delete from ai_cap_use where period < p_period_before
  )
  select count(*)::integer from gone
$$;

revoke all on function lapse_ai_calls(timestamptz), purge_ai_calls(timestamptz, date) from public;
grant execute on function lapse_ai_calls(timestamptz), purge_ai_calls(timestamptz, date) to minichat_app;
