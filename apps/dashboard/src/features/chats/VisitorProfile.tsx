import type { VisitorProfile as Profile } from '@minichat/contracts'
import { languageOf, useText } from '../../lib/text.ts'
import classes from './ChatDetails.module.css'
import { chatsText } from './chats.text.ts'
import { Fact } from './Fact.tsx'
import { useFactText } from './fact-text.ts'

/** What the visitor, or the page, told about them. */
export function VisitorProfile({ visitor }: { visitor: Profile }) {
  const text = useText(chatsText)
  const factText = useFactText()
  const attributes = Object.entries(visitor.attributes)
  const { name, email, phone } = visitor
  if (!name && !email && !phone && attributes.length === 0) return null
  return (
    <section className={classes.profile} aria-label={text.attributes}>
      <dl className={classes.facts}>
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
        {attributes.map(([attribute, value]) => (
          <Fact key={attribute} name={attribute}>
            <span lang={languageOf(String(value))}>{factText(value)}</span>
          </Fact>
        ))}
      </dl>
      <p className={classes.hint}>{text.toldByPage}</p>
    </section>
  )
}
