-- A session is known by the generation of its refresh token; the token itself is signed, so nothing secret is kept.
-- Who was signed in by an older kind of cookie signs in once more.
delete from user_sessions;
alter table user_sessions drop column token_hash;
alter table user_sessions add column generation integer not null default 1 check (generation > 0);
alter table user_sessions add column rotated_at timestamptz not null default now();
alter table user_sessions add column last_used_at timestamptz not null default now();
