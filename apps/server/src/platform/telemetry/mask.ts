const mask = '[masked]'

/** Parts of names whose values are secrets, wherever they stand. `token` alone, as `tokens` are counted. */
const secretWord =
  '(?:passw(?:or)?d|passphrase|secret|api[-_ ]?key|access[-_ ]?key|private[-_ ]?key|authori[sz]ation|cookie|credentials?' +
  '|token|otp|totp|cvc|cvv|card[-_ ]?number|signature)'
const shortWord = '(?:pin|pwd)'
const jsonText = String.raw`"(?:[^"\\]|\\.)*"`

/** `"apiKey":"…"`, at any depth of a line of JSON; lists of texts and numbers as well. */
const byName = new RegExp(
  `("(?:[\\w.-]*${secretWord}|${shortWord}|[\\w.-]+[-_.]${shortWord})":)(?:${jsonText}|-?\\d[\\d.e+-]*|\\[(?:${jsonText}|[\\d,\\s])*\\])`,
  'gi',
)

/** `password=…`, `token: …`, `\"apiKey\":\"…\"` within a text. The quote that ends it is left. */
const inText = new RegExp(
  String.raw`(?<![a-z])(${secretWord}|${shortWord})((?:\\*["'])?\s?(?:[=:]|%3D)\s?(?:\\*["'])?)(?:(?:bearer|basic)\s+)?(?!\[masked\])[^\s"'\\,;&<>{}()\]]+`,
  'gi',
)

/** What is recognised by its own form, with what is kept of it. */
const forms: [RegExp, string][] = [
  [/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${mask}`],
  // User and password in an address.
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/?#@"'\\]*:[^\s/"'\\]*@/gi, `$1${mask}@`],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/gs, mask],
  // JSON Web Tokens; our visitor tokens and sealed texts.
  [/\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?/g, mask],
  [/\b(?:vt|s)\d\.[\w-]{8,}\.[\w.-]+/g, mask],
  // Keys of OpenAI, Anthropic, Stripe, SendGrid, AWS, Google, GitHub, Slack, and ours.
  [/\b(?:sk|pk|rk)[-_][\w-]{8,}/g, mask],
  [/\bSG\.[\w-]{8,}(?:\.[\w-]+)?/g, mask],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, mask],
  [/\bAIza[\w-]{30,}/g, mask],
  [/\bgh[pousr]_\w{20,}|\bgithub_pat_\w{20,}/g, mask],
  [/\bxox[abprs]-[\w-]{10,}/g, mask],
  [/\bmc_[\w-]{16,}/g, mask],
]

/** Told apart from ids and times by their check digit. */
const cardLike = /(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])/g

/**
 * Whether a text may hold any of it at all, which almost none does. Asked of the text in small letters: without regard to
 * case it would take five times as long, and each request has its line.
 */
const mayHold = new RegExp(
  [
    'passw|passphrase|secret|key|authori|cookie|credential|token|otp|cvc|cvv|card|signature|pin|pwd|bearer|basic|@',
    String.raw`eyj|[spr]k[-_]|sg\.|a[ks]ia|aiza|gh[pousr]_|github_pat|xox|mc_|(?:vt|s)\d\.`,
  ].join('|'),
)
const manyDigits = /\d(?:[ -]?\d){12}/

/**
 * Masks passwords, keys, tokens, PINs and card numbers in a text or in a line of JSON.
 * @param known secrets of this installation, masked wherever they stand.
 */
export function createMask(known: readonly string[] = []): (text: string) => string {
  const exact = [...new Set(known.filter((one) => one.length >= 6).flatMap(spellingsOf))].sort(
    (one, other) => other.length - one.length,
  )
  return (text) => {
    let masked = text
    for (const one of exact) if (masked.includes(one)) masked = masked.replaceAll(one, mask)
    if (!mayHold.test(masked.toLowerCase()) && !manyDigits.test(masked)) return masked
    masked = masked.replace(byName, `$1"${mask}"`)
    for (const [form, kept] of forms) masked = masked.replace(form, kept)
    masked = masked.replace(inText, `$1$2${mask}`)
    return masked.replace(cardLike, (digits) => (isCard(digits) ? mask : digits))
  }
}

/** As it is, as JSON and addresses write it, and in base64, as mail servers are told it. */
const spellingsOf = (secret: string) => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
]

/** Luhn's check digit, and a first digit that cards have. */
function isCard(text: string): boolean {
  const digits = [...text.replace(/\D/g, '')].map(Number)
  if (digits[0] === 0 || digits[0] === 1) return false
  const sum = digits.reverse().reduce((total, digit, at) => {
    const doubled = at % 2 === 1 ? digit * 2 : digit
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}
