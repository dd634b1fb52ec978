import { languageOf, useText } from '../../lib/text.ts'
import { chatsText } from './chats.text.ts'

const faces: Record<number, '😞' | '😐' | '😊'> = { 1: '😞', 2: '😐', 3: '😊' }

/** What the visitor said of the chat. */
export function Rating({ rating, comment }: { rating: number; comment: string | null }) {
  const text = useText(chatsText)
  const words = rating === 3 ? text.ratedGood : rating === 2 ? text.ratedOk : text.ratedBad
  return (
    <>
      <span aria-hidden>{faces[rating]}</span> {words}
      {comment && (
        <>
          {': '}
          <q lang={languageOf(comment)}>{comment}</q>
        </>
      )}
    </>
  )
}
