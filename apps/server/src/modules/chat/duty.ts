import type { Tx } from '../../platform/database/database.ts'

/** Who is on duty, as chats ask for it. */
export type Duty = {
  /** Whether chats are given by rules at all. */
  hasRules: (tx: Tx) => Promise<boolean>
  /** Who is to see to a chat, by the rules of the workspace; null: nobody, now. */
  pick: (tx: Tx, chatId: string) => Promise<string | null>
  /** A member has a dashboard open, until the returned function is called. */
  enter: (workspaceId: string, userId: string) => () => void
  /** When the team is there again; null while it is. */
  backAt: (workspaceId: string) => Promise<string | null>
}
