-- One more read that crosses workspaces: see 0005_across_workspaces.sql.

-- API keys that end within a time and whose end nobody has been told of.
create function ending_api_keys(p_now timestamptz, p_before timestamptz, p_limit integer)
returns table (workspace_id uuid, key_id uuid)
language sql stable security definer set search_path = public, pg_temp
as $$
  select workspace_id, key_id from api_key_secrets
  where replaced_at is null and end_announced_at is null and expires_at > p_now and expires_at < p_before
  order by expires_at limit p_limit
$$;

revoke all on function ending_api_keys(timestamptz, timestamptz, integer) from public;
grant execute on function ending_api_keys(timestamptz, timestamptz, integer) to minichat_app;
