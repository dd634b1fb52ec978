export const chatsKey = (workspaceId: string) => [workspaceId, 'chats'] as const
export const chatKey = (workspaceId: string, chatId: string) => [workspaceId, 'chat', chatId] as const
export const whereaboutsKey = (workspaceId: string, chatId: string) => [workspaceId, 'whereabouts', chatId] as const
export const countsKey = (workspaceId: string) => [workspaceId, 'counts'] as const
export const labelsKey = (workspaceId: string) => [workspaceId, 'labels'] as const
