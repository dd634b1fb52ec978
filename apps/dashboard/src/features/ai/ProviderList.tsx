import { VisuallyHidden } from '@mantine/core'
import type { AiProvider } from '@minichat/contracts'
import { useState } from 'react'
import listClasses from '../../components/ListFrame.module.css'
import { useMayManage } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { aiText } from './ai.text.ts'
import { BuiltinRow } from './BuiltinRow.tsx'
import { moveItem } from './move-item.ts'
import { ProviderRow } from './ProviderRow.tsx'
import { useOrderProviders } from './use-ai.ts'

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
  const [dragged, setDragged] = useState<number | null>(null)
  const [over, setOver] = useState<number | null>(null)
  const [said, setSaid] = useState('')

  function move(from: number, to: number) {
    const provider = providers[from]
    if (!provider || from === to || to < 0 || to >= providers.length) return
    order.mutate(moveItem(providers, from, to))
    setSaid(text.moved(provider.name, String(to + 1), String(providers.length)))
  }
  function endDrag() {
    setDragged(null)
    setOver(null)
  }

  return (
    <>
      <ol className={listClasses.list} aria-label={text.order}>
        {providers.map((provider, at) => (
          <li
            key={provider.id}
            draggable={mayManage && providers.length > 1}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move'
              event.dataTransfer.setData('text/plain', provider.name)
              setDragged(at)
            }}
            onDragOver={(event) => {
              if (dragged === null) return
              event.preventDefault()
              setOver(at)
            }}
            onDrop={(event) => {
              event.preventDefault()
              if (dragged !== null) move(dragged, at)
              endDrag()
            }}
            onDragEnd={endDrag}
          >
            <ProviderRow
              provider={provider}
              place={{ at, count: providers.length }}
              isTarget={over === at && dragged !== null && dragged !== at}
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
