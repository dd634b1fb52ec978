/** Wishes for a person in English: see asks-for-person.ts. Clauses come in lower case, without punctuation. */

const filler = words(
  `please pls plz u ur hi hello hey hiya ok okay no yes so then actually really just only now still again well um but and
   sorry thanks thank thankyou sir madam can can't cant could couldn't may might should shall must would will i i'd id
   i'm im i'll ill i've ive we we'd us you me want wanna wants need needs like love rather prefer wish to let lets let's
   get have got gotta is it be possible if there a any way how do where am looking trying try for directly allowed able
   why this that's thats useless enough instead hate demand insist on required require ready going
   gonna good morning afternoon evening the`,
)
const who = `(?:(?:an?|the|your|some|any|another|one of your|one of the|real|live|living|actual|human|genuine|proper|customer|support|service|sales|care|technical|tech|help ?desk|call cent(?:er|re)|shop|store|online) )*`
/** Somebody who can be talked with. */
const person = `${who}(?:humans?|human beings?|person|people|agents?|reps?|representatives?|operator|staff|staff members?|employee|someone|somebody|anyone|anybody|manager|supervisor|boss|admin|advis[eo]r|consultant|specialist|assistant manager|customer service|customer support|customer care|support|support team|sales team|team|team member|member of (?:your |the )?(?:staff|team)|owner|colleague|human operator)(?: (?:real|human|else|alive))?(?: (?:from|in|on|of) (?:your|the) (?:team|staff|company|shop|store|office))?`
/** Nobody means anything else by these. */
const surelyPerson = `${who}(?:humans?|human beings?|agents?|representative|operator|real (?:person|people|human)|live (?:person|chat|support|agent)|actual person|person|staff member|human support|human help|human assistance|someone real|somebody real|member of staff)`
const tail = `(?: (?:please|pls|plz|now|right now|today|instead|here|there|directly|asap|immediately|thanks|thank you|on the (?:phone|line)|on (?:live )?chat|by phone|over the phone|from (?:your|the) (?:team|company|shop|store|staff|support|side)|in (?:your|the) (?:team|company|shop|store)|in (?:english|thai)|in charge|who (?:can help|speaks english|speaks thai|knows)|(?:about|regarding|because|concerning) .+|to (?:help|assist) me.*|and not (?:to |with )?(?:a |the |this )?(?:bot|machine|robot|computer|ai)|not (?:a |the )?(?:bot|machine|robot|computer|ai)))*`
const towards =
  '(?: (?:me|us|this|this chat|it))?(?: (?:through|over|on|in touch|in contact|connected))?(?: directly)? (?:to|with)'
const talk = `(?:talk|talking|speak|speaking|chat|chatting|connect|connected|transfer|transferred|put|pass|passed|hand|handed|forward|forwarded|redirect|redirected|switch|switched|escalate|escalated|get|refer|link|communicate|deal|complain)${towards}`

/** Said by people who want to know whom they are talking with, or who want nobody. */
const elsewhere = `(?!.*\\b(?:am i|are we|are you|is this|was i|do you|(?<!how )do i|did i|don'?t|do not|never|no need|without)\\b)`

const whole = (pattern: string) => new RegExp(`^${pattern}$`)

export const englishWishes: readonly RegExp[] = [
  whole(`${filler}(?:get|give|bring|call|fetch) (?:me|us) (?:your|the|a) (?:manager|supervisor|boss|owner)${tail}`),
  whole(
    `(?:an?|any|some) (?:real |live )?(?:human|humans|agent|agents|operator|real person|real people) (?:available|online|around|there|here)${tail}`,
  ),
  whole(
    `(?:is|are) (?:someone|somebody|anyone|anybody|an? person) (?:available|free|there|here|around) to (?:chat|talk|speak|help)(?: (?:to|with))?(?: me| us)?${tail}`,
  ),
  whole(`(?:so |and |ok )*who (?:can|could|should) i (?:talk|speak|chat) (?:to|with)${tail}`),
  whole(
    `${filler}(?:get|find|send|have|ask) (?:me )?(?:someone|somebody|${surelyPerson}) (?:to|who can) (?:help|call|answer|assist|talk to|speak to|contact)(?: me| us)?(?: back)?${tail}`,
  ),
  whole(`${elsewhere}${filler}${talk} ${person}${tail}`),
  whole(
    `${elsewhere}${filler}(?:want|need|like|get me|get us|give me|give us|bring me|find me|send me|fetch me|have|request|ask for|looking for|prefer|call|get|contact|reach) ${surelyPerson}${tail}`,
  ),
  whole(
    `(?:(?:please|pls|ok|okay|no|just|a|an|the) )*(?:human|human being|agent|operator|representative|real person|real human|live (?:agent|person|chat|support)|human (?:agent|support|operator|help)|actual (?:human|person)|person|customer (?:service|support|care)|(?:support|staff|admin|manager|rep)(?= please| pls| now))${tail}`,
  ),
  whole(
    `(?:is|are) there (?:an? |any |some )?(?:real |live |actual |human )?(?:human|person|people|agent|agents|operator|staff|someone|somebody|anyone|anybody|one)(?: real)? (?:(?:that |who |whom )?(?:i|we) (?:can|could|may) |to |for me to )(?:talk|speak|chat|write) (?:to|with)${tail}`,
  ),
  whole(
    `(?:is|are) there (?:an? |any |some )?(?:real|live|actual) (?:human|humans|person|people|agent|agents)(?: (?:here|there|available|online|around))?${tail}`,
  ),
  whole(
    `(?:is|are) (?:an? |any |some )?(?:real |live |human )?(?:human|humans|agent|agents|operator|real person|real people)(?: (?:available|online|free|around|there|here))${tail}`,
  ),
  whole(
    `do you have (?:an? |any |some )?(?:real |live |actual |human )?(?:human|humans|person|people|agent|agents|operator|staff|someone|somebody|anyone)(?: real)? (?:(?:that |who |whom )?(?:i|we) (?:can|could) |to )(?:talk|speak|chat) (?:to|with)${tail}`,
  ),
  whole(
    `(?:please |hi |hello )*(?:can|could|would|will|may) ${surelyPerson} (?:please )?(?:help|answer|call|phone|contact|talk to|speak to|chat with|reply to|respond to|assist|join)(?: me| us| this| here)?(?: back)?${tail}`,
  ),
  whole(
    `(?:please |hi |hello )*(?:can|could|would|will|may) ${person} (?:please )?(?:call|phone|ring|contact)(?: me| us)(?: back)?${tail}`,
  ),
  whole(
    `(?:sorry |no |please |but )*i (?:really |just )?(?:don'?t|do not|didn'?t) (?:want|like|wish|wanna) (?:to )?(?:(?:be )?(?:talk|talking|speak|speaking|chat|chatting|deal|dealing) (?:to|with) )?(?:an? |the |this |your |some )?(?:bot|bots|robot|robots|machine|machines|ai|chatbot|chatbots|computer)(?: anymore| any more)?`,
  ),
  whole(
    `(?:i )?(?:want|need|would like|'d like) to (?:leave|stop|quit|end) (?:the |this )?(?:bot|chatbot) and (?:talk|speak|chat) (?:to|with) ${person}`,
  ),
]

/** Any of some words, any number of times. */
function words(list: string): string {
  return `(?:(?:${list.trim().split(/\s+/).join('|')}) )*`
}
