/** The first that fits: most browsers also name those they descend from. */
const families: readonly (readonly [string, RegExp])[] = [
  ['LINE', /\bLine\/(\d+)/],
  ['Instagram', /\bInstagram (\d+)/],
  ['Facebook', /\bFBAV\/(\d+)/],
  ['Edge', /\bEdg(?:e|A|iOS)?\/(\d+)/],
  ['Opera', /\bOPR\/(\d+)/],
  ['Samsung Internet', /\bSamsungBrowser\/(\d+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /\b(?:Chrome|CriOS)\/(\d+)/],
  ['Safari', /\bVersion\/(\d+)[\d.]* (?:Mobile\/\w+ )?Safari\//],
]

/** Family and major version by the User-Agent, and no more of it: the rest tells people apart. '' for unknown ones. */
export function browserOf(userAgent: string): string {
  for (const [family, pattern] of families) {
    const version = pattern.exec(userAgent)?.[1]
    if (version) return `${family} ${version.slice(0, 4)}`
  }
  return ''
}
