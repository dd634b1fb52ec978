import { Button, Group, Modal, NativeSelect, Stack, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { KnowledgeSite, PageState } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { PagedList } from '../../components/PagedList.tsx'
import { api } from '../../lib/api.ts'
import { commonText } from '../../lib/common.text.ts'
import { notify } from '../../lib/notify.ts'
import { useChecks } from '../../lib/problems.ts'
import { useMayManage } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import classes from './Knowledge.module.css'
import { SitePageRow } from './SitePageRow.tsx'
import { SiteStatus } from './SiteStatus.tsx'
import { boundsOf, ReadingFields } from './site-form.tsx'
import { sitesText } from './sites.text.ts'
import { useRefresh, useSitePages } from './use-knowledge.ts'

const states = ['read', 'queued', 'failed', 'skipped', 'missing'] as const

/** One site: how its reading went, page by page, and how it is to be read. Key it by site. */
export function SiteDialog({ site, onClose }: { site: KnowledgeSite | null; onClose: () => void }) {
  const common = useText(commonText)
  return (
    <Modal
      opened={site !== null}
      onClose={onClose}
      size="xl"
      title={site?.name}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      {site && (
        <Stack gap="lg">
          <div className={classes.facts}>
            <SiteStatus site={site} />
          </div>
          <Settings site={site} />
          <Pages site={site} />
        </Stack>
      )}
    </Modal>
  )
}

function Settings({ site }: { site: KnowledgeSite }) {
  const text = useText(sitesText)
  const common = useText(commonText)
  const checks = useChecks()
  const mayManage = useMayManage()
  const refresh = useRefresh('sites')
  const form = useForm({
    initialValues: {
      name: site.name,
      maxDepth: site.maxDepth as number | string,
      maxPages: site.maxPages as number | string,
      schedule: site.schedule,
    },
    validate: { name: (value) => checks.required(value, limits.titleMaxLength) },
  })
  const save = useMutation({
    mutationFn: ({ name, schedule, ...numbers }: typeof form.values) =>
      api.request('PATCH /api/v1/knowledge/sites/:siteId', {
        params: { siteId: site.id },
        body: { name, schedule, ...boundsOf({ schedule, ...numbers }) },
      }),
    onSuccess: async () => {
      await refresh()
      form.resetDirty()
      void notify({ message: common.saved })
    },
  })
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack gap="sm">
        <TextInput label={text.name} readOnly={!mayManage} {...form.getInputProps('name')} />
        <ReadingFields
          form={form}
          hasDepth={site.kind === 'links'}
          hasLimit={site.kind !== 'page'}
          readOnly={!mayManage}
        />
        {save.error && <ErrorNotice error={save.error} />}
        {mayManage && (
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              {common.save}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}

function Pages({ site }: { site: KnowledgeSite }) {
  const text = useText(sitesText)
  const [state, setState] = useState<PageState | undefined>()
  const { query, items } = useSitePages(site, state)
  return (
    <section>
      <Group justify="space-between" gap="sm" mb="sm" align="end">
        <Title order={3} size="h4">
          {text.pageList}
        </Title>
        <NativeSelect
          aria-label={text.show}
          value={state ?? ''}
          onChange={({ currentTarget: { value } }) => setState(states.find((one) => one === value))}
          data={[{ value: '', label: text.allPages }, ...states.map((one) => ({ value: one, label: text[one] }))]}
        />
      </Group>
      <PagedList
        query={query}
        items={items}
        end={text.end}
        empty={<p className={classes.excerpt}>{text.noPages}</p>}
        renderItem={(page) => <SitePageRow page={page} />}
      />
    </section>
  )
}
