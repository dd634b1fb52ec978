import { activeWorkspace } from './api.ts'

type OpenChat = { type: 'open-chat'; workspaceId: string; chatId: string }

/** What notifies in the background. Where there is none (plain http, storage blocked) nothing else is missing. */
export function startServiceWorker(goToChat: (chatId: string) => void): void {
  try {
    if (!('serviceWorker' in navigator)) return
    navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<OpenChat | undefined>) => {
      if (data?.type !== 'open-chat') return
      activeWorkspace.set(data.workspaceId)
      goToChat(data.chatId)
    })
    navigator.serviceWorker.register('/service-worker.js').catch(() => {})
  } catch {
    // Blocked altogether.
  }
}

/** A notification opens the dashboard with the workspace that it is about. */
export function takeWorkspaceOfAddress(): void {
  const url = new URL(window.location.href)
  const workspaceId = url.searchParams.get('workspace')
  if (!workspaceId || !url.pathname.startsWith('/chats/')) return
  activeWorkspace.set(workspaceId)
  url.searchParams.delete('workspace')
  window.history.replaceState(window.history.state, '', url)
}
