import '../../styles/dialog.ts'
import '../../styles/forms.ts'
import { Anchor, Button, Stack, Text } from '@mantine/core'
import type { ApiKey } from '@minichat/contracts'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm } from '../../components/Confirm.tsx'
import { EmptyNotice } from '../../components/EmptyNotice.tsx'
import { PagedList } from '../../components/PagedList.tsx'
import { PageLayout } from '../../components/PageLayout.tsx'
import { api } from '../../lib/api.ts'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import { useText } from '../../lib/text.ts'
import classes from './ApiKeys.module.css'
import { apiKeysText } from './api-keys.text.ts'
import { CodeBlock, curlExample } from './CodeBlock.tsx'
import { FormDialog, SecretDialog } from './KeyDialogs.tsx'
import { KeyRow } from './KeyRow.tsx'
import { MakeKeyForm } from './MakeKeyForm.tsx'
import { RenameKeyForm } from './RenameKeyForm.tsx'
import { RotateKeyForm } from './RotateKeyForm.tsx'
import { useApiKeys, useRefreshKeys } from './use-api-keys.ts'

/** What is being done, and to which key. */
type Doing = { what: 'make' } | { what: 'rename' | 'rotate' | 'revoke'; key: ApiKey } | null

export function ApiKeysPage() {
  const text = useText(apiKeysText)
  const problem = useProblem()
  const refresh = useRefreshKeys()
  const { query, keys } = useApiKeys()
  const [doing, setDoing] = useState<Doing>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const close = () => setDoing(null)
  const showSecret = (made: string) => {
    close()
    setSecret(made)
    void refresh()
  }
  const revoke = useMutation({
    mutationFn: (key: ApiKey) => api.request('DELETE /api/v1/api-keys/:keyId', { params: { keyId: key.id } }),
    onSuccess: () => void notify({ message: text.revoked }),
    onError: (error) => void notify({ color: 'red', message: problem(error) }),
    onSettled: () => {
      close()
      void refresh()
    },
  })
  const makeButton = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setDoing({ what: 'make' })}>
      {text.make}
    </Button>
  )
  const doomed = doing?.what === 'revoke' ? doing.key : null

  return (
    <PageLayout title={text.title} actions={keys && keys.length > 0 ? makeButton : null}>
      <Text size="sm" c="dimmed" mb="md">
        {text.intro}{' '}
        <Anchor href="/docs" target="_blank" className={classes.docs} inherit>
          {text.apiDocs}
        </Anchor>
      </Text>
      <PagedList
        query={query}
        items={keys}
        end={text.end}
        renderItem={(key) => (
          <KeyRow
            apiKey={key}
            onRename={() => setDoing({ what: 'rename', key })}
            onRotate={() => setDoing({ what: 'rotate', key })}
            onRevoke={() => setDoing({ what: 'revoke', key })}
          />
        )}
        empty={
          <Stack gap={0}>
            <EmptyNotice icon={<IconKey size={36} stroke={1.3} />} title={text.emptyTitle} action={makeButton}>
              {text.emptyHint}
            </EmptyNotice>
            <Text size="sm" mb="xs">
              {text.example}
            </Text>
            <CodeBlock label={text.exampleLabel} code={curlExample(text.placeholder)} />
          </Stack>
        }
      />
      <FormDialog opened={doing?.what === 'make'} title={text.make} onClose={close}>
        <MakeKeyForm onClose={close} onMade={showSecret} />
      </FormDialog>
      <FormDialog opened={doing?.what === 'rotate'} title={text.rotateTitle} onClose={close}>
        {doing?.what === 'rotate' && <RotateKeyForm apiKey={doing.key} onClose={close} onRotated={showSecret} />}
      </FormDialog>
      <FormDialog opened={doing?.what === 'rename'} title={text.rename} onClose={close}>
        {doing?.what === 'rename' && (
          <RenameKeyForm
            apiKey={doing.key}
            onClose={close}
            onRenamed={() => {
              close()
              void refresh()
            }}
          />
        )}
      </FormDialog>
      <Confirm
        opened={doomed !== null}
        title={text.revokeTitle}
        confirm={text.revoke}
        isPending={revoke.isPending}
        onConfirm={() => doomed && revoke.mutate(doomed)}
        onClose={close}
      >
        {text.revokeHint(doomed?.name ?? '')}
      </Confirm>
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </PageLayout>
  )
}
