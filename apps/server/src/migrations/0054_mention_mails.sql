-- Members who are mentioned while they are away are told by mail.

alter table users add column mentions_by_mail boolean not null default true;
-- Told by mail, and not seen since.
alter table chat_mentions add column is_mailed boolean not null default false;
