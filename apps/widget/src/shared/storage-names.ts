/** Names in localStorage, which all widgets and scripts of an origin share. */
export const storagePrefix = (widgetKey: string) => `minichat:${widgetKey}:`

/** One entry per message that waits to be sent, so that tabs never write over each other's. */
export const outboxName = 'out:'

/** The visitor's token, which is the chat. */
export const tokenName = 'token'
