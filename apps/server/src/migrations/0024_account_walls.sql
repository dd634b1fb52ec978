-- What accounts and workspaces ask of people beyond a password.

-- false: nobody knows the password, as of accounts that were made by signing in with one elsewhere.
alter table users add column has_password boolean not null default true;

-- A sign-in session ends at last, used or not.
update user_sessions set expires_at = least(expires_at, created_at + interval '2160 hours');
alter table user_sessions add check (expires_at <= created_at + interval '2160 hours');
