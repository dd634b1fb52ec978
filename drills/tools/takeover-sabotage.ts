import { inDatabase } from './database.ts'

/** The database forgets every takeover, and an answer that is cancelled is written all the same. */
export const openFence = (dataDir: string) =>
  inDatabase(dataDir, (client) =>
    client.query(`
      create function forget_takeover() returns trigger language plpgsql as $$
      begin
        new.handled_by := old.handled_by;
        new.member_id := old.member_id;
        new.epoch := old.epoch;
        return new;
      end $$;
      create trigger forget_takeover before update on chat_sessions for each row
        when (new.handled_by = 'member') execute function forget_takeover();
      create function put_back() returns trigger language plpgsql as $$
      begin
        new.status := 'pending';
        new.text := '';
        return new;
      end $$;
      create trigger put_back before update on answers for each row
        when (new.status = 'cancelled') execute function put_back()`),
  )

/** As if somebody went on writing after the takeover: a piece of an answer for whoever follows the chat. */
export const showPiece = (dataDir: string, chatId: string) =>
  inDatabase(dataDir, async (client) => {
    const { rows } = await client.query<{ topic: string }>(
      `select 'chat:' || workspace_id || ':' || id as topic from chat_sessions where id = $1`,
      [chatId],
    )
    const delta = { answerId: crypto.randomUUID(), attempt: 1, epoch: 1_000_000, offset: 0, text: 'One more thing.' }
    const packet = {
      from: 'sabotage',
      topic: rows[0]?.topic,
      payload: JSON.stringify({ type: 'answer.delta', ...delta }),
    }
    await client.query(`select pg_notify('minichat_live', $1)`, [JSON.stringify(packet)])
  })
