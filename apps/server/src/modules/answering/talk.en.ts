import type { Talk } from './talk.ts'

/** Whole sentences in lower case without punctuation. */
const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`)

export const englishLead =
  '(?:(?:hi|hello|hey|yes|no|ok|okay|sure|well|sorry|so|and|but|unfortunately|of course|certainly) )*'
const person = '(?:person|human|colleague|team|staff|somebody|someone|agent|member|representative|operator)'
const missing = '(?:information|details?|answer|anything|data|sources?|knowledge|that|this|it)'
const pass = '(?:connect|pass|forward|hand|transfer|put|refer|ask|get|talk|speak|chat|contact|reach|help)'

export const englishTalk: readonly (readonly [Talk, RegExp])[] = [
  [
    'courtesy',
    whole(
      '(?:hi|hello|hey|welcome|greetings|good (?:morning|afternoon|evening|day))(?: (?:there|again|everyone|and welcome|welcome))*',
    ),
  ],
  [
    'courtesy',
    whole(
      '(?:thank you|thanks|many thanks)(?: (?:so|very) much)?(?: for (?:asking|waiting|writing|your (?:question|message|patience|interest|understanding|time)|reaching out|contacting us|getting in touch))?',
    ),
  ],
  [
    'courtesy',
    whole(
      `${englishLead}(?:you'?re (?:very )?welcome|my pleasure|(?:i'm |i am |we're |we are )?(?:glad|happy) to help(?: you)?(?: with (?:that|this))?|good question|great question|no problem|okay|i understand|i see|goodbye|bye|take care|have a (?:nice|good|great|lovely) (?:day|evening|weekend|one))(?: (?:then|too))?`,
    ),
  ],
  ['courtesy', whole('(?:just )?(?:one|a) moment(?: please)?(?: i am looking (?:that|this|it) up)?')],
  [
    'courtesy',
    whole(
      `${englishLead}(?:(?:i'm|i am|we're|we are) )?(?:so |very |really )?sorry(?: (?:to hear (?:that|this)|about (?:that|this)|for (?:the|any) (?:inconvenience|confusion|trouble|wait|delay)))?`,
    ),
  ],
  ['courtesy', whole(`${englishLead}here is what (?:i|we) (?:found|know)(?: about (?:that|this|it))?`)],
  [
    'unknown',
    whole(
      `${englishLead}(?:i'?m (?:afraid |sorry )?(?:but )?)?(?:i|we) (?:do not|don't|could not|couldn't|can not|cannot|can't|did not|didn't|am not able to|was not able to|am unable to|was unable to|were unable to) (?:currently |yet )?(?:have|find|see|know|answer|confirm|say|tell|help with)(?: you)?(?: (?:any|enough|the|more|an|specific|exact|with|about|on|for))* ${missing}(?: (?:in|on|about|for|from|to|regarding|with) .{1,120})?`,
    ),
  ],
  [
    'unknown',
    whole(
      `${englishLead}(?:the|our|my) (?:sources|information|knowledge|documents) (?:do|does) not (?:say|mention|answer|cover|contain|include)(?: (?:any|the|an))* ${missing}(?: .{1,80})?`,
    ),
  ],
  [
    'offer',
    whole(
      `${englishLead}(?:would you like|shall i|should i|do you want|may i|can i|could i|i can|i could|i will|i'll|let me|we can|i'd be happy to|i would be happy to|if you (?:like|wish|want) i can)(?: me| to|us)* (?:.{0,20} )?${pass} .{0,60}${person}.{0,40}`,
    ),
  ],
  [
    'offer',
    whole(
      `${englishLead}(?:please |feel free to |you can )*(?:ask|contact|talk to|speak to|reach) (?:our|a|the) ${person}(?: .{0,40})?`,
    ),
  ],
  [
    'courtesy',
    whole(
      `${englishLead}(?:please )?(?:feel free to (?:ask|write)|let (?:me|us) know|just ask|ask (?:me|us))(?: (?:me|us|anything|again|here))*(?: if (?:you (?:have|need) (?:any|more|other|further|anything)(?: (?:more|other|further|else|questions?|help|information|details?))*|there is anything else.{0,30}))?`,
    ),
  ],
  [
    'question',
    whole(
      `${englishLead}(?:(?:how|what) (?:can|may|could) (?:i|we) (?:help|do for|assist)(?: you)?(?: with)?(?: today| now)?|is there (?:anything|something) else.{0,60}|what would you like to know.{0,40}|anything else)`,
    ),
  ],
  [
    'question',
    whole(
      `${englishLead}(?:would you like|do you (?:want|mean|need|have)|did you mean|could you (?:please )?(?:tell|say|give|share)|can you (?:please )?(?:tell|say|give|share)|may i ask|shall i|should i|which (?:one|of|product|order|kind)|what (?:kind|size|colou?r|is your)|are you (?:looking for|asking about)) .{1,140}`,
    ),
  ],
]
