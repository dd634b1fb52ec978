-- What the dashboard knows of a person's habits, on whatever device.

alter table users
  -- By whose clocks they are shown times; null: by those of the device.
  add column time_zone text,
  -- The guides to pages that they have been shown.
  add column guides_seen text[] not null default '{}';

-- How far each member has read a chat, beside what the chat's own marks say of the team.
create table chat_readers (
  workspace_id uuid not null,
  session_id uuid not null,
  member_id uuid not null references users on delete cascade,
  read_seq integer not null check (read_seq >= 0),
  primary key (workspace_id, session_id, member_id),
  foreign key (workspace_id, session_id) references chat_sessions (workspace_id, id) on delete cascade
);
call protect_tenant_table('chat_readers');
create index chat_readers_by_member on chat_readers (member_id);
