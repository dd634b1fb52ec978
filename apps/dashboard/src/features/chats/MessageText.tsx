import type { Citation } from '@minichat/contracts'
import { Fragment, type ReactNode } from 'react'
import { safeHref } from './safe-href.ts'

/** What is more than plain text in a message: an address, **bold**, `code`, the number of a source. */
const pattern = /(https?:\/\/[^\s<>"'`]+[^\s<>"'`.,;:!?)\]])|\*\*([^*\n]+)\*\*|`([^`\n]+)`|\[(\d{1,2})\]/g

/** @param citations of an answer of the AI: numbers without a source are left out. Without it `[1]` is just text. */
export function MessageText({ text, citations }: { text: string; citations?: readonly Citation[] }) {
  const parts: ReactNode[] = []
  let end = 0
  for (const match of text.matchAll(pattern)) {
    const [whole, url, bold, code, number] = match
    if (number && !citations) continue
    const citation = number ? citations?.find((one) => one.number === Number(number)) : undefined
    parts.push(<Fragment key={end}>{text.slice(end, match.index)}</Fragment>)
    end = match.index + whole.length
    if (url) parts.push(<ExternalLink key={`l${end}`} href={url} label={url} />)
    else if (bold) parts.push(<strong key={`b${end}`}>{bold}</strong>)
    else if (code) parts.push(<code key={`c${end}`}>{code}</code>)
    else if (citation)
      parts.push(
        <sup key={`s${end}`}>
          <ExternalLink href={citation.url} label={String(citation.number)} title={citation.title} />
        </sup>,
      )
  }
  parts.push(<Fragment key="rest">{text.slice(end)}</Fragment>)
  return <>{parts}</>
}

function ExternalLink({ href, label, title }: { href: string; label: string; title?: string }) {
  const safe = safeHref(href)
  if (!safe) return label
  return (
    <a href={safe} title={title} target="_blank" rel="noopener noreferrer">
      {label}
    </a>
  )
}
