-- How sources of knowledge are put in order, pages that are read from the web, and what tells of sources that disagree.

-- The same for entries, documents and sites.
create procedure organise_knowledge(p_table text)
language plpgsql
as $$
begin
  execute format(
    $sql$
    alter table %1$I
      add column folder text not null default '' check (char_length(folder) <= 100),
      add column tags text[] not null default '{}' check (cardinality(tags) <= 20),
      add column is_on boolean not null default true,
      -- Used from the first moment on and until the last, exclusively; null: no such limit.
      add column valid_from timestamptz(3),
      add column valid_until timestamptz(3),
      add column rank text not null default 'normal' check (rank in ('normal', 'high')),
      add check (valid_from < valid_until)
    $sql$,
    p_table
  );
end
$$;
call organise_knowledge('knowledge_entries');
call organise_knowledge('knowledge_documents');

-- When the words last changed: what is newer wins. Moving or tagging a source does not make it newer.
alter table knowledge_entries add column words_at timestamptz(3) not null default now();
alter table knowledge_documents
  add column words_at timestamptz(3) not null default now(),
  -- The language that most of it is in, found out while it is read unless somebody says it.
  add column locale text check (locale in ('en', 'th'));

create function keep_entry_words_at() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
begin
  if (old.question, old.answer) is distinct from (new.question, new.answer) then new.words_at = now(); end if;
  return new;
end
$$;
create trigger keep_words_at before update of question, answer on knowledge_entries
  for each row execute function keep_entry_words_at();

create function keep_document_words_at() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
begin
  if (old.title, old.text) is distinct from (new.title, new.text) then new.words_at = now(); end if;
  return new;
end
$$;
create trigger keep_words_at before update of title, text on knowledge_documents
  for each row execute function keep_document_words_at();

-- Each question asks which sources are not to be used at the moment. Those that may be are few, and found by these.
alter table knowledge_entries add column is_limited boolean not null
  generated always as (not is_on or valid_from is not null or valid_until is not null) stored;
alter table knowledge_documents add column is_limited boolean not null
  generated always as (not is_on or valid_from is not null or valid_until is not null) stored;
create index knowledge_entries_limited on knowledge_entries (workspace_id, id) where is_limited;
create index knowledge_documents_limited on knowledge_documents (workspace_id, id) where is_limited;
create index knowledge_entries_by_folder on knowledge_entries (workspace_id, folder);
create index knowledge_documents_by_folder on knowledge_documents (workspace_id, folder);

-- What a passage is about, as its bare words in order, and the amounts in its text: sources with one topic and other
-- amounts disagree.
alter table knowledge_passages
  add column topic text collate "C" not null default '' check (char_length(topic) <= 300),
  add column amounts text[] not null default '{}';
create index knowledge_passages_by_topic on knowledge_passages (workspace_id, locale, topic) where topic <> '';

-- Where pages come from: one page, what it links to, or a sitemap.
create table knowledge_sites (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('page', 'links', 'sitemap')),
  url text not null check (url ~ '^https?://' and char_length(url) <= 2000),
  name text not null check (name <> '' and char_length(name) <= 200),
  max_depth smallint not null check (max_depth between 0 and 5),
  max_pages integer not null check (max_pages between 1 and 1000),
  schedule text not null default 'off' check (schedule in ('off', 'daily', 'weekly')),
  status text not null default 'reading' check (status in ('reading', 'ready', 'failed', 'stopped')),
  -- Why nothing, or not everything, was read: a code that the dashboard puts into words.
  problem text,
  -- Grows with each reading, so that what an older one left behind is told from the newest.
  reading integer not null default 1 check (reading > 0),
  -- The reading whose first pages are queued.
  seeded integer not null default 0,
  -- Only pages that were gone are looked at, a second time.
  is_second_look boolean not null default false,
  started_at timestamptz(3) not null default now(),
  finished_at timestamptz(3),
  -- When it is to be read again; null: not by itself.
  due_at timestamptz,
  -- Who reads it at the moment, so that nobody else does.
  lease_owner uuid,
  lease_until timestamptz,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (workspace_id, id)
);
call protect_tenant_table('knowledge_sites');
call keep_updated_at('knowledge_sites');
call organise_knowledge('knowledge_sites');
drop procedure organise_knowledge(text);
create index knowledge_sites_by_age on knowledge_sites (workspace_id, created_at desc, id desc);
create index knowledge_sites_due on knowledge_sites (due_at) where due_at is not null;
create index knowledge_sites_left on knowledge_sites (lease_until) where status = 'reading';

alter table knowledge_documents
  -- Which formats there are, the contract says.
  drop constraint knowledge_documents_format_check,
  add constraint knowledge_documents_format_check check (format ~ '^[a-z]{1,20}$'),
  add column site_id uuid,
  add foreign key (workspace_id, site_id) references knowledge_sites (workspace_id, id) on delete cascade,
  add check ((format = 'page') = (site_id is not null));
create index knowledge_documents_by_site on knowledge_documents (workspace_id, site_id, updated_at desc, id desc);

-- Every address of a site that is known: what is to be read, and what came of it.
create table knowledge_pages (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  site_id uuid not null,
  -- In one spelling, without fragment.
  url text not null check (url ~ '^https?://' and char_length(url) <= 2000),
  depth smallint not null check (depth >= 0),
  -- The reading for which it is queued, or in which it was last looked at.
  reading integer not null,
  state text not null default 'queued' check (state in ('queued', 'read', 'skipped', 'failed', 'missing')),
  problem text,
  document_id uuid,
  -- What the server said of its version, to be asked with the next time.
  etag text check (char_length(etag) <= 500),
  last_modified text check (char_length(last_modified) <= 100),
  content_hash text,
  -- What it links to on the same site, for when it has not changed and is not sent again.
  links text[] not null default '{}',
  -- How many readings in a row did not find it.
  missed smallint not null default 0,
  looked_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, site_id) references knowledge_sites (workspace_id, id) on delete cascade,
  foreign key (workspace_id, document_id) references knowledge_documents (workspace_id, id)
    on delete set null (document_id)
);
call protect_tenant_table('knowledge_pages');
call keep_updated_at('knowledge_pages');
create unique index knowledge_pages_by_url on knowledge_pages (workspace_id, site_id, url);
create index knowledge_pages_by_age on knowledge_pages (workspace_id, site_id, created_at, id);
create index knowledge_pages_queued on knowledge_pages (workspace_id, site_id, depth, id) where state = 'queued';
create index knowledge_pages_by_document on knowledge_pages (workspace_id, document_id) where document_id is not null;
