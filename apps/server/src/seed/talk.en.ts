import type { Talk } from './talk.ts'

export const talkEn: Talk = {
  topics: [
    {
      page: 'shipping',
      questions: [
        'How long does shipping take?',
        'When will my parcel arrive?',
        'how long for delivery to Chiang Mai',
        'Do you ship on weekends?',
      ],
      answer:
        'Parcels leave our shop within one working day and arrive after 2 to 4 days. You get a tracking number by mail.',
    },
    {
      page: 'shipping',
      questions: ['How much is shipping?', 'What does delivery cost?', 'is shipping free over 1000 baht?'],
      answer: 'Shipping costs 60 baht and is free for orders of 1,000 baht or more.',
    },
    {
      page: 'returns',
      questions: ['Can I return a bowl?', 'How do I send something back?', 'What is your return policy?'],
      answer: 'You can send anything back within 30 days, unused and in its box. We refund you once it is here.',
    },
    {
      page: 'returns',
      questions: ['When do I get my refund?', 'my refund has not arrived yet, order #', 'How long does a refund take?'],
      answer: 'A refund reaches you 5 to 7 working days after the parcel is back, by the way you paid.',
    },
    {
      page: 'orders',
      questions: ['Where is my order #?', 'order # still says packed, is that right?', 'Can you check order # please'],
      answer: null,
    },
    {
      page: 'orders',
      questions: ['Can I change the address of order #?', 'I typed the wrong address for order #'],
      answer: null,
    },
    {
      page: 'payment',
      questions: ['Can I pay by card?', 'Which ways to pay are there?', 'do you take PromptPay'],
      answer: 'You can pay by card, PromptPay, bank transfer, or in cash when the parcel comes.',
    },
    {
      page: 'shop',
      questions: ['When are you open?', 'Are you open on Sunday?', 'opening hours today?'],
      answer: 'The shop in Chiang Mai is open every day from 9 to 18, except on public holidays.',
    },
    {
      page: 'care',
      questions: [
        'Is the blue plate dishwasher safe?',
        'Can I put the cups into the microwave?',
        'How do I clean the teapot?',
      ],
      answer:
        'Everything with a glossy glaze may go into dishwasher and microwave. Please wash matt pieces and teapots by hand.',
    },
    {
      page: 'gifts',
      questions: ['Do you wrap gifts?', 'Can you add a card to my order?'],
      answer: 'Yes. Choose gift wrapping in the basket for 40 baht; a card with your own words is part of it.',
    },
    {
      page: 'wholesale',
      questions: ['Do you sell to restaurants?', 'What is the price for 200 bowls?', 'I need a quote for our hotel'],
      answer: null,
    },
    {
      page: 'workshops',
      questions: ['Are there workshops for children?', 'How do I book a pottery class?'],
      answer:
        'Workshops are on Saturdays at 10 and 14, for everybody from 8 years on. Book them on the page Workshops.',
    },
  ],
  notKnown: 'I have found nothing about that. Would you like to talk to a person?',
  wishesForPerson: ['Can I talk to a person?', 'I want to speak with somebody please', 'human please'],
  personComes: 'Of course. Somebody from our team will be with you shortly.',
  followUps: [
    'And to Laos?',
    'ok, and for two of them?',
    'Is that also true for sale items?',
    'What if it is broken?',
    'Hmm, I am not sure I understand.',
    'I ordered last week.',
    'The big one, in green.',
    'Could you send me the link?',
  ],
  followUpAnswers: [
    'Yes, that is the same there.',
    'The same holds for sale items, as long as they are unused.',
    'If something arrives broken, send us a photo within 7 days and we send you a new one.',
    'You find it on the page of the article, below the photos.',
    'Could you tell me the number of your order, please?',
  ],
  greetings: ['Hello, this is our team. I am looking into it.', 'Hi there! One moment, I check that for you.'],
  replies: [
    'I have found it: it left our shop this morning.',
    'I have changed that for you.',
    'Could you send me a photo, please?',
    'That one is back in stock on Friday. Shall I put one aside?',
    'I have asked our workshop and will write to you here.',
    'The tracking number is TH# and the parcel arrives tomorrow.',
    'I am sorry about that. We send you a new one today.',
  ],
  thanks: ['Thank you!', 'great, thanks a lot', 'Perfect, that helps.', 'ok thanks'],
  goodbyes: ['You are welcome. Have a nice day!', 'Any time!'],
  comments: [
    ['Still waiting for my parcel.', 'Nobody could tell me where my order is.'],
    ['It took a while.', 'Okay, but I had to ask twice.'],
    ['Quick and kind, thank you.', 'Perfect service!', 'Got my answer at once.'],
  ],
  visitors: [
    'Anna Berg',
    'Tom Lee',
    'Sofia Rossi',
    'James Carter',
    'Lena Vogt',
    'Maria Silva',
    'Ken Ito',
    'Olga Petrova',
  ],
}
