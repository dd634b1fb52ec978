/** Limits that server, dashboard, widget and docs share. Lengths in UTF-16 code units, sizes in bytes. */
export const limits = {
  messageMaxLength: 8000,
  sessionMaxMessages: 500,
  visitorMessagesPerMinute: 20,
  addressMessagesPerMinute: 120,
  widgetMessagesPerMinute: 3000,
  /** What passes by or is small (typing, marks, track), per visitor. */
  visitorSignalsPerMinute: 120,
  /** Own messages may be changed or taken back for so long, in ms. */
  editWithinMs: 5 * 60_000,
  /** The site's own id of a user, in an identity token. */
  externalIdMaxLength: 200,
  identityTokenMaxLength: 8000,
  /** An identity token proves who somebody is for so long at most. */
  identityMaxHours: 24,
  /** Keys that count at the same time in a workspace. */
  identityKeysMax: 5,
  identityOverlapMaxHours: 30 * 24,
  ratingCommentMaxLength: 1000,
  attributesMax: 20,
  attributeMaxLength: 200,
  /** What `track` may leave in one chat. */
  trackedPerSession: 200,
  /** Days that figures are told of at once. */
  analyticsMaxDays: 400,
  pageDefault: 50,
  pageMax: 200,
  searchMaxLength: 200,
  searchPageMax: 50,
  jsonBodyMaxBytes: 64 * 1024,
  textDocumentMaxLength: 1_000_000,
  documentMaxBytes: 10 * 1024 * 1024,
  questionMaxLength: 500,
  answerMaxLength: 8000,
  /** Beside an answer, for the visitor to choose from. */
  quickRepliesMax: 6,
  quickReplyMaxLength: 80,
  n8nTimeoutMinMs: 1000,
  n8nTimeoutMaxMs: 15 * 60_000,
  titleMaxLength: 200,
  folderMaxLength: 100,
  tagsMax: 20,
  tagMaxLength: 40,
  /** Sources that are put in order by one request. */
  organisedMax: 200,
  labelsMax: 200,
  cannedRepliesMax: 500,
  /** Saved views of one person. */
  inboxViewsMax: 100,
  /** Browsers of one person in one workspace that get push messages. */
  pushDevicesMax: 20,
  /** Of a day, and of a workspace. */
  officeSpansMax: 6,
  holidaysMax: 200,
  assignmentRulesMax: 50,
  /** Chats that are changed by one request. */
  bulkChatsMax: 200,
  sitesMax: 50,
  siteMaxDepth: 5,
  siteMaxPages: 1000,
  nameMaxLength: 120,
  instructionsMaxLength: 4000,
  passwordMinLength: 8,
  /** bcrypt reads 72 bytes: more would be ignored without a word. */
  passwordMaxBytes: 72,
  /** Of zxcvbn's scale from 0 to 4; below it guessers have the password within their first hundred million tries. */
  passwordMinStrength: 3,
  originsMax: 50,
  aiProvidersMax: 20,
  /** Whatever a provider is allowed: a visitor waits no longer for a sign of life. In ms. */
  firstTokenMaxMs: 24_000,
  /** Workspaces that a person may own, deleted ones that can be restored included. */
  ownedWorkspacesMax: 10,
  deletedWorkspaceKeptDays: 30,
  invitationValidDays: 7,
  /** Invitation mails, counted with those sent again: by a workspace, and to an address from everywhere. */
  invitationsPerHour: 50,
  invitationsPerAddressPerDay: 10,
  /** Days for which an API key works, and hours for which its replaced secret goes on working. */
  apiKeyDefaultDays: 90,
  apiKeyMaxDays: 365,
  apiKeyDefaultOverlapHours: 24,
  apiKeyMaxOverlapHours: 168,
} as const

/** Languages in which MiniChat itself speaks. */
export const locales = ['en', 'th'] as const
export type Locale = (typeof locales)[number]
