-- What accounts need beyond signing in: usernames, one-time links, earlier passwords, and counts of wrong ones.

alter table users add column username text check (username = lower(username) and username !~ '@');
create unique index users_by_username on users (username);
-- By an operator, until one takes it off; lock_until is that of wrong passwords.
alter table users add column locked_at timestamptz;
alter table users add column lock_count integer not null default 0 check (lock_count >= 0);
alter table users add column last_failed_at timestamptz;
-- The workspace that is made once the address is confirmed.
alter table users add column pending_workspace text;

-- Of wrong passwords, where they do not count for the account itself: for a name that was typed, known or not (its hash),
-- for the network it was typed from, for a device that its owner has signed in on.
create table guess_counts (
  subject text not null,
  source text not null,
  failed_logins integer not null default 0 check (failed_logins >= 0),
  lock_count integer not null default 0 check (lock_count >= 0),
  lock_until timestamptz,
  last_failed_at timestamptz,
  primary key (subject, source)
);
create index guess_counts_by_age on guess_counts (last_failed_at);

-- The newest five of each person, the one in use among them.
create table password_history (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  password_hash text not null,
  created_at timestamptz not null default now()
);
create index password_history_by_user on password_history (user_id, id);
insert into password_history (id, user_id, password_hash) select gen_random_uuid(), id, password_hash from users;

-- Links that were mailed, by the hash of their secret.
create table account_links (
  id uuid primary key,
  token_hash bytea not null unique,
  user_id uuid not null references users on delete cascade,
  purpose text not null check (purpose in ('verify', 'reset', 'unlock', 'email-old', 'email-new')),
  -- The address that is to be used, for those that change it.
  email text,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now()
);
create index account_links_by_user on account_links (user_id, purpose);
create index account_links_by_expiry on account_links (expires_at);
