-- What concerns the files of all workspaces: see 0005_across_workspaces.sql.

-- Which documents still have their file in the database.
create function documents_with_originals(p_limit integer)
returns table (workspace_id uuid, document_id uuid)
language sql stable security definer set search_path = public, pg_temp
as $$
  select d.workspace_id, d.id from knowledge_documents d where d.original is not null
  order by d.workspace_id, d.id limit p_limit
$$;
revoke all on function documents_with_originals(integer) from public;
grant execute on function documents_with_originals(integer) to minichat_app;

-- However a document goes, alone or with its workspace, its file goes after it: by a job of the same transaction, which
-- looks again whether nothing needs the file. When rows go with others, triggers run as the owner of the table, who may
-- not enqueue: so this runs as the owner of the queue, whoever deletes.
create function forget_document_file() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if tg_op = 'DELETE' or new.file_key is distinct from old.file_key then
    perform public.enqueue_job(
      'knowledge.forget_file',
      json_build_object('workspaceId', old.workspace_id, 'documentId', old.id, 'key', old.file_key),
      'forget:' || old.file_key, null, null);
  end if;
  return null;
end
$$;
create trigger forget_document_file after delete or update of file_key on knowledge_documents
  for each row when (old.file_key is not null) execute function forget_document_file();
call hand_over_function('forget_document_file()', 'minichat_worker');
