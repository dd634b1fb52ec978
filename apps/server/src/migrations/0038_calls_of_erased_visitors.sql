-- Whoever is erased is no longer in the books: what was spent stays, by whom does not.

create index ai_calls_by_visitor on ai_calls (workspace_id, visitor_id) where visitor_id is not null;

create function forget_whose_calls() returns trigger
language plpgsql
set search_path = pg_catalog, public
as $$
begin
  update ai_calls c set visitor_id = null, address_hash = null
    where c.workspace_id = new.workspace_id and c.visitor_id = new.visitor_id;
  -- What is taken today still counts: being erased makes no room under a cap.
  delete from ai_cap_use u
    where u.workspace_id = new.workspace_id and u.scope = 'visitor' and u.key = new.visitor_id::text
      and u.period < (now() at time zone 'UTC')::date;
  return null;
end
$$;
create trigger forget_whose_calls after update of erased_at on chat_sessions
  for each row when (old.erased_at is null and new.erased_at is not null) execute function forget_whose_calls();
