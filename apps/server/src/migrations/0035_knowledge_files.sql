-- Files as knowledge: more kinds of them, kept in the storage as they came, scanned before anything uses them.

alter table knowledge_documents
  drop constraint knowledge_documents_format_check,
  drop constraint knowledge_documents_status_check,
  drop constraint knowledge_documents_check1,
  add constraint knowledge_documents_format_check
    check (format in ('markdown', 'text', 'pdf', 'docx', 'xlsx', 'pptx', 'csv', 'html', 'page')),
  add constraint knowledge_documents_status_check check (status in ('scanning', 'indexing', 'ready', 'failed')),
  -- The file in the storage, and its name and size when it was uploaded.
  add column file_key text check (file_key <> ''),
  add column file_name text check (file_name <> '' and char_length(file_name) <= 255),
  add column file_bytes bigint not null default 0 check (file_bytes >= 0),
  -- Whether the malware scan has still to say something. Nothing reads or hands out the file before.
  add column awaits_scan boolean not null default false,
  -- What is being done with it, and how far that is, in percent.
  add column step text check (step in ('scan', 'read', 'index')),
  add column progress smallint check (progress between 0 and 100),
  -- The code of the problem, in the catalogue of errors.
  add column problem_code text check (problem_code <> ''),
  add check ((file_key is null) = (file_name is null)),
  add check (format <> 'page' or (file_key is null and original is null)),
  add check (awaits_scan = (status = 'scanning')),
  drop column size_bytes;
alter table knowledge_documents
  add column size_bytes bigint not null
    generated always as (octet_length(text) + coalesce(octet_length(original), 0) + file_bytes) stored;

comment on column knowledge_documents.original is
  'A PDF of the time when files were kept in the database; a job moves it to the storage.';
create index knowledge_documents_by_original on knowledge_documents (workspace_id, id) where original is not null;
