-- What is found among messages and visitors.

-- Messages whose words are indexed. The number is the message's time in milliseconds with the low bits of its event's id
-- behind it: it rises with time in a workspace, so the newest come first and a span of days is a range of numbers.
create table searchable_messages (
  workspace_id uuid not null,
  number bigint not null,
  session_id uuid not null,
  seq integer not null,
  -- Of the text handling that made the terms.
  version smallint not null,
  -- What to take away again with the message.
  terms integer[] not null,
  primary key (workspace_id, number),
  unique (workspace_id, session_id, seq),
  foreign key (workspace_id, session_id, seq) references chat_messages (workspace_id, session_id, seq) on delete cascade
);
call protect_tenant_table('searchable_messages');

-- Which messages hold a term: a word, a piece of a word, or a fact such as who wrote it; hashed to a number. Read backwards,
-- it gives the newest first. Goes with its message by the trigger below; a foreign key would cost an index of its own.
create table message_postings (
  workspace_id uuid not null,
  term integer not null,
  number bigint not null,
  primary key (workspace_id, term, number)
);
call protect_tenant_table('message_postings');

create function forget_postings() returns trigger
language plpgsql
set search_path = pg_catalog, public
set enable_seqscan = off
as $$
begin
  delete from message_postings p
    where p.workspace_id = old.workspace_id and p.term = any (old.terms) and p.number = old.number;
  return null;
end
$$;
create trigger forget_postings after delete on searchable_messages
  for each row execute function forget_postings();

-- What is changed, taken back or erased is not found any more from that moment on; a changed text is indexed anew.
create function forget_searchable() returns trigger
language plpgsql
set search_path = pg_catalog, public
as $$
begin
  delete from searchable_messages s
    where s.workspace_id = new.workspace_id and s.session_id = new.session_id and s.seq = new.seq;
  return null;
end
$$;
create trigger forget_searchable after update of body on chat_messages
  for each row when (old.body is distinct from new.body) execute function forget_searchable();

-- Messages that hold all of the terms, the newest first: each list says how far the next may jump, so that what lies between
-- is never read.
-- numbers: at most p_limit. reached: where to go on; null at the end. It also stops after p_max_probes.
create function find_by_terms(
  p_workspace uuid, p_terms integer[], p_from bigint, p_down_to bigint, p_limit integer, p_max_probes integer,
  out numbers bigint[], out reached bigint
)
language plpgsql stable
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_bitmapscan = off
as $$
declare
  v_count constant integer := cardinality(p_terms);
  v_candidate bigint := p_from;
  v_agreeing integer := 0;
  v_probes integer := 0;
  v_found bigint;
begin
  if v_count = 1 then
    select array_agg(one.number order by one.number desc) into numbers from (
      select p.number from message_postings p
      where p.workspace_id = p_workspace and p.term = p_terms[1] and p.number between p_down_to and p_from
      order by p.number desc limit p_limit
    ) one;
    numbers := coalesce(numbers, '{}');
    reached := case when cardinality(numbers) = p_limit then numbers[p_limit] - 1 end;
    return;
  end if;
  numbers := '{}';
  while v_probes < p_max_probes and cardinality(numbers) < p_limit loop
    select p.number into v_found from message_postings p
      where p.workspace_id = p_workspace and p.term = p_terms[1 + v_probes % v_count]
        and p.number between p_down_to and v_candidate
      order by p.number desc limit 1;
    if not found then
      return;
    end if;
    v_probes := v_probes + 1;
    v_agreeing := case when v_found = v_candidate then v_agreeing + 1 else 1 end;
    v_candidate := v_found;
    if v_agreeing = v_count then
      numbers := numbers || v_candidate;
      v_candidate := v_candidate - 1;
      v_agreeing := 0;
    end if;
  end loop;
  reached := v_candidate;
end
$$;

-- How far each that follows the event log has read it, by which version of its work, and which process reads for it.
create table event_log_readers (
  name text primary key check (name <> ''),
  xid xid8 not null default '0',
  event_id bigint not null default 0,
  version smallint not null default 0,
  lease_owner uuid,
  lease_until timestamptz
);
insert into event_log_readers (name) values ('search');
revoke insert, update, delete on event_log_readers from minichat_app;

-- Words of names, addresses and digits of telephone numbers, found by their beginning.
create table visitor_terms (
  workspace_id uuid not null,
  term text collate "C" not null check (term <> ''),
  visitor_id uuid not null,
  primary key (workspace_id, term, visitor_id),
  foreign key (workspace_id, visitor_id) references visitors (workspace_id, id) on delete cascade
);
call protect_tenant_table('visitor_terms');
create index visitor_terms_by_visitor on visitor_terms (workspace_id, visitor_id);

-- A Thai number is looked for with 0 or with 66 before it.
create function terms_of_visitor(p_name text, p_email text, p_phone text) returns setof text
language sql immutable
as $$
  select left(word, 100) from regexp_split_to_table(lower(normalize(coalesce(p_name, ''), nfkc)), '\s+') word where word <> ''
  union select left(lower(p_email), 100) where p_email <> ''
  union select digits from regexp_replace(coalesce(p_phone, ''), '\D', '', 'g') digits where digits <> ''
  union select '0' || substr(digits, 3) from regexp_replace(coalesce(p_phone, ''), '\D', '', 'g') digits
    where starts_with(digits, '66')
$$;

-- What a site has proven counts before what was told.
create function index_visitor() returns trigger
language plpgsql
set search_path = pg_catalog, public
as $$
begin
  if tg_op = 'UPDATE' then
    delete from visitor_terms t where t.workspace_id = new.workspace_id and t.visitor_id = new.id;
  end if;
  insert into visitor_terms (workspace_id, term, visitor_id)
    select new.workspace_id, term, new.id from (
      select terms_of_visitor(new.name, new.email, new.phone) as term
      union select terms_of_visitor(new.verified ->> 'name', new.verified ->> 'email', null)
    ) found;
  return null;
end
$$;
-- A first message of somebody unknown costs nothing more.
create trigger index_new_visitor after insert on visitors for each row
  when (new.name is not null or new.email is not null or new.phone is not null or new.verified is not null)
  execute function index_visitor();
create trigger index_changed_visitor after update of name, email, phone, verified on visitors for each row
  when ((old.name, old.email, old.phone, old.verified) is distinct from (new.name, new.email, new.phone, new.verified))
  execute function index_visitor();

insert into visitor_terms (workspace_id, term, visitor_id)
  select v.workspace_id, found.term, v.id from visitors v, lateral (
    select terms_of_visitor(v.name, v.email, v.phone) as term
    union select terms_of_visitor(v.verified ->> 'name', v.verified ->> 'email', null)
  ) found;
