-- What a workspace may have its AI providers do beside answering.
alter table ai_settings
  -- A model puts the passages that were found in order.
  add column reranks boolean not null default false,
  -- The provider's moderation looks at messages before any model does.
  add column moderates boolean not null default false;
