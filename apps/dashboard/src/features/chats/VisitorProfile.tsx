import type { VisitorProfile as Profile } from '@minichat/contracts'
import { useText } from '../../lib/text.ts'
import classes from './ChatDetails.module.css'
import { chatsText } from './chats.text.ts'
import { FactList } from './FactList.tsx'

/** What is known of the visitor: what the site has proven, apart from what they, or the page, told. */
export function VisitorProfile({ visitor }: { visitor: Profile }) {
  const text = useText(chatsText)
  const { name, email, phone, attributes, verified } = visitor
  const isTold = Boolean(name || email || phone) || Object.keys(attributes).length > 0
  return (
    <>
      {verified && (
        <section className={classes.profile} aria-labelledby="verified-facts">
          <h4 id="verified-facts" className={classes.heading}>
            {text.verifiedFacts}
          </h4>
          <FactList {...verified} />
        </section>
      )}
      {isTold && (
        <section className={classes.profile} aria-label={text.attributes}>
          {verified && <h4 className={classes.heading}>{text.notVerified}</h4>}
          {/* Who is not verified is called by the name that they told. */}
          <FactList name={verified && name} email={email} phone={phone} attributes={attributes} />
          <p className={classes.hint}>{text.toldByPage}</p>
        </section>
      )}
    </>
  )
}
