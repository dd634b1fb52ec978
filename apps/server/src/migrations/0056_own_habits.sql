-- What the dashboard knows of a person's habits, on whatever device.

alter table users
  -- By whose clocks they are shown times; null: by those of the device.
  add column time_zone text,
  -- The guides to pages that they have been shown.
  add column guides_seen text[] not null default '{}';
