-- What accounts and workspaces ask of people beyond a password.

-- false: nobody knows the password, as of accounts that were made by signing in with one elsewhere.
alter table users add column has_password boolean not null default true;

-- A sign-in session ends at last, used or not.
update user_sessions set expires_at = least(expires_at, created_at + interval '2160 hours');
alter table user_sessions add check (expires_at <= created_at + interval '2160 hours');

-- A passkey is two factors by itself, but only for the session that it began.
alter table user_sessions add column is_by_passkey boolean not null default false;

-- Members without a second factor get no further than setting one up.
alter table workspaces add column second_factor_required boolean not null default false;
