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
  limit p_limit
$$;
