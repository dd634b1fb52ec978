import '../../styles/forms.ts'
import { ActionIcon, Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { api } from '../../lib/api.ts'
import { commonText } from '../../lib/common.text.ts'
import { useText } from '../../lib/text.ts'
import classes from './FilterPanel.module.css'
import { inboxText } from './inbox.text.ts'
import { useInbox } from './inbox-context.ts'
import { type InboxSearch, isNarrowed, searchOf } from './inbox-search.ts'
import { useLabels } from './use-chats.ts'
import { useInboxViews } from './use-inbox-views.ts'
import { useTeammates } from './use-teammates.ts'

/** What narrows the list, and the views that keep it. @param isOpen false: only that it is narrowed, and the way out. */
export function FilterPanel({ search, isOpen }: { search: InboxSearch; isOpen: boolean }) {
  const text = useText(inboxText)
  const { tab } = search
  return (
    <div className={classes.panel}>
      {isOpen && <Filters search={search} />}
      {isNarrowed(search) && (
        <Button
          size="xs"
          variant="subtle"
          renderRoot={(props) => <Link {...props} to="/chats" search={tab ? { tab } : {}} />}
        >
          {text.clear}
        </Button>
      )}
      {isOpen && <Views search={search} />}
    </div>
  )
}

function Filters({ search }: { search: InboxSearch }) {
  const text = useText(inboxText)
  const common = useText(commonText)
  const navigate = useNavigate()
  const { workspaceId } = useInbox()
  const labels = useLabels() ?? []
  const teammates = useTeammates() ?? []
  const widgets = useQuery({
    queryKey: [workspaceId, 'widgets', 'names'],
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/widgets', { signal })).data,
  }).data
  const change = (part: { [K in keyof InboxSearch]?: InboxSearch[K] | undefined }) => {
    const next = Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value))
    void navigate({ to: '.', search: next as InboxSearch })
  }
  const named = (any: string, all: { id: string; name: string }[]) => [
    { value: '', label: any },
    ...all.map(({ id, name }) => ({ value: id, label: name })),
  ]
  const hasOwner = search.tab === 'mine' || search.tab === 'unassigned'
  return (
    <div className={classes.fields}>
      <NativeSelect
        size="xs"
        label={text.filterLabel}
        data={named(text.anyLabel, labels)}
        value={search.label ?? ''}
        onChange={(event) => change({ label: event.currentTarget.value })}
      />
      <NativeSelect
        size="xs"
        label={text.filterMember}
        data={named(text.anyMember, teammates)}
        disabled={hasOwner}
        value={search.member ?? ''}
        onChange={(event) => change({ member: event.currentTarget.value })}
      />
      <NativeSelect
        size="xs"
        label={text.filterLanguage}
        data={[
          { value: '', label: text.anyLanguage },
          { value: 'en', label: common.english },
          { value: 'th', label: common.thai },
        ]}
        value={search.lang ?? ''}
        onChange={(event) => change({ lang: event.currentTarget.value as 'en' | 'th' })}
      />
      {(widgets?.length ?? 0) > 1 && (
        <NativeSelect
          size="xs"
          label={text.filterWidget}
          data={named(text.anyWidget, widgets ?? [])}
          value={search.widget ?? ''}
          onChange={(event) => change({ widget: event.currentTarget.value })}
        />
      )}
      <TextInput
        size="xs"
        type="date"
        label={text.from}
        value={search.from ?? ''}
        onChange={(event) => change({ from: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        type="date"
        label={text.until}
        value={search.until ?? ''}
        onChange={(event) => change({ until: event.currentTarget.value })}
      />
    </div>
  )
}

function Views({ search }: { search: InboxSearch }) {
  const text = useText(inboxText)
  const { views, add, remove } = useInboxViews()
  const [name, setName] = useState('')
  const [isShared, setShared] = useState(false)
  const [isNaming, setNaming] = useState(false)
  function save(event: FormEvent) {
    event.preventDefault()
    if (name.trim() === '') return
    add.mutate(
      { name, isShared, search },
      {
        onSuccess() {
          setName('')
          setNaming(false)
        },
      },
    )
  }
  return (
    <section className={classes.views} aria-label={text.views}>
      <h3 className={classes.heading}>{text.views}</h3>
      {views?.length === 0 && !isNaming && <p className={classes.hint}>{text.noViews}</p>}
      {views && views.length > 0 && (
        <ul className={classes.list}>
          {views.map((view) => (
            <li key={view.id} className={classes.view}>
              <Link to="/chats" search={searchOf(view.filter)} className={classes.viewLink}>
                {view.name}
                {view.isShared && <span className={classes.hint}>{text.shared}</span>}
              </Link>
              {view.isOwn && (
                <ActionIcon
                  size="sm"
                  aria-label={text.deleteView(view.name)}
                  title={text.deleteView(view.name)}
                  onClick={() => remove.mutate(view.id)}
                >
                  <IconTrash size={15} stroke={1.6} aria-hidden />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
      )}
      {isNaming ? (
        <form className={classes.form} onSubmit={save}>
          <TextInput
            size="xs"
            data-autofocus
            autoFocus
            label={text.viewName}
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Checkbox
            size="xs"
            label={text.shareView}
            checked={isShared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
          <Button size="xs" type="submit" loading={add.isPending} disabled={name.trim() === ''}>
            {text.save}
          </Button>
        </form>
      ) : (
        <Button size="xs" variant="default" onClick={() => setNaming(true)}>
          {text.saveView}
        </Button>
      )}
    </section>
  )
}
