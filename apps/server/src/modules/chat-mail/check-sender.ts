import { type Readable, Transform } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DKIMResult, DMARCResult, SPFResult } from 'mailauth'
import type { Logger } from '../../platform/telemetry/log.ts'

/** As `resolve` of node:dns. */
export type ResolveDns = (name: string, type: string) => Promise<string[] | string[][]>

/** Who brings a mail, and the sender of its envelope. */
export type Peer = { ip: string; helo: string; mailFrom: string }

/**
 * Whether a mail is from the domain that its `From` names. unknown: nothing proves it, and nothing speaks against it.
 * `asksRefusal`: by its DMARC record the domain wants nothing taken that fails.
 */
export type SenderVerdict = { is: 'verified' | 'unknown' } | { is: 'failed'; asksRefusal: boolean }

/** More are nobody's, and each costs a look at the whole mail. */
const signaturesMax = 10
const headMaxBytes = 256 * 1024
const lookupsMax = 40
const withinMs = 20_000
const unknown: SenderVerdict = { is: 'unknown' }

/** By SPF, DKIM and DMARC. @param isRelay whether an address is a mail server of our own: SPF says nothing of it. */
export function createSenderCheck(deps: { resolveDns: ResolveDns; isRelay: (ip: string) => boolean; log: Logger }) {
  const { isRelay, log } = deps

  /**
   * Reads the signatures of a mail while it comes.
   * @returns what tells the verdict once it is read; never throws. It takes the address that `From` was read as.
   */
  function begin(raw: Readable, peer: Peer): (from: string | null) => Promise<SenderVerdict> {
    const resolver = limited(deps.resolveDns)
    const reading = readSignatures(raw, resolver)
    reading.catch(() => {})

    async function judge(from: string | null): Promise<SenderVerdict> {
      const { headerFrom, fromFields, results } = await reading
      // Mail programs differ in which of several they show.
      if (from === null || fromFields !== 1 || headerFrom.length !== 1 || headerFrom[0]?.toLowerCase() !== from)
        return unknown
      // What a signature leaves out of the text may be anybody's.
      const signed = results.filter(({ status }) => status.result === 'pass' && !status.underSized)
      const isByRelay = isRelay(peer.ip)
      if (isByRelay && signed.length === 0) return unknown
      const { spf } = await import('mailauth/lib/spf/index.js')
      const { dmarc } = await import('mailauth/lib/dmarc/index.js')
      const sentBy = isByRelay ? null : await spf({ ...peer, sender: peer.mailFrom, mta: 'minichat', resolver })
      const byPolicy = await dmarc({
        headerFrom,
        fromFields,
        spfDomains: sentBy?.status.result === 'pass' ? [sentBy.domain] : [],
        dkimDomains: signed.map(({ signingDomain = '', status: { aligned = false } }) => ({
          domain: signingDomain,
          aligned,
        })),
        resolver,
      })
      return verdictOf({ domain: from.slice(from.lastIndexOf('@') + 1), byPolicy, sentBy, signed, results })
    }

    return (from) =>
      Promise.race([judge(from), sleep(withinMs, unknown, { ref: false })]).catch((error: unknown) => {
        log.info({ reason: (error as Error).message }, 'The sender of a mail could not be checked.')
        return unknown
      })
  }

  return { begin }
}

export type SenderCheck = ReturnType<typeof createSenderCheck>

function verdictOf(found: {
  domain: string
  byPolicy: DMARCResult | false
  /** null: it came by a server of our own. */
  sentBy: SPFResult | null
  signed: DKIMResult[]
  results: DKIMResult[]
}): SenderVerdict {
  const { domain, byPolicy, sentBy, signed, results } = found
  const policy = byPolicy ? byPolicy.status.result : 'none'
  if (policy === 'pass') return { is: 'verified' }
  const isUnsure = [sentBy, ...results].some((one) => one?.status.result === 'temperror')
  if (policy === 'temperror' || isUnsure || sentBy === null) {
    return policy === 'none' && signed.some(isAligned) ? { is: 'verified' } : unknown
  }
  if (policy === 'fail') return { is: 'failed', asksRefusal: byPolicy !== false && byPolicy.policy === 'reject' }
  if (signed.some(isAligned)) return { is: 'verified' }
  if (sentBy.status.result === 'pass' && sentBy.domain.toLowerCase() === domain) return { is: 'verified' }
  return sentBy.status.result === 'fail' && signed.length === 0 ? { is: 'failed', asksRefusal: false } : unknown
}

const isAligned = ({ status }: DKIMResult) => Boolean(status.aligned)

/** @throws Error where the head is none that a mail program writes, or the mail breaks off. */
async function readSignatures(raw: Readable, resolver: ResolveDns) {
  const { promise: broken, reject: giveUp } = Promise.withResolvers<never>()
  const head = headGuard(giveUp)
  raw.once('error', giveUp)
  raw.pipe(head)
  const verifying = import('mailauth/lib/dkim/verify.js').then(({ dkimVerify }) => dkimVerify(head, { resolver }))
  // Whoever else reads the mail must not wait for who has stopped.
  return Promise.race([verifying, broken]).finally(() => head.resume())
}

/** Lets a mail through whose head is of a usual size and has not too many signatures; the rest of another is dropped. */
function headGuard(giveUp: (why: Error) => void): Transform {
  let head: string | null = ''
  let isDropped = false
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      if (head !== null) {
        head += piece.toString('latin1')
        const end = head.search(/\r?\n\r?\n/)
        const shown = end < 0 ? head : head.slice(0, end)
        const signatures = shown.match(/^(?:dkim|arc-message)-signature[ \t]*:/gim)?.length ?? 0
        isDropped = shown.length > headMaxBytes || signatures > signaturesMax
        if (isDropped) giveUp(new Error('The head is too large.'))
        if (isDropped || end >= 0) head = null
      }
      if (isDropped) done()
      else done(null, piece)
    },
  })
}

/** What a mail has looked up at most: whoever sends it says where. */
function limited(resolveDns: ResolveDns): ResolveDns {
  let lookups = 0
  return async (name, type) => {
    if ((lookups += 1) > lookupsMax) throw Object.assign(new Error('Too many lookups'), { code: 'ETIMEOUT' })
    return resolveDns(name, type)
  }
}
