import { Modal } from '@mantine/core'
import type { AiProvider } from '@minichat/contracts'
import { useState } from 'react'
import { commonText } from '../../lib/common.text.ts'
import { useText } from '../../lib/text.ts'
import { aiText } from './ai.text.ts'
import { ModelForm } from './ModelForm.tsx'
import { WorkflowForm } from './WorkflowForm.tsx'

type ProviderDialogProps = { opened: boolean; provider: AiProvider | null; onClose: () => void }

/** Adds a provider, or changes one. What is typed is not lost by a click beside it. */
export function ProviderDialog({ opened, provider, onClose }: ProviderDialogProps) {
  const text = useText(aiText)
  const common = useText(commonText)
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={provider ? text.editTitle : text.addTitle}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      {opened && <ProviderForm provider={provider} onClose={onClose} />}
    </Modal>
  )
}

/** Which form it is depends on the kind. */
function ProviderForm({ provider, onClose }: Omit<ProviderDialogProps, 'opened'>) {
  const [kind, setKind] = useState(provider?.kind ?? 'openai')
  return kind === 'n8n' ? (
    <WorkflowForm provider={provider?.kind === 'n8n' ? provider : null} onKind={setKind} onClose={onClose} />
  ) : (
    <ModelForm provider={modelOf(provider)} kind={kind} onKind={setKind} onClose={onClose} />
  )
}

const modelOf = (provider: AiProvider | null) => (provider === null || provider.kind === 'n8n' ? null : provider)
