import { Skeleton } from '@mantine/core'
import type { ChatWhereabouts } from '@minichat/contracts'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { useText } from '../../lib/text.ts'
import { Fact } from './Fact.tsx'
import type { WhereaboutsQuery } from './use-whereabouts.ts'
import { whereaboutsText } from './whereabouts.text.ts'
import { isKept } from './whereabouts.ts'

/** The visitor's device, and whether they let it be kept. */
export function WhereaboutsFacts({ whereabouts: { data, isError } }: { whereabouts: WhereaboutsQuery }) {
  const text = useText(whereaboutsText)
  const missing = isError ? text.notKnown : <Skeleton width="55%" height="1.55em" />
  return (
    <>
      <Fact name={text.device}>{data ? <Device whereabouts={data} /> : missing}</Fact>
      <Fact name={text.consent}>{data ? <Consent whereabouts={data} /> : missing}</Fact>
    </>
  )
}

function Device({ whereabouts }: { whereabouts: ChatWhereabouts }) {
  const text = useText(whereaboutsText)
  if (!whereabouts.device) return isKept(whereabouts) ? text.notKnown : text.notKept
  const [browser, system] = whereabouts.device.split(' on ')
  return browser && system ? text.deviceOn(browser, system) : whereabouts.device
}

function Consent({ whereabouts: { isConsentGiven, consentAt, isConsentRequired } }: { whereabouts: ChatWhereabouts }) {
  const text = useText(whereaboutsText)
  if (isConsentGiven === null) return isConsentRequired ? text.notGiven : text.notAsked
  return (
    <>
      {isConsentGiven ? text.given : text.notGiven}
      {consentAt && (
        <>
          {' · '}
          <RelativeTime at={consentAt} />
        </>
      )}
    </>
  )
}
