import type { FastifyInstance } from 'fastify'
import type { Redis } from 'ioredis'
import type { Config } from './config.ts'
import { createN8nModule } from './integrations/n8n/index.ts'
import { type Accounts, createAccountsModule, describeDevice } from './modules/accounts/index.ts'
import { createAnalyticsModule } from './modules/analytics/index.ts'
import { createAnsweringModule, smallTalkIn } from './modules/answering/index.ts'
import { createApiKeysModule } from './modules/api-keys/index.ts'
import { createAssignmentModule } from './modules/assignment/index.ts'
import { createAuditModule } from './modules/audit/index.ts'
import { createChatModule, type WriterOptions } from './modules/chat/index.ts'
import { createChatMailModule, createResolveDns, type ResolveDns } from './modules/chat-mail/index.ts'
import { createIdentityModule } from './modules/identity/index.ts'
import { createInboxModule } from './modules/inbox/index.ts'
import { createKnowledgeModule } from './modules/knowledge/index.ts'
import { createMentionMailModule } from './modules/mention-mail/index.ts'
import { createNotificationsModule } from './modules/notifications/index.ts'
import { createOperatorsModule } from './modules/operators/index.ts'
import { createPlansModule } from './modules/plans/index.ts'
import { createCostModule, createProvidersModule } from './modules/providers/index.ts'
import { createReviewModule } from './modules/review/index.ts'
import { createSampleModule } from './modules/sample/index.ts'
import { createSearchModule } from './modules/search/index.ts'
import { createSecondFactorsModule } from './modules/second-factors/index.ts'
import { createSignInProvidersModule } from './modules/sign-in-providers/index.ts'
import { adminAddresses, createTeamModule } from './modules/team/index.ts'
import { createWidgetsModule, isWidgetKey } from './modules/widgets/index.ts'
import { createWorkspacesModule } from './modules/workspaces/index.ts'
import type { Database, Tx } from './platform/database/database.ts'
import { AppError } from './platform/errors.ts'
import { installApiDocs } from './platform/http/api-docs.ts'
import type { Identify } from './platform/http/authorise.ts'
import { installHealth } from './platform/http/health.ts'
import { idempotencyModule, installIdempotency } from './platform/http/idempotency.ts'
import { installPages } from './platform/http/pages.ts'
import { closeHttp, createHttpServer } from './platform/http/server.ts'
import { endAllStreams } from './platform/http/sse.ts'
import { jobs } from './platform/jobs/jobs.ts'
import { createMailModule } from './platform/mail/mail-module.ts'
import { createClamd } from './platform/malware/clamd.ts'
import type { Module } from './platform/module.ts'
import { createOutgoing } from './platform/outgoing/outgoing.ts'
import type { Hub } from './platform/realtime/hub.ts'
import { secretsModule } from './platform/secrets/key-holders.ts'
import type { KeyRing } from './platform/secrets/key-ring.ts'
import { createSecrets } from './platform/secrets/secrets.ts'
import { createStorage } from './platform/storage/storage.ts'
import type { Logger } from './platform/telemetry/log.ts'
import { createMetrics, installMetrics } from './platform/telemetry/metrics.ts'

/** From the server's package; shown in the API docs. */
const version = '0.1.0'
/** Streams cut by a stop come back within this time, not all at once. */
const reconnectSpreadMs = 2000
/** Requests under way may finish within this time. */
const closeWithinMs = 10_000

export type App = {
  http: FastifyInstance
  modules: readonly Module[]
  accounts: Accounts
  /** A one-time token for the first account, or null when there is one. */
  makeSetupToken: () => Promise<string | null>
  ensureSample: () => Promise<void>
  hasSample: () => Promise<boolean>
  startWorkers: () => void
  /** Takes no new requests, ends streams with a hint to come back, hands answers over, closes what it opened. */
  stop: () => Promise<void>
}

/**
 * The composition root: platform, then modules, then HTTP. Starts nothing by itself.
 * @param publicUrl origin under which people reach this server; read when it is needed, as the port may be picked late.
 */
