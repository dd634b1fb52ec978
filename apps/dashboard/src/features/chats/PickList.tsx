import { Modal, TextInput } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { commonText } from '../../lib/common.text.ts'
import { useText } from '../../lib/text.ts'
import { inboxText } from './inbox.text.ts'
import classes from './PickList.module.css'

type PickOption = { id: string; name: string; hint?: string; icon?: ReactNode; isChosen?: boolean }

type PickListProps = {
  title: string
  placeholder: string
  options: readonly PickOption[]
  onPick: (id: string) => void
  onClose: () => void
  onSearch?: (search: string) => void
  children?: ReactNode
}

/** A list to choose from by typing, arrows and Enter, or by pointing. Closing it gives the focus back. */
export function PickList({ title, placeholder, options, onPick, onClose, onSearch, children }: PickListProps) {
  const text = useText(inboxText)
  const common = useText(commonText)
  const listId = useId()
  const [search, setSearch] = useState('')
  const [place, setPlace] = useState(0)
  const wanted = search.trim().toLocaleLowerCase()
  const shown = options.filter(({ name }) => name.toLocaleLowerCase().includes(wanted))
  const at = Math.min(place, shown.length - 1)

  function change(next: string) {
    setSearch(next)
    setPlace(0)
    onSearch?.(next)
  }
  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const option = shown[at]
    if (step !== 0 && shown.length > 0) setPlace((at + step + shown.length) % shown.length)
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing && option) onPick(option.id)
    else return
    event.preventDefault()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="sm"
      padding="md"
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <TextInput
        data-autofocus
        mt={4}
        aria-label={placeholder}
        placeholder={placeholder}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={shown[at] ? `${listId}-${at}` : undefined}
        value={search}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <ul className={classes.options} id={listId} role="listbox" aria-label={title}>
        {shown.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field above
          <li
            key={option.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === at}
            className={classes.option}
            onClick={() => onPick(option.id)}
            onPointerMove={() => setPlace(index)}
          >
            {option.icon}
            <span className={classes.name}>{option.name}</span>
            {option.hint && <span className={classes.hint}>{option.hint}</span>}
            {option.isChosen && <IconCheck size={16} stroke={2} aria-hidden />}
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p className={classes.none}>{text.nothingFound}</p>}
      {children}
      <p className={classes.keys}>{text.keys}</p>
    </Modal>
  )
}
