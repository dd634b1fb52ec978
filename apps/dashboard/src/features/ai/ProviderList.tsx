import { VisuallyHidden } from '@mantine/core'
import type { AiProvider } from '@minichat/contracts'
import { useRef, useState } from 'react'
import listClasses from '../../components/ListFrame.module.css'
import { useMayManage } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { useAiSpend } from '../ai-cost/use-ai-cost.ts'
import { aiText } from './ai.text.ts'
import { BuiltinRow } from './BuiltinRow.tsx'
import { moveItem } from './move-item.ts'
import { ProviderRow } from './ProviderRow.tsx'
import { useOrderProviders } from './use-ai.ts'
import { useDragOrder } from './use-drag-order.ts'

type ProviderListProps = {
  providers: AiProvider[]
  onEdit: (provider: AiProvider) => void
  onRemove: (provider: AiProvider) => void
}

/** The chain from the first to the built-in responder, which stands behind all. Dragged by mouse, moved by buttons. */
export function ProviderList({ providers, onEdit, onRemove }: ProviderListProps) {
  const text = useText(aiText)
  const mayManage = useMayManage()
  const order = useOrderProviders()
  const { data: spend } = useAiSpend({ days: 1, enabled: mayManage })
  const spentToday = (id: string) =>
    spend ? (spend.providers.find(({ providerId }) => providerId === id)?.costMicroUsd ?? 0) : null
  const [said, setSaid] = useState('')
  const list = useRef<HTMLOListElement>(null)
  const target = useDragOrder(list, move)

  function move(from: number, to: number) {
    const provider = providers[from]
    if (!provider || from === to || to < 0 || to >= providers.length) return
    order.mutate(moveItem(providers, from, to))
    setSaid(text.moved(provider.name, String(to + 1), String(providers.length)))
  }

  return (
    <>
      <ol ref={list} className={listClasses.list} aria-label={text.order}>
        {providers.map((provider, at) => (
          <li key={provider.id} data-place={at} draggable={mayManage && providers.length > 1}>
            <ProviderRow
              provider={provider}
              place={{ at, count: providers.length }}
              spentToday={spentToday(provider.id)}
              isTarget={target === at}
              onMove={(by) => move(at, at + by)}
              onEdit={() => onEdit(provider)}
              onRemove={() => onRemove(provider)}
            />
          </li>
        ))}
        <li>
          <BuiltinRow isAlone={!providers.some(({ isEnabled }) => isEnabled)} />
        </li>
      </ol>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </>
  )
}
