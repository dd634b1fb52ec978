import { Skeleton } from '@mantine/core'
import type { Embeddings } from '@minichat/contracts'
import { useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { commonText } from '../../lib/common.text.ts'
import { useMayManage } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { EmbedderFields, useEmbedderProblems } from './EmbedderFields.tsx'
import { EmbeddingsState } from './EmbeddingsState.tsx'
import { embeddingsText } from './embeddings.text.ts'
import { changeOf, draftOf, isChanged } from './embeddings-draft.ts'
import { FailureNotice } from './FailureNotice.tsx'
import { useEmbeddings, useSaveEmbeddings } from './use-embeddings.ts'

/** Which model makes the vectors of the knowledge, and how far it has come. */
export function EmbeddingsCard() {
  const text = useText(embeddingsText)
  const common = useText(commonText)
  const { data, isError, error, refetch } = useEmbeddings()
  if (data) return <EmbeddingsForm stored={data} />
  return (
    <SettingsCard title={text.title} hint={text.hint}>
      {isError ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <div role="status" aria-label={common.loading}>
          <Skeleton height={96} radius="md" />
        </div>
      )}
    </SettingsCard>
  )
}

function EmbeddingsForm({ stored }: { stored: Embeddings }) {
  const text = useText(embeddingsText)
  const mayManage = useMayManage()
  const save = useSaveEmbeddings()
  const [draft, setDraft] = useState(() => draftOf(stored))
  const [isChecked, setChecked] = useState(false)
  const problems = useEmbedderProblems(draft)
  function onSave() {
    setChecked(true)
    if (problems.baseUrl || problems.model) return
    save.mutate(changeOf(draft), {
      onSuccess(saved) {
        setDraft(draftOf(saved))
        setChecked(false)
      },
    })
  }
  const saving = {
    onSave,
    isDirty: isChanged(draft, stored),
    isPending: save.isPending,
    isSaved: save.isSuccess,
    error: null,
  }
  return (
    <SettingsCard title={text.title} hint={text.hint} save={mayManage ? saving : undefined}>
      <EmbedderFields
        draft={draft}
        stored={stored}
        problems={isChecked ? problems : null}
        onChange={setDraft}
        mayChange={mayManage}
      />
      {save.error && !save.isPending ? <FailureNotice error={save.error} /> : null}
      <EmbeddingsState stored={stored} />
    </SettingsCard>
  )
}
