-- What visitors think of answers, and the questions that nobody had a good answer to.

alter table chat_messages
  add column rating text check (rating in ('up', 'down')),
  add column rating_reason text check (rating_reason in ('wrong', 'incomplete', 'off_topic')),
  add check (rating is null or author_kind = 'ai'),
  add check (rating_reason is null or rating = 'down');

-- Questions that are alike, in one language. What they say stands in the chats alone; here are its words and pieces, hashed.
create table review_groups (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  locale text not null check (locale in ('en', 'th')),
  -- Of the question that began it.
  terms integer[] not null,
  status text not null default 'open' check (status in ('open', 'resolved', 'dismissed')),
  unanswered_count integer not null default 0 check (unanswered_count >= 0),
  down_count integer not null default 0 check (down_count >= 0),
  -- The answer that resolved it.
  entry_id uuid,
  settled_by uuid references users on delete set null,
  settled_at timestamptz,
  -- When the newest of its questions was asked, in milliseconds as cursors carry it.
  asked_at timestamptz(3) not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, entry_id) references knowledge_entries (workspace_id, id) on delete set null (entry_id)
);
call protect_tenant_table('review_groups');
call keep_updated_at('review_groups');
create index review_groups_by_status on review_groups (workspace_id, status, asked_at desc, id desc);

create table review_questions (
  workspace_id uuid not null,
  session_id uuid not null,
  answer_seq integer not null,
  question_seq integer not null,
  group_id uuid not null,
  kind text not null check (kind in ('unanswered', 'down')),
  asked_at timestamptz not null,
  primary key (workspace_id, session_id, answer_seq),
  foreign key (workspace_id, session_id, answer_seq) references chat_messages (workspace_id, session_id, seq) on delete cascade,
  foreign key (workspace_id, group_id) references review_groups (workspace_id, id) on delete cascade
);
call protect_tenant_table('review_questions');
create index review_questions_by_group on review_questions (workspace_id, group_id, asked_at desc);

-- A group is as large as its questions say, however they come and go; without any it is not there.
create function count_review_group() returns trigger
language plpgsql
set search_path = pg_catalog, public
as $$
declare
  v_workspace constant uuid := coalesce(new.workspace_id, old.workspace_id);
  v_group uuid;
begin
  for v_group in select distinct g from unnest(array[old.group_id, new.group_id]) g where g is not null loop
    update review_groups r set
      unanswered_count = q.unanswered, down_count = q.down, asked_at = coalesce(q.newest, r.asked_at)
      from (
        select count(*) filter (where kind = 'unanswered') as unanswered, count(*) filter (where kind = 'down') as down,
          max(asked_at) as newest
        from review_questions where workspace_id = v_workspace and group_id = v_group
      ) q
      where r.workspace_id = v_workspace and r.id = v_group;
    delete from review_groups r
      where r.workspace_id = v_workspace and r.id = v_group and r.unanswered_count + r.down_count = 0;
  end loop;
  return null;
end
$$;
create trigger count_review_group after insert or update or delete on review_questions
  for each row execute function count_review_group();

insert into event_log_readers (name) values ('review');
