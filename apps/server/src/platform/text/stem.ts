/** Forms that no rule reaches, and words that look like a form and are none: `word:form,form`. */
const irregularForms = `
  break:broke,broken come:came send:sent pay:paid buy:bought get:got,gotten keep:kept take:took,taken
  give:gave,given go:went,gone make:made sell:sold choose:chose,chosen write:wrote,written forget:forgot,forgotten
  lose:lost find:found tell:told say:said spend:spent bring:brought begin:began,begun grow:grew,grown
  wear:worn,wore weave:wove,woven hide:hid,hidden hold:held know:knew,known think:thought child:children man:men
  woman:women foot:feet tooth:teeth mouse:mice person:people knife:knives shelf:shelves leaf:leaves scarf:scarves
  good:better,best big:bigger,biggest large:larger,largest cheap:cheaper,cheapest fast:faster,fastest shut:shut
  die:dying dye:dyed,dyes lie:lying gas:gas bus:bus news:news always:always during:during something:something
  anything:anything nothing:nothing everything:everything morning:morning evening:evening ceiling:ceiling
  king:king ring:ring thing:thing string:string spring:spring bed:bed red:red need:need feed:feed speed:speed
  use:used,uses,using
`

const irregular = new Map(
  irregularForms
    .trim()
    .split(/\s+/)
    .flatMap((line) => {
      const [word = '', forms = ''] = line.split(':')
      return forms.split(',').map((form): [string, string] => [form, word])
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
    if (/([b-df-hj-np-rtv-z])\1$/.test(stem)) return stem.slice(0, -1)
    // 'coming' and 'baked' lost an e that their short verbs keep.
    return /^[^aeiou][aeiou][^aeiouwxy]$/.test(stem) ? `${stem}e` : stem
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
