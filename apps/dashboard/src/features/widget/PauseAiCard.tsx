import type { Widget } from '@minichat/contracts'
import { SwitchCard } from '../../components/SwitchCard.tsx'
import { useText } from '../../lib/text.ts'
import { useSaveWidget } from './use-widget.ts'
import { widgetText } from './widget.text.ts'

/** Leaves the chats of this widget to people, at once and until it is switched off again. */
export function PauseAiCard({ widget }: { widget: Widget }) {
  const text = useText(widgetText)
  const { mutateAsync } = useSaveWidget(widget.id)
  return (
    <SwitchCard
      title={text.pauseAiTitle}
      hint={text.pauseAiHint}
      label={text.pauseAi}
      isOn={widget.aiPaused}
      save={(aiPaused) => mutateAsync({ aiPaused })}
    />
  )
}
