-- Visitors who have left are asked by mail how their chat was.

alter table chat_mail_settings
  add column asks_rating boolean not null default false,
  -- After the end of the chat.
  add column rating_after_minutes integer not null default 60 check (rating_after_minutes between 0 and 10080);

-- A chat of which its visitor was asked, once. Goes with the thread, which goes when the chat is erased.
create table rating_mails (
  workspace_id uuid not null,
  session_id uuid not null,
  visitor_id uuid not null,
  -- In small letters.
  address text not null check (address <> ''),
  asked_at timestamptz not null,
  -- Whoever has the address wants no more such mails of this workspace.
  stopped_at timestamptz,
  primary key (workspace_id, session_id),
  foreign key (workspace_id, session_id) references chat_mail_threads (workspace_id, session_id) on delete cascade
);
call protect_tenant_table('rating_mails');
create index rating_mails_by_address on rating_mails (workspace_id, address);
create index rating_mails_by_visitor on rating_mails (workspace_id, visitor_id);
