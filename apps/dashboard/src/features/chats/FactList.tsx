import type { VisitorProfile } from '@minichat/contracts'
import { languageOf, useText } from '../../lib/text.ts'
import classes from './ChatDetails.module.css'
import { chatsText } from './chats.text.ts'
import { Fact } from './Fact.tsx'
import { useFactText } from './fact-text.ts'

type FactListProps = {
  name?: string | null
  email: string | null
  phone?: string | null
  externalId?: string
  attributes: VisitorProfile['attributes']
}

/** What is known of somebody, by whoever said it. */
export function FactList({ name, email, phone, externalId, attributes }: FactListProps) {
  const text = useText(chatsText)
  const factText = useFactText()
  return (
    <dl className={classes.facts}>
      {name && (
        <Fact name={text.name}>
          <span lang={languageOf(name)}>{name}</span>
        </Fact>
      )}
      {email && (
        <Fact name={text.email}>
          <a className={classes.page} href={`mailto:${email}`}>
            {email}
          </a>
        </Fact>
      )}
      {phone && (
        <Fact name={text.phone}>
          <a className={classes.page} href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
            {phone}
          </a>
        </Fact>
      )}
      {externalId && <Fact name={text.externalId}>{externalId}</Fact>}
      {Object.entries(attributes).map(([attribute, value]) => (
        <Fact key={attribute} name={attribute}>
          <span lang={languageOf(String(value))}>{factText(value)}</span>
        </Fact>
      ))}
    </dl>
  )
}
