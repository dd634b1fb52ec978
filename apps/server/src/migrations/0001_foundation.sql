-- What later migrations stand on. Each table of a workspace calls protect_tenant_table once, right after it is made:
--   call protect_tenant_table('chat_sessions');
--   call keep_updated_at('chat_sessions');

-- Forced row-level security with one policy for each role that may come near the table.
--
-- The settings are read in sub-selects, so once for a query and not for each row; the outer cast of the array is needed
-- for the same reason. A setting that was never made, and one that has ended with its transaction (it is '' then),
-- both fail the statement: nothing is shown by accident.
create procedure protect_tenant_table(target regclass, workspace_column name default 'workspace_id')
language plpgsql
set search_path = pg_catalog, public
as $$
declare
  key_starts_with name;
begin
  if not exists (
    select from pg_attribute
    where attrelid = target and attname = workspace_column and not attisdropped
      and attnotnull and atttypid = 'uuid'::regtype
  ) then
    raise exception 'table % has no column % of type uuid not null', target, workspace_column;
  end if;

  select a.attname into key_starts_with
  from pg_index i
  join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
  where i.indrelid = target and i.indisprimary;
  if key_starts_with is distinct from workspace_column then
    raise exception 'the primary key of table % must start with %', target, workspace_column;
  end if;

  execute format('alter table %s enable row level security, force row level security', target);
  execute format(
    'create policy one_workspace on %1$s to minichat_app
       using (%2$I = (select current_setting(''app.workspace'')::uuid))
       with check (%2$I = (select current_setting(''app.workspace'')::uuid))',
    target, workspace_column);
  execute format(
    'create policy workspaces_of_the_batch on %1$s to minichat_writer
       using (%2$I = any ((select current_setting(''app.workspaces'')::uuid[])::uuid[]))
       with check (%2$I = any ((select current_setting(''app.workspaces'')::uuid[])::uuid[]))',
    target, workspace_column);
  -- Without this one a backfill in a migration would quietly touch no row.
  execute format('create policy migrations on %s to minichat_owner using (true) with check (true)', target);

  execute format('grant select, insert, update, delete on %s to minichat_app', target);
  execute format('grant select, insert, update on %s to minichat_writer', target);
end
$$;

create function set_updated_at() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
  new.updated_at := now();
  return new;
end
$$;

create procedure keep_updated_at(target regclass)
language plpgsql
set search_path = pg_catalog, public
as $$
begin
  if not exists (
    select from pg_attribute
    where attrelid = target and attname = 'updated_at' and not attisdropped and atttypid = 'timestamptz'::regtype
  ) then
    raise exception 'table % has no column updated_at of type timestamptz', target;
  end if;
  execute format(
    'create trigger keep_updated_at before update on %s for each row execute function public.set_updated_at()', target);
end
$$;

-- Gives a function that runs with its owner's rights to the role that has just these rights:
--   call hand_over_function('post_messages(uuid[], text[])', 'minichat_writer');
-- One without a fixed search_path could be led astray by its caller, so it is refused. Calling it is for the app alone.
create procedure hand_over_function(target regprocedure, new_owner regrole)
language plpgsql
set search_path = pg_catalog, public
as $$
begin
  if not exists (
    select from pg_proc p, unnest(p.proconfig) setting
    where p.oid = target and p.prosecdef and setting like 'search\_path=%'
  ) then
    raise exception 'function % must be security definer and set its search_path', target;
  end if;
  -- The new owner needs this right for the moment of the change only.
  execute format('grant create on schema public to %s', new_owner);
  execute format('revoke all on function %s from public', target);
  execute format('grant execute on function %s to minichat_app', target);
  execute format('alter function %s owner to %s', target, new_owner);
  execute format('revoke create on schema public from %s', new_owner);
end
$$;
