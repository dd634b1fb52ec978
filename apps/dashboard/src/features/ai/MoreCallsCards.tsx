import type { AiSettings } from '@minichat/contracts'
import { SwitchCard } from '../../components/SwitchCard.tsx'
import { useText } from '../../lib/text.ts'
import { aiText } from './ai.text.ts'
import { useSaveAiSettings } from './use-ai.ts'

/** What providers may be asked for beside the answer. */
export function MoreCallsCards({ settings: { reranks, moderates } }: { settings: AiSettings }) {
  const text = useText(aiText)
  const { mutateAsync: save } = useSaveAiSettings()
  return (
    <>
      <SwitchCard
        title={text.rerankTitle}
        hint={text.rerankHint}
        label={text.rerank}
        isOn={reranks}
        save={(isOn) => save({ reranks: isOn })}
      />
      <SwitchCard
        title={text.moderationTitle}
        hint={text.moderationHint}
        label={text.moderate}
        isOn={moderates}
        save={(isOn) => save({ moderates: isOn })}
      />
    </>
  )
}
