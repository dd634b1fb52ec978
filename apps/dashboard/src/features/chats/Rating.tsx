import { IconMoodNeutral, IconMoodSad, IconMoodSmile } from '@tabler/icons-react'
import { languageOf, useText } from '../../lib/text.ts'
import { chatsText } from './chats.text.ts'

const faces = [IconMoodSad, IconMoodNeutral, IconMoodSmile]

/** What the visitor said of the chat. */
export function Rating({ rating, comment }: { rating: number; comment: string | null }) {
  const text = useText(chatsText)
  const words = rating === 3 ? text.ratedGood : rating === 2 ? text.ratedOk : text.ratedBad
  const Face = faces[rating - 1] ?? IconMoodNeutral
  return (
    <>
      <Face size={16} aria-hidden style={{ verticalAlign: 'text-bottom' }} /> {words}
      {comment && (
        <>
          {': '}
          <q lang={languageOf(comment)}>{comment}</q>
        </>
      )}
    </>
  )
}
