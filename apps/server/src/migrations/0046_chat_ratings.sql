-- What visitors say of a chat once it is over.

alter table chat_sessions
  -- 1: bad, 2: okay, 3: good.
  add column rating smallint check (rating between 1 and 3),
  add column rating_comment text check (rating_comment <> '' and length(rating_comment) <= 1000),
  add check (rating is not null or rating_comment is null);
