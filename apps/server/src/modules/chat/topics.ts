/** Names of the live topics that chats are published under. */
export const chatTopic = (workspaceId: string, chatId: string) => `chat:${workspaceId}:${chatId}`
/** Hints only: something in the workspace's feed is new. */
export const inboxTopic = (workspaceId: string) => `inbox:${workspaceId}`
/** Hints only: who waits for a person has changed. */
export const queueTopic = (workspaceId: string) => `queue:${workspaceId}`
/** Hints only: an answer waits to be written. */
export const answersTopic = 'answers'
/** Hints only: the AI must stop writing in this chat. */
export const silenceTopic = (workspaceId: string, chatId: string) => `silence:${workspaceId}:${chatId}`
/** Hints only: this answer is not wanted any more. */
export const dropTopic = (workspaceId: string, answerId: string) => `drop:${workspaceId}:${answerId}`

/** Whether any member of the workspace is there. */
export const membersKey = (workspaceId: string) => `members:${workspaceId}`
/** Whether a member has the workspace's dashboard open. */
export const memberKey = (workspaceId: string, userId: string) => `member:${workspaceId}:${userId}`
/** Whether the visitor of a chat is there. */
export const visitorKey = (workspaceId: string, chatId: string) => `visitor:${workspaceId}:${chatId}`
