import { Resolver } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import type { Redis } from 'ioredis'
import type { InboundMailSettings } from '../../config-inbound-mail.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import type { Module } from '../../platform/module.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { type ChatService, createEventLogReader } from '../chat/index.ts'
import { askJob, askRating, watchEnds } from './ask-rating.ts'
import { chatMailRoutes } from './chat-mail.routes.ts'
import { createSenderCheck, type ResolveDns } from './check-sender.ts'
import { mailPageRoutes } from './mail-pages.routes.ts'
import { createMailReceiver } from './mail-receiver.ts'
import { createThreadTokens } from './reply-address.ts'
import { sendJob, sendUnread, watchReplies } from './send-unread.ts'
import { createMailTaking } from './take-mail.ts'

export type { ResolveDns } from './check-sender.ts'

/** A server that does not answer delays no mail for long. */
export function createResolveDns(): ResolveDns {
  const resolver = new Resolver({ timeout: 3000, tries: 2 })
  return (name, type) => resolver.resolve(name, type) as ReturnType<ResolveDns>
}

/**
 * Replies that reach visitors by mail once they have left, and their answers, which go on in the chat. Also asks by mail
 * how a chat was.
 */
export function createChatMailModule(deps: {
  db: Database
  redis: Redis | null
  jobs: Jobs
  log: Logger
  secrets: Secrets
  mail: Mail
  /** Where answers come in; null: they are not taken. */
  inbound: InboundMailSettings | null
  chats: ChatService
  resolveDns: ResolveDns
  isVisitorThere: (workspaceId: string, chatId: string) => boolean
  publicUrl: () => string
  nowMs: () => number
}): Module {
  const { inbound, mail } = deps
  const tokens = createThreadTokens(deps.secrets)
  const inboundAddress = inbound?.address ?? null
  const sending = { ...deps, tokens, inboundAddress }
  const taking = createMailTaking({ ...deps, tokens, inboundAddress })
  const receiver =
    inbound &&
    createMailReceiver({
      ...deps,
      settings: inbound,
      taking,
      senders: createSenderCheck({ ...deps, isRelay: relaysOf(inbound.relays) }),
    })
  const reader = createEventLogReader(deps, {
    name: 'chat-mail',
    version: 1,
    async handle(workspaceId, events) {
      await watchReplies(sending, workspaceId, events)
      await watchEnds(sending, workspaceId, events)
    },
  })
  return {
    name: 'chat-mail',
    tables: [
      { name: 'chat_mail_settings', scope: 'tenant', personalData: [] },
      { name: 'chat_mail_threads', scope: 'tenant', personalData: [] },
      { name: 'rating_mails', scope: 'tenant', personalData: [{ columns: ['address'], of: 'visitor' }] },
      { name: 'chat_mails', scope: 'tenant', personalData: [{ columns: ['message_id'], of: 'visitor' }] },
    ],
    routes(app) {
      chatMailRoutes(app, { db: deps.db, canSend: mail.isConfigured, canReceive: inbound !== null })
      mailPageRoutes(app, { ...deps, taking })
    },
    jobs: {
      [sendJob]: ({ workspaceId, chatId }) => sendUnread(sending, String(workspaceId), String(chatId)),
      [askJob]: ({ workspaceId, chatId }) => askRating(sending, String(workspaceId), String(chatId)),
    },
    startWorker() {
      reader.start()
      receiver?.start()
    },
    async stop() {
      await Promise.all([reader.stop(), receiver?.stop()])
    },
  }
}

function relaysOf(ranges: readonly string[]): (ip: string) => boolean {
  const relays = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) relays.addAddress(address, family)
    else relays.addSubnet(address, Number(bits), family)
  }
  return (ip) => relays.check(ip, isIP(ip) === 6 ? 'ipv6' : 'ipv4')
}
