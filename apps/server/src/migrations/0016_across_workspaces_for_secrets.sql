-- Changing the master key: which workspaces there are, and which keys the running servers know.

-- Workspaces in the order of their ids, page by page, so that what is sealed can be sealed anew in each.
create function workspace_ids_after(p_after uuid, p_limit integer) returns setof uuid
language sql stable security definer set search_path = public, pg_temp
as $$ select id from workspaces where p_after is null or id > p_after order by id limit p_limit $$;

revoke all on function workspace_ids_after(uuid, integer) from public;
grant execute on function workspace_ids_after(uuid, integer) to minichat_app;

-- Each running server with the ids of its keys (which tell nothing of them). Texts are sealed with a new key only once
-- every server knows it.
create table key_holders (
  id uuid primary key,
  key_ids text[] not null,
  seen_at timestamptz not null default now()
);
