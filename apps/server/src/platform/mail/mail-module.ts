import type { FastifyInstance } from 'fastify'
import { Gauge, type Registry } from 'prom-client'
import type { Config } from '../../config.ts'
import type { Database } from '../database/database.ts'
import type { Module } from '../module.ts'
import type { Hub } from '../realtime/hub.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { knownSecrets } from '../telemetry/known-secrets.ts'
import type { Logger } from '../telemetry/log.ts'
import { createMask } from '../telemetry/mask.ts'
import { hasMailbox, installMailbox, mailboxPath } from './dev-mailbox.ts'
import { mailRoutes } from './mail.routes.ts'
import { createMail, domainOf, type Mail, valuesPlace } from './mail.ts'
import { createMailSender } from './mail-sender.ts'
import { countMails, deleteMails, dropKeptValues, keepWaitingMails } from './mails.store.ts'
import { createTransport } from './transports/create-transport.ts'

const dayMs = 24 * 3600_000
const keptMs = 30 * dayMs

/** The queue of mail, what sends it, and the page that shows it where nothing does. */
export function createMailModule(deps: {
  config: Config
  db: Database
  hub: Hub
  log: Logger
  secrets: Secrets
  registry: Registry
  nowMs: () => number
}): Module & { mail: Mail } {
  const { config, db, secrets, nowMs } = deps
  const settings = config.mail
  const sender =
    settings &&
    createMailSender({
      ...deps,
      settings,
      mask: createMask(knownSecrets(config)),
      connect: () => createTransport(settings),
    })
  showCounts(deps.registry, db)

  return {
    name: 'mail',
    mail: createMail({
      secrets,
      hub: deps.hub,
      isConfigured: settings !== null,
      mailbox: hasMailbox(config) ? mailboxPath : null,
      ...(settings ? { domain: domainOf(settings.from.address) } : {}),
    }),
    tables: [
      {
        name: 'mails',
        scope: 'global',
        personalData: [
          { columns: ['to_address', 'values_sealed'], of: 'member' },
          { columns: ['to_address', 'values_sealed'], of: 'visitor' },
        ],
        sealed: [{ column: 'values_sealed', placeOf: ({ id }) => valuesPlace(id) }],
      },
    ],
    routes(app: FastifyInstance) {
      mailRoutes(app, db)
      if (hasMailbox(config)) installMailbox(app, { db, secrets })
    },
    jobs: {
      async 'mail.tidy'() {
        if (!settings) await keepWaitingMails(db)
        await dropKeptValues(db, new Date(nowMs() - dayMs))
        await deleteMails(db, new Date(nowMs() - keptMs))
      },
    },
    schedule: { 'mail.tidy': '23 * * * *' },
    startWorker: () => sender?.start(),
    stop: async () => sender?.stop(),
  }
}

function showCounts(registry: Registry, db: Database) {
  new Gauge({
    name: 'minichat_mails',
    help: 'Mails that wait, and those of the last day that failed.',
    labelNames: ['status'],
    registers: [registry],
    async collect() {
      const counts = await countMails(db).catch(() => null)
      // Without a database there is nothing to say; the other figures are shown all the same.
      if (!counts) return this.reset()
      for (const status of ['waiting', 'failed'] as const) {
        this.set({ status }, counts.find((one) => one.status === status)?.count ?? 0)
      }
    },
  })
}
