/** Forms that no rule reaches. */
const irregular = new Map(
  Object.entries({
    broke: 'break',
    broken: 'break',
    came: 'come',
    sent: 'send',
    paid: 'pay',
    bought: 'buy',
    got: 'get',
    gotten: 'get',
    kept: 'keep',
    took: 'take',
    taken: 'take',
    gave: 'give',
    given: 'give',
    went: 'go',
    gone: 'go',
    made: 'make',
    sold: 'sell',
    chose: 'choose',
    chosen: 'choose',
    wrote: 'write',
    written: 'write',
    forgot: 'forget',
    forgotten: 'forget',
    lost: 'lose',
    found: 'find',
    told: 'tell',
    said: 'say',
    spent: 'spend',
    brought: 'bring',
    began: 'begin',
    begun: 'begin',
    grew: 'grow',
    grown: 'grow',
    worn: 'wear',
    wore: 'wear',
    wove: 'weave',
    woven: 'weave',
    hid: 'hide',
    hidden: 'hide',
    held: 'hold',
    knew: 'know',
    known: 'know',
    thought: 'think',
    children: 'child',
    men: 'man',
    women: 'woman',
    feet: 'foot',
    teeth: 'tooth',
    mice: 'mouse',
    people: 'person',
    knives: 'knife',
    shelves: 'shelf',
    leaves: 'leaf',
    scarves: 'scarf',
    better: 'good',
    best: 'good',
    bigger: 'big',
    biggest: 'big',
    larger: 'large',
    largest: 'large',
    cheaper: 'cheap',
    cheapest: 'cheap',
    faster: 'fast',
    fastest: 'fast',
    shut: 'shut',
    dying: 'die',
    dyed: 'dye',
    dyes: 'dye',
    lying: 'lie',
    gas: 'gas',
    bus: 'bus',
    news: 'news',
    always: 'always',
    during: 'during',
    something: 'something',
    anything: 'anything',
    nothing: 'nothing',
    everything: 'everything',
    morning: 'morning',
    evening: 'evening',
    ceiling: 'ceiling',
    king: 'king',
    ring: 'ring',
    thing: 'thing',
    string: 'string',
    spring: 'spring',
    bed: 'bed',
    red: 'red',
    need: 'need',
    feed: 'feed',
    speed: 'speed',
    used: 'use',
    uses: 'use',
    using: 'use',
  }),
)

const hasVowel = /[aeiouy]/

function withoutEnding(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (/(ss|sh|ch|x|zz)es$/.test(word)) return word.slice(0, -2)
  if (word.length > 3 && /[^sui]s$/.test(word)) return word.slice(0, -1)
  if (word.length > 4 && word.endsWith('ied')) return `${word.slice(0, -3)}y`
  for (const ending of ['ing', 'ed']) {
    const stem = word.slice(0, -ending.length)
    if (!word.endsWith(ending) || stem.length < 3 || !hasVowel.test(stem)) continue
    return /([b-df-hj-np-rtv-z])\1$/.test(stem) ? stem.slice(0, -1) : stem
  }
  return word.length > 5 && word.endsWith('ly') ? word.slice(0, -2) : word
}

/** Light stem of a lower-case English word: joins the forms of one word, leaves related words apart. */
export function stemEnglish(word: string): string {
  const bare = word.replace(/'(s|d|ll|re|ve|m)?$/, '').replaceAll("'", '')
  const known = irregular.get(bare)
  if (known) return finish(known)
  if (bare.length < 4 || /\d/.test(bare)) return bare
  return finish(withoutEnding(bare))
}

/** 'price' and 'pricing', 'carry' and 'carries' meet; short words keep their last letter. */
function finish(stem: string): string {
  if (stem.length > 4 && stem.endsWith('e')) return stem.slice(0, -1)
  return stem.length > 3 && stem.endsWith('y') ? `${stem.slice(0, -1)}i` : stem
}
