-- Which pages a visitor has seen, on what device, and whether they let that be kept.

alter table visitors
  -- Browser and system, in words.
  add column device text check (device is null or (device <> '' and length(device) <= 80)),
  -- What they said last to a page that asks; null: nobody has told.
  add column is_consent_given boolean,
  add column consent_at timestamptz,
  add check ((is_consent_given is null) = (consent_at is null));

-- The newest of a visitor; older ones make room.
create table visitor_pages (
  workspace_id uuid not null,
  visitor_id uuid not null,
  -- Addresses may be longer than what a key can hold.
  url_hash text generated always as (md5(url)) stored,
  -- Without its fragment.
  url text not null check (url <> '' and length(url) <= 2000),
  views integer not null default 1 check (views >= 1),
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null check (last_seen_at >= first_seen_at),
  primary key (workspace_id, visitor_id, url_hash),
  foreign key (workspace_id, visitor_id) references visitors (workspace_id, id) on delete cascade
);
call protect_tenant_table('visitor_pages');
