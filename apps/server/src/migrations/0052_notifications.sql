-- What members want to hear of, and the browsers that show it to them while no dashboard of theirs is open.

-- Of those who have changed something about it.
create table notification_wishes (
  workspace_id uuid not null,
  user_id uuid not null,
  requests boolean not null,
  assignments boolean not null,
  mentions boolean not null,
  messages boolean not null,
  -- With what was written.
  previews boolean not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, user_id),
  foreign key (workspace_id, user_id) references memberships (workspace_id, user_id) on delete cascade
);
call protect_tenant_table('notification_wishes');
call keep_updated_at('notification_wishes');

-- A signed-in browser that gets push messages, in each workspace where it was asked for.
create table push_devices (
  workspace_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  -- Signed out, however that came about, it gets nothing more.
  session_id uuid not null references user_sessions on delete cascade,
  -- The address of its push service, and its keys, as the browser gave them.
  endpoint text not null check (endpoint <> '' and length(endpoint) <= 1000),
  public_key text not null check (public_key <> ''),
  auth text not null check (auth <> ''),
  -- Messages in a row that could not be delivered.
  failures integer not null default 0 check (failures >= 0),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, session_id),
  unique (workspace_id, endpoint),
  foreign key (workspace_id, user_id) references memberships (workspace_id, user_id) on delete cascade
);
call protect_tenant_table('push_devices');
create index push_devices_by_user on push_devices (workspace_id, user_id);
create index push_devices_by_session on push_devices (session_id);

-- The one pair of keys (VAPID) by which push services know this installation.
create table push_keys (
  id integer primary key default 1 check (id = 1),
  public_key text not null,
  private_key_sealed text not null,
  created_at timestamptz not null default now()
);

-- Nobody hears of what was before.
insert into event_log_readers (name, version, xid) values ('notifications', 1, pg_current_xact_id());
