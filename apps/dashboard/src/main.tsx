import './app/fonts.css'
import './styles/base.ts'
import './app/global.css'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Providers } from './app/Providers.tsx'
import { router } from './app/router.ts'
import { startServiceWorker, takeWorkspaceOfAddress } from './lib/service-worker.ts'
import { unsent } from './lib/unsent.ts'

window.addEventListener('storage', unsent.hear)
takeWorkspaceOfAddress()
startServiceWorker((chatId) => void router.navigate({ to: '/chats/$chatId', params: { chatId } }))

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <Providers>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  )
