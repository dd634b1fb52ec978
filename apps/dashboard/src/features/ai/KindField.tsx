import { NativeSelect } from '@mantine/core'
import type { AiProviderKind } from '@minichat/contracts'
import { useText } from '../../lib/text.ts'
import { aiText } from './ai.text.ts'
import { kindText } from './kinds.text.ts'
import { offeredKinds } from './provider-kinds.ts'

type KindFieldProps = { kind: AiProviderKind; isStored: boolean; onChange: (kind: AiProviderKind) => void }

/** Of what is stored, the kind stays. */
export function KindField({ kind, isStored, onChange }: KindFieldProps) {
  const text = useText(aiText)
  const kinds = useText(kindText)
  return (
    <NativeSelect
      label={text.kind}
      disabled={isStored}
      data-autofocus={!isStored || undefined}
      value={kind}
      data={offeredKinds.map((one) => ({ value: one, label: kinds[one] }))}
      onChange={(event) => onChange(event.currentTarget.value as AiProviderKind)}
    />
  )
}
