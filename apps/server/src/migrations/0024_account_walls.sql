-- What accounts and workspaces ask of people beyond a password.

-- false: nobody knows the password, as of accounts that were made by signing in with one elsewhere.
alter table users add column has_password boolean not null default true;
