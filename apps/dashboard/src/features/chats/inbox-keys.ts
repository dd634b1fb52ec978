export const chatsKey = (workspaceId: string) => [workspaceId, 'chats'] as const
export const chatKey = (workspaceId: string, chatId: string) => [workspaceId, 'chat', chatId] as const
