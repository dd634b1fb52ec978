import { Switch } from '@mantine/core'
import type { Widget } from '@minichat/contracts'
import { useEffect } from 'react'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { notifyUndo } from '../../components/UndoNotice.tsx'
import { hideNotice, notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import { useMayManage } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { useSaveWidget } from './use-widget.ts'
import { widgetText } from './widget.text.ts'

const undoMs = 6000

/** Takes the widget off every page, at once and until it is switched on again. */
export function PauseCard({ widget }: { widget: Widget }) {
  const text = useText(widgetText)
  const problem = useProblem()
  const mayManage = useMayManage()
  const save = useSaveWidget(widget.id)
  const noticeId = `pause-${widget.id}`
  const isPaused = save.isPending ? (save.variables.paused ?? widget.paused) : widget.paused

  // What it offers to take back belongs to this page and this workspace.
  useEffect(() => () => void hideNotice(noticeId), [noticeId])

  function set(paused: boolean, canUndo: boolean) {
    void hideNotice(noticeId)
    save.mutate(
      { paused },
      {
        onError: (error) => void notify({ color: 'red', message: problem(error) }),
        onSuccess: () => {
          if (!canUndo) return
          notifyUndo({
            id: noticeId,
            message: paused ? text.nowPaused : text.nowShown,
            onUndo: () => set(!paused, false),
            closesAfterMs: undoMs,
          })
        },
      },
    )
  }

  return (
    <SettingsCard title={text.pauseTitle} hint={text.pauseHint} guide="widget-pause">
      <Switch
        label={text.pause}
        disabled={!mayManage}
        checked={isPaused}
        onChange={(event) => set(event.currentTarget.checked, true)}
      />
    </SettingsCard>
  )
}
