import { withoutInvisible } from './content-check.ts'

const htmlTag = /<\/?[a-z!][^<>]*>/gi
// Labels end at a bracket that opens, unless it is closed in them: so no text, however it is made, is read again and again.
const label = String.raw`(?:[^[\]]|\[[^[\]]*\])`
const image = new RegExp(String.raw`!\[(${label}*)\]\s*(?:\([^)]*\)?|\[[^[\]]*\])`, 'g')
const link = new RegExp(String.raw`\[(${label}+)\]\(\s*([^)\s]{0,2048})(?:\s[^)]{0,500})?\)`, 'g')

/**
 * A text that somebody else wrote, without markup, images and invisible characters.
 * @param mayLink whether a link may keep its target, which is one of http, mailto or tel; else its words stay.
 * @param note is told of each thing taken out, by the name of its check.
 */
export function disarmText(
  text: string,
  { mayLink, note }: { mayLink: (target: string) => boolean; note: (name: string, part: string) => void },
): string {
  const replaced = withoutInvisible(text)
    .replace(image, (whole, alt: string) => {
      note('image-removed', whole)
      return alt
    })
    .replace(link, (whole, label: string, target: string) => {
      if (/^(?:https?:\/\/|mailto:|tel:)/i.test(target) && mayLink(target)) return whole
      note('link-removed', target)
      return label
    })
    .replace(htmlTag, (tag) => {
      note('markup-removed', tag)
      return ''
    })
  if (/<(?=[a-z/!])/i.test(replaced)) note('markup-removed', '<')
  return replaced.replace(/<(?=[a-z/!])/gi, '‹')
}
