-- Replies that reach visitors by mail once they have left, and what they answer.

alter table chat_messages
  -- Of a visitor's that came by mail: {from: the address, or null where it is the visitor's own, attachments: [name]}
  add column mail jsonb check (jsonb_typeof(mail) = 'object'),
  add check (mail is null or author_kind = 'visitor');

-- Of workspaces that have changed something about it.
create table chat_mail_settings (
  workspace_id uuid not null primary key references workspaces on delete cascade,
  is_on boolean not null,
  -- How long a reply may stay unread.
  after_seconds integer not null check (after_seconds between 0 and 3600),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
call protect_tenant_table('chat_mail_settings');
call keep_updated_at('chat_mail_settings');

-- A chat of which something was mailed.
create table chat_mail_threads (
  workspace_id uuid not null,
  session_id uuid not null,
  -- Names it in addresses and links, which are signed besides.
  code text not null check (code ~ '^[a-z2-7]{16}$'),
  -- Replies up to this number have gone out.
  mailed_seq integer not null default 0 check (mailed_seq >= 0),
  -- The visitor wants no more mails of this chat.
  stopped_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, session_id),
  foreign key (workspace_id, session_id) references chat_sessions (workspace_id, id) on delete cascade
);
call protect_tenant_table('chat_mail_threads');
call keep_updated_at('chat_mail_threads');
create index chat_mail_threads_by_code on chat_mail_threads (code);

-- The mails of a thread, both ways: what the next one refers to.
create table chat_mails (
  workspace_id uuid not null,
  session_id uuid not null,
  -- Of one that went out, that of its row in the queue.
  id uuid not null,
  message_id text not null check (message_id <> '' and length(message_id) <= 998),
  created_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, session_id, id),
  unique (workspace_id, session_id, message_id),
  foreign key (workspace_id, session_id) references chat_mail_threads (workspace_id, session_id) on delete cascade
);
call protect_tenant_table('chat_mails');

-- What is erased goes out in no mail either, and is not answered by one.
create function forget_chat_mail() returns trigger
language plpgsql
set search_path = pg_catalog, public
as $$
begin
  delete from mails m using chat_mails c where c.workspace_id = new.workspace_id and c.session_id = new.id and m.id = c.id;
  delete from chat_mail_threads t where t.workspace_id = new.workspace_id and t.session_id = new.id;
  return null;
end
$$;
create trigger forget_chat_mail after update of erased_at on chat_sessions
  for each row when (old.erased_at is null and new.erased_at is not null) execute function forget_chat_mail();

-- Replies of before are not mailed.
insert into event_log_readers (name, version, xid) values ('chat-mail', 1, pg_current_xact_id());
