-- Whose chat an address for answers, or a link in a mail, is of: see 0005_across_workspaces.sql. Whoever asks checks the
-- signature against what is found.
create function find_chat_mail_thread(p_code text) returns table (workspace_id uuid, session_id uuid)
language sql stable security definer set search_path = public, pg_temp
as $$
  select t.workspace_id, t.session_id from chat_mail_threads t
  join workspaces w on w.id = t.workspace_id and w.deleted_at is null
  where t.code = p_code
$$;

revoke all on function find_chat_mail_thread(text) from public;
grant execute on function find_chat_mail_thread(text) to minichat_app;
