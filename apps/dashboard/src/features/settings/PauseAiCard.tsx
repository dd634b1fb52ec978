import type { Workspace } from '@minichat/contracts'
import { SwitchCard } from '../../components/SwitchCard.tsx'
import { useText } from '../../lib/text.ts'
import { settingsText } from './settings.text.ts'
import { useSaveWorkspace } from './use-workspace.ts'

/** Leaves every chat of the workspace to people, at once and until it is switched off again. */
export function PauseAiCard({ workspace }: { workspace: Workspace }) {
  const text = useText(settingsText)
  const { mutateAsync } = useSaveWorkspace()
  return (
    <SwitchCard
      title={text.pauseAiTitle}
      hint={text.pauseAiHint}
      label={text.pauseAi}
      isOn={workspace.aiPaused}
      save={(aiPaused) => mutateAsync({ aiPaused })}
    />
  )
}
