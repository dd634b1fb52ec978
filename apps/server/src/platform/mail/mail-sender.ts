import type { MailSettings } from '../../config-mail.ts'
import { type Database, DatabaseUnavailable } from '../database/database.ts'
import type { Hub } from '../realtime/hub.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { Logger } from '../telemetry/log.ts'
import type { Letters } from './letters.ts'
import { domainOf, mailTopic, messageIdOf, valuesPlace } from './mail.ts'
import { type ClaimedMail, claimMails, markFailed, markSent, msUntilNextMail, postponeMail } from './mails.store.ts'
import { giveUpAfterMs, retryDelayMs } from './retry-delay.ts'
import { renderLetter } from './templates/render.ts'
import { MailRefused, type Message, type Transport } from './transports/transport.ts'

const maxAtOnce = 5
const sendWithinMs = 90_000
/** Longer than a try can take, so that no two senders have the same mail. */
const leaseMs = 120_000
/** A lost hint is made up for so soon. */
const sweepEveryMs = 15_000
const checkWithinMs = 20_000
/** What is on its way when the server stops may arrive. */
const finishWithinMs = 8000
const errorMaxLength = 500

/**
 * Sends what waits: at once when it is told of it, again after a failure, and what another process left when it died.
 * @param mask takes secrets out of what servers say, before it is stored.
 */
export function createMailSender(deps: {
  db: Database
  hub: Hub
  log: Logger
  secrets: Secrets
  settings: MailSettings
  mask: (text: string) => string
  nowMs: () => number
  connect: () => Promise<Transport>
}) {
  const { db, log, settings, nowMs } = deps
  const running = new Set<Promise<void>>()
  const cutting = new AbortController()
  let transport: Promise<Transport> | undefined
  let timer: NodeJS.Timeout | undefined
  let unsubscribe = () => {}
  let isSweeping = false
  let sweepAgain = false
  let isStopped = false

  async function sweep(): Promise<void> {
    sweepAgain = true
    if (isSweeping) return
    isSweeping = true
    let nextMs: number | null = null
    try {
      while (sweepAgain && !isStopped && running.size < maxAtOnce) {
        sweepAgain = false
        const claimed = await claimMails(db, new Date(nowMs()), { leaseMs, limit: maxAtOnce - running.size })
        for (const mail of claimed) begin(mail)
      }
      nextMs = await msUntilNextMail(db, new Date(nowMs()))
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) log.error({ err: error }, 'Mail could not be claimed.')
    } finally {
      isSweeping = false
      clearTimeout(timer)
      if (!isStopped) timer = setTimeout(() => void sweep(), pauseMs(nextMs)).unref()
    }
  }

  /** While all hands are full, the first that is free looks again. */
  function pauseMs(nextMs: number | null): number {
    if (running.size >= maxAtOnce) return sweepEveryMs
    // Told of something after the last look.
    if (sweepAgain) return 0
    return Math.min(sweepEveryMs, Math.max(nextMs ?? Infinity, 50))
  }

  function begin(mail: ClaimedMail) {
    const settled = deliver(mail)
      .catch((error: unknown) => {
        if (!(error instanceof DatabaseUnavailable))
          log.error({ err: error, mailId: mail.id }, 'A mail was not settled.')
      })
      .finally(() => {
        running.delete(settled)
        void sweep()
      })
    running.add(settled)
  }

  async function deliver(mail: ClaimedMail): Promise<void> {
    const signal = AbortSignal.any([cutting.signal, AbortSignal.timeout(sendWithinMs)])
    try {
      const message = messageOf(mail)
      await (await connected()).send(message, signal)
    } catch (error) {
      // Cut by a stop: whether it was taken is not known. The lease ends by itself.
      if (cutting.signal.aborted) return
      return settleFailure(mail, error)
    }
    await markSent(db, mail, new Date(nowMs()))
    log.info({ mailId: mail.id, template: mail.template, attempt: mail.attempts }, 'A mail was sent.')
  }

  const connected = () =>
    (transport ??= deps.connect().catch((error: unknown) => {
      transport = undefined
      throw error
    }))

  function messageOf(mail: ClaimedMail): Message {
    try {
      const values = JSON.parse(
        deps.secrets.open(mail.values_sealed, valuesPlace(mail.id)),
      ) as Letters[typeof mail.template]
      const envelope = 'envelope' in values ? values.envelope : null
      return {
        messageId: messageIdOf(mail.id, domainOf(settings.from.address)),
        date: mail.created_at,
        from: envelope ? { ...settings.from, name: envelope.fromName } : settings.from,
        replyTo: envelope?.replyTo ?? settings.replyTo,
        to: mail.to_address,
        ...(envelope ? { thread: envelope } : {}),
        ...renderLetter(mail.template, mail.locale, values),
      }
    } catch (cause) {
      throw new MailRefused(`It could not be written: ${(cause as Error).message}`, { isPermanent: true, cause })
    }
  }

  async function settleFailure(mail: ClaimedMail, error: unknown): Promise<void> {
    const isPermanent = error instanceof MailRefused && error.isPermanent
    const isLate = nowMs() - mail.created_at.getTime() > giveUpAfterMs
    const willRetry = !isPermanent && !isLate
    const reason = deps.mask((error as Error).message).slice(0, errorMaxLength)
    if (willRetry) await postponeMail(db, mail, reason, new Date(nowMs() + retryDelayMs(mail.attempts)))
    else await markFailed(db, mail, reason)
    // Servers repeat the address in what they say; that is for the operator's list, not for the log.
    const { code, name } = error as { code?: string; name?: string }
    const fields = { mailId: mail.id, template: mail.template, attempt: mail.attempts, reason: code ?? name }
    log.warn(fields, willRetry ? 'A mail was not sent and will be tried again.' : 'A mail has failed.')
  }

  async function check(): Promise<void> {
    try {
      const way = await connected()
      await way.check(AbortSignal.any([cutting.signal, AbortSignal.timeout(checkWithinMs)]))
      log.info({ way: way.name }, 'Mail can be sent.')
    } catch (error) {
      if (!isStopped)
        log.warn({ err: error }, 'Mail cannot be sent at the moment; it waits. Check the settings of mail.')
    }
  }

  return {
    start() {
      unsubscribe = deps.hub.subscribe(mailTopic, () => void sweep())
      void check()
      void sweep()
    },
    async stop() {
      isStopped = true
      unsubscribe()
      clearTimeout(timer)
      const late = setTimeout(() => cutting.abort(new Error('stopping')), finishWithinMs)
      await Promise.all(running)
      clearTimeout(late)
      cutting.abort(new Error('stopping'))
      await transport?.then((way) => way.close()).catch(() => {})
    },
  }
}