export async function createApp(deps: {
  config: Config
  db: Database
  hub: Hub
  redis: Redis | null
  log: Logger
  /** All of the ring, or the only one. */
  masterKey: KeyRing | Buffer
  /** Whether no other process works on this database. */
  isAlone: boolean
  publicUrl: () => string
  nowMs?: () => number
  /** Looks names of senders up; by the machine's own servers unless given. */
  resolveDns?: ResolveDns
  /** For measuring. */
  writer?: WriterOptions
}): Promise<App> {
  const { config, db, hub, redis, log } = deps
  const nowMs = deps.nowMs ?? Date.now
  const secrets = createSecrets(deps.masterKey)
  const outgoing = createOutgoing(config.outgoingAllow)
  const metrics = createMetrics(db)
  const mailing = createMailModule({ config, db, hub, log, secrets, registry: metrics.registry, nowMs })

  // Made before the chats that it is about.
  const onAiPaused = (workspaceId: string, widgetId: string | null = null) =>
    chat.chats.silenceAll(workspaceId, widgetId)
  const membershipsChanged = (userId: string) => accounts.accounts.membershipsChanged(userId)
  async function makeWithWidget(tx: Tx, name: string) {
    await workspaces.make(tx, { name, isSample: false })
    await widgets.make(tx, { name: 'Website', title: name })
  }
  const workspaces = createWorkspacesModule({
    db,
    hub,
    mail: mailing.mail,
    publicUrl: deps.publicUrl,
    nowMs,
    onAiPaused,
    makeWithWidget,
    membershipsChanged,
    forgetWidgets() {
      widgets.forgetAll()
      apiKeys.forgetAll()
    },
    silenceAll: onAiPaused,
    holdsSecondFactor: (actor) => accounts.accounts.holdsSecondFactor(actor.userId, actor.sessionId ?? null),
    allMembershipsChanged: () => accounts.accounts.allMembershipsChanged(),
  })
  const plans = createPlansModule({
    db,
    mail: mailing.mail,
    log,
    defaultPlan: config.defaultPlan,
    publicUrl: deps.publicUrl,
    nowMs,
    onPlanChanged: () => apiKeys.forgetAll(),
  })
  const { assertRoomFor } = plans.plans
  const cost = createCostModule({
    db,
    hub,
    mail: mailing.mail,
    log,
    publicUrl: deps.publicUrl,
    nowMs,
    listManagers: adminAddresses,
  })
  const analytics = createAnalyticsModule({ db, log, reading: () => chat.reading, nowMs })
  const widgets = createWidgetsModule({
    db,
    hub,
    publicUrl: deps.publicUrl,
    nowMs,
    onAiPaused,
    assertRoomFor,
    onShown: (workspaceId, widgetId) => analytics.reach.count('shown', workspaceId, widgetId),
  })
  const knowledge = createKnowledgeModule({
    db,
    jobs,
    log,
    secrets,
    outgoing,
    meter: cost.meter,
    storage: createStorage(config.storage),
    scanner: config.clamd ? createClamd(config.clamd) : null,
    assertRoomFor,
    publicUrl: deps.publicUrl,
    nowMs,
    minPageDelayMs: config.env === 'test' ? 0 : 500,
  })
  const apiKeys = createApiKeysModule({
    db,
    hub,
    redis,
    log,
    mail: mailing.mail,
    publicUrl: deps.publicUrl,
    nowMs,
    requestsPerHour: plans.plans.keyRequestsPerHour,
    assertRoomFor,
  })
  const sample = createSampleModule({
    db,
    knowledge,
    makeWorkspace: workspaces.make,
    makeWidget: widgets.make,
    widgetKeyOf: widgets.keyOfFirst,
    isWidgetKey,
    onDeleted() {
      widgets.forgetAll()
      apiKeys.forgetAll()
      accounts.accounts.allMembershipsChanged()
    },
  })
  const securityUrl = () => `${deps.publicUrl()}/account/security`
  const secondFactors = createSecondFactorsModule({
    db,
    secrets,
    mail: mailing.mail,
    nowMs,
    publicUrl: config.publicUrl,
    securityUrl,
    describeDevice,
    // Made after the second factors that it asks for.
    accounts: {
      meOf: (userId) => accounts.accounts.meOf(userId),
      secondFactorsChangedIn: (tx, userId) => accounts.accounts.secondFactorsChangedIn(tx, userId),
      tellRefused: (...args) => accounts.accounts.tellRefused(...args),
      noteByPasskeyIn: (tx, sessionId) => accounts.accounts.noteByPasskeyIn(tx, sessionId),
      confirmPassword: (person, password) => accounts.accounts.confirmPassword(person, password),
      completeSignIn: (userId, exchange, way) => accounts.accounts.completeSignIn(userId, exchange, way),
    },
  })
  const accounts = createAccountsModule({
    db,
    hub,
    redis,
    bcryptCost: config.env === 'test' ? 4 : 12,
    hasSample: sample.exists,
    registration: config.registration,
    isHttps: config.publicUrl?.startsWith('https://') ?? false,
    mail: mailing.mail,
    onLockChanged: apiKeys.forgetAll,
    secrets,
    meOfKey: apiKeys.meOfKey,
    publicUrl: deps.publicUrl,
    makeWorkspace: (tx: Tx, { name }) => makeWithWidget(tx, name),
    nowMs,
    secondFactor: secondFactors.secondFactor,
    operatorsNeedSecondFactor: config.operatorSecondFactor === 'required',
    providers: config.signInProviders.map(({ id, name }) => ({ id, name })),
  })
  const signInProviders = createSignInProvidersModule({
    db,
    secrets,
    outgoing,
    nowMs,
    providers: config.signInProviders,
    isInvited: (email) => team.isInvited(email),
    registration: config.registration,
    isHttps: config.publicUrl?.startsWith('https://') ?? false,
    publicUrl: deps.publicUrl,
    securityUrl,
    mail: mailing.mail,
    accounts: {
      meOf: accounts.accounts.meOf,
      tellRefused: accounts.accounts.tellRefused,
      confirmPassword: accounts.accounts.confirmPassword,
      completeSignIn: accounts.accounts.completeSignIn,
      createProven: accounts.accounts.createProven,
      challengeFor: secondFactors.secondFactor.challengeFor,
    },
  })
  const identity = createIdentityModule({ db, hub, secrets, nowMs })
  const assignment = createAssignmentModule({
    db,
    hub,
    log,
    mail: mailing.mail,
    publicUrl: deps.publicUrl,
    chats: () => chat.chats,
    nowMs,
  })
  const mentionMail = createMentionMailModule({ db, jobs, mail: mailing.mail, publicUrl: deps.publicUrl, nowMs })
  const sourceUrl = (workspaceId: string, passageId: string) =>
    `${config.publicUrl ?? ''}/source/${workspaceId}/${passageId}`
  const chat = createChatModule({
    db,
    hub,
    secrets,
    redis,
    limits: config.visitorLimits,
    maxMessages: config.sessionMaxMessages,
    writer: deps.writer ?? {},
    identities: identity.identities,
    visitorOf: widgets.identify.visitor,
    onOpened: (workspaceId, widgetId) => analytics.reach.count('opened', workspaceId, widgetId),
    duty: assignment.duty,
    onMentioned: mentionMail.onMentioned,
    describeDevice,
    sourceUrl,
    nowMs,
  })
  const providers = createProvidersModule({
    db,
    secrets,
    outgoing,
    log,
    meter: cost.meter,
    nowMs,
  })
  const n8n = createN8nModule({
    db,
    hub,
    secrets,
    outgoing,
    chain: providers.chain,
    meter: cost.meter,
    publicUrl: deps.publicUrl,
    nowMs,
  })
  const answering = createAnsweringModule({
    db,
    hub,
    log,
    isAlone: deps.isAlone,
    chats: chat.chats,
    knowledge,
    chain: providers.chain,
    workflowResponder: n8n.responderFor,
    metrics,
    sourceUrl,
  })
  const team = createTeamModule({
    db,
    hub,
    redis,
    jobs,
    mail: mailing.mail,
    accounts: accounts.accounts,
    registration: config.registration,
    publicUrl: deps.publicUrl,
    nowMs,
    releaseChatsOf: chat.chats.releaseChatsOf,
    assertRoomFor,
  })
  const operators = createOperatorsModule({
    db,
    hub,
    mail: mailing.mail,
    accounts: accounts.accounts,
    plans: plans.plans,
    reading: chat.reading,
    defaultPlan: config.defaultPlan,
    hasRedis: redis !== null,
    dataDir: config.dataDir,
    version,
    nowMs,
    onLocked: onAiPaused,
  })
  const identify: Identify = {
    ...accounts.identify,
    key: async (...args) => {
      const caller = await apiKeys.identify.key(...args)
      await operators.locks.admitMember(caller.actor)
      return caller
    },
    member: async (...args) => operators.locks.admitMember(await accounts.identify.member(...args)),
    visitor: async (...args) => operators.locks.admitVisitor(await widgets.identify.visitor(...args)),
  }
  const modules: Module[] = [
    accounts,
    secondFactors,
    signInProviders,
    apiKeys,
    workspaces,
    team,
    widgets,
    identity,
    chat,
    assignment,
    createInboxModule({ db }),
    createChatMailModule({
      db,
      redis,
      jobs,
      log,
      secrets,
      mail: mailing.mail,
      inbound: config.inboundMail,
      chats: chat.chats,
      isVisitorThere: chat.isVisitorThere,
      resolveDns: deps.resolveDns ?? createResolveDns(),
      publicUrl: deps.publicUrl,
      nowMs,
    }),
    createNotificationsModule({
      db,
      jobs,
      log,
      secrets,
      outgoing,
      isMemberThere: chat.isMemberThere,
      isOpen: assignment.duty.isOpen,
      holdsSecondFactor: accounts.accounts.holdsSecondFactor,
      describeDevice,
      publicUrl: deps.publicUrl,
      nowMs,
    }),
    mentionMail,
    analytics,
    providers,
    answering,
    n8n,
    knowledge,
    createReviewModule({
      db,
      log,
      addEntry: knowledge.addEntryAs,
      tryOut: answering.tryOut,
      isSmallTalk: (question) => smallTalkIn(question) !== undefined,
    }),
    createSearchModule({ db, log, retrieve: knowledge.retrieve }),
    sample,
    idempotencyModule(db, nowMs),
    mailing,
    createAuditModule({ db, keepDays: config.auditKeepDays, nowMs }),
    plans,
    cost,
    operators,
    secretsModule(),
  ]

  let isStopping = false
  const http = await createHttpServer({ config, log, redis, nowMs, identify })
  http.addHook('onRequest', async (request) => {
    if (isStopping && !request.url.startsWith('/health/')) throw new AppError('SHUTTING_DOWN', { retryAfterSeconds: 2 })
  })
  installHealth(http, db, () => isStopping)
  installMetrics(http, metrics, config.metricsToken)
  if (config.servesApi) {
    installIdempotency(http, db)
    await installApiDocs(http, version)
    for (const module of modules) await module.routes?.(http)
    await installPages(http)
  }
  await http.ready()

  return {
    http,
    modules,
    accounts: accounts.accounts,
    makeSetupToken: accounts.accounts.makeSetupToken,
    ensureSample: sample.ensure,
    hasSample: sample.exists,
    startWorkers() {
      for (const module of modules) module.startWorker?.()
    },
    async stop() {
      isStopping = true
      endAllStreams(reconnectSpreadMs)
      await Promise.all([closeHttp(http, closeWithinMs), ...modules.map((module) => module.stop?.())])
      await outgoing.close()
    },
  }
}
