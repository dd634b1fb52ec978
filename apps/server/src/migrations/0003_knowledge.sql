-- What a workspace knows: questions with answers, documents, and both cut into passages with their postings.

create table knowledge_entries (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  question text not null check (question <> '' and char_length(question) <= 500),
  answer text not null check (answer <> '' and char_length(answer) <= 8000),
  locale text not null check (locale in ('en', 'th')),
  url text check (url ~ '^https?://' and char_length(url) <= 2000),
  -- Question and answer in the form in which text is compared, for the search of the list.
  search_text text not null,
  -- Milliseconds, because cursors hold no more.
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (workspace_id, id)
);
call protect_tenant_table('knowledge_entries');
call keep_updated_at('knowledge_entries');
create index knowledge_entries_by_change on knowledge_entries (workspace_id, updated_at desc, id desc);

create table knowledge_documents (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  title text not null check (title <> '' and char_length(title) <= 200),
  format text not null check (format in ('markdown', 'text', 'pdf')),
  status text not null default 'indexing' check (status in ('indexing', 'ready', 'failed')),
  problem text,
  -- Of a PDF: what was read from it, empty until then.
  text text not null default '',
  -- The file as it came, of a PDF only.
  original bytea,
  character_count integer not null default 0 check (character_count >= 0),
  passage_count integer not null default 0 check (passage_count >= 0),
  -- Grows with each change that has to be indexed: an indexing run for an older one writes nothing.
  revision integer not null default 1 check (revision > 0),
  url text check (url ~ '^https?://' and char_length(url) <= 2000),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (workspace_id, id),
  check ((status = 'failed') = (problem is not null)),
  check ((format = 'pdf') = (original is not null)),
  check (octet_length(original) <= 10485760)
);
-- Compressed already; and compressing it again would cost time for nothing.
alter table knowledge_documents alter column original set storage external;
call protect_tenant_table('knowledge_documents');
call keep_updated_at('knowledge_documents');
create index knowledge_documents_by_change on knowledge_documents (workspace_id, updated_at desc, id desc);

-- The unit that is found, quoted and linked to: an entry, or a piece of a document.
create table knowledge_passages (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  entry_id uuid,
  document_id uuid,
  position integer not null check (position >= 0),
  -- The question of an entry; the headings over a piece of a document.
  title text not null check (title <> ''),
  text text not null check (text <> ''),
  locale text not null check (locale in ('en', 'th')),
  -- Words and known phrases.
  length integer not null check (length >= 0),
  -- With which version of the text handling the postings were made.
  segmenter_version smallint not null check (segmenter_version > 0),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, entry_id) references knowledge_entries (workspace_id, id) on delete cascade,
  foreign key (workspace_id, document_id) references knowledge_documents (workspace_id, id) on delete cascade,
  check (num_nonnulls(entry_id, document_id) = 1)
);
call protect_tenant_table('knowledge_passages');
create unique index knowledge_passages_by_entry on knowledge_passages (workspace_id, entry_id)
  where entry_id is not null;
create unique index knowledge_passages_by_document on knowledge_passages (workspace_id, document_id, position)
  where document_id is not null;

-- Which passages hold a term. Terms start with the language of the passage, so counting the rows of one gives its
-- document frequency in that language.
create table knowledge_postings (
  workspace_id uuid not null references workspaces on delete cascade,
  term text collate "C" not null check (term <> '' and char_length(term) <= 80),
  passage_id uuid not null,
  in_title smallint not null check (in_title >= 0),
  in_text smallint not null check (in_text >= 0),
  primary key (workspace_id, term, passage_id),
  foreign key (workspace_id, passage_id) references knowledge_passages (workspace_id, id) on delete cascade,
  check (in_title + in_text > 0)
);
call protect_tenant_table('knowledge_postings');
create index knowledge_postings_by_passage on knowledge_postings (workspace_id, passage_id);

-- How many passages a workspace has in each language, and how long they are together. Kept by triggers, so that it
-- holds for deletions by cascade too.
create table knowledge_totals (
  workspace_id uuid not null references workspaces on delete cascade,
  locale text not null check (locale in ('en', 'th')),
  passage_count integer not null default 0 check (passage_count >= 0),
  total_length bigint not null default 0 check (total_length >= 0),
  primary key (workspace_id, locale)
);
call protect_tenant_table('knowledge_totals');

create function count_new_passages() returns trigger
language plpgsql
set search_path = pg_catalog, public
as $$
begin
  insert into public.knowledge_totals as t (workspace_id, locale, passage_count, total_length)
  select workspace_id, locale, count(*), sum(length) from added group by workspace_id, locale order by 1, 2
  on conflict (workspace_id, locale) do update set
    passage_count = t.passage_count + excluded.passage_count,
    total_length = t.total_length + excluded.total_length;
  return null;
end
$$;

-- Updates alone: when the whole workspace goes, its totals may be gone already.
create function count_gone_passages() returns trigger
language plpgsql
set search_path = pg_catalog, public
as $$
begin
  update public.knowledge_totals t set
    passage_count = t.passage_count - gone.passages,
    total_length = t.total_length - gone.length
  from (
    select workspace_id, locale, count(*) as passages, sum(length) as length from removed group by workspace_id, locale
  ) gone
  where t.workspace_id = gone.workspace_id and t.locale = gone.locale;
  return null;
end
$$;

create trigger count_new_passages after insert on knowledge_passages
  referencing new table as added for each statement execute function count_new_passages();
create trigger count_gone_passages after delete on knowledge_passages
  referencing old table as removed for each statement execute function count_gone_passages();
