import type { DemoPost } from './demo-post.ts';

/** In English: those who want to know exactly. */
export const barista: readonly DemoPost[] = [
  {
    by: 0,
    daysAgo: 0.2,
    title: 'Kenya Nyeri: what do you taste?',
    text: 'Mine: blackcurrant first, then something like tomato leaf, and a very long finish. Brewed at 94 degrees.',
    picture: ['tasting', 'Three bowls of coffee in a row, two spoons in front'],
    hearts: 19,
    comments: [
      [2, 'Blackcurrant, yes. Tomato leaf only when it cools.'],
      [4, 'I get grapefruit. But I get grapefruit everywhere.'],
      [1, 'Try it at 91. The leaf goes away and it is all juice.'],
    ],
  },
  {
    by: 3,
    daysAgo: 1.4,
    title: 'Next blind tasting',
    text: 'Three bowls, no labels. Which region should we hide in them?',
    poll: { options: ['Ethiopia', 'Colombia', 'Kenya', 'Guatemala'], votes: [15, 9, 12, 5], daysLeft: 6 },
    hearts: 8,
    comments: [
      [5, 'Colombia. I always take it for something else.'],
      [0, 'All four and let us suffer.'],
    ],
  },
  {
    by: 5,
    daysAgo: 3,
    title: 'Why does the second cup taste better?',
    text: 'Same pot, ten minutes later. Is it me?',
    isQuestion: true,
    hearts: 12,
    comments: [
      [1, 'It is the temperature. Below 60 degrees you taste sweetness and fruit much better.'],
      [6, 'Also you are awake by then.'],
      [5, 'Let the first one cool today, and you are right.'],
    ],
    answer: 0,
  },
  {
    by: 2,
    daysAgo: 4.7,
    text: 'Kept notes for a month. Words that I used most: *chocolate* (23 times), *good* (19 times). I need more words.',
    hearts: 34,
    comments: [
      [3, 'Smell everything in the spice drawer once a week. It helps.'],
      [0, 'Mine would be *hot*.'],
      [4, 'The wheel on the wall in the shop is free to borrow. I asked.'],
    ],
  },
  {
    by: 6,
    daysAgo: 6.9,
    text: 'First harvest of beans that I could really tell apart. Left: washed. Right: natural. Even the colour differs.',
    picture: ['beans', 'Two heaps of coffee beans, one lighter than the other'],
    hearts: 25,
    comments: [
      [1, 'The natural looks uneven, that is normal.'],
      [2, 'Now smell them in the dark.'],
    ],
  },
  {
    by: 1,
    daysAgo: 9,
    title: 'Water recipe that works in Vienna',
    text: 'One part tap, one part low mineral water from the shop. Cheap, and no more chalk on my tongue.',
    hearts: 22,
    comments: [
      [5, 'In Prague I need one to two. Thank you for the idea!'],
      [0, 'I did not believe it. I do now.'],
      [3, 'My kettle thanks you too.'],
    ],
  },
  {
    by: 4,
    daysAgo: 12.5,
    title: 'Anaerobic: love it or leave it?',
    text: 'The last one smelled like a fruit shop on a Saturday night.',
    poll: { options: ['Love it', 'Once a year', 'Leave it'], votes: [9, 16, 11], daysLeft: -2 },
    hearts: 10,
    comments: [
      [6, 'Once a year, on holiday.'],
      [2, 'Love it, but my family does not.'],
      [1, 'With milk it becomes strawberry. I said it.'],
    ],
  },
  {
    by: 0,
    daysAgo: 16,
    text: 'Scored ten coffees against the roastery and agreed on seven. The other three I blame on my breakfast.',
    hearts: 17,
    comments: [
      [4, 'Seven is great. I had four, and one was by accident.'],
      [3, 'Never taste after an orange.'],
    ],
  },
  {
    by: 5,
    daysAgo: 20.8,
    title: 'Which spoon do you use?',
    text: 'Soup spoon, or do I need a real one?',
    isQuestion: true,
    hearts: 6,
    comments: [
      [2, 'Soup spoon. Round, deep, from grandmother. Perfect.'],
      [0, 'The slurp matters more than the spoon.'],
      [5, 'Grandmother it is.'],
    ],
    answer: 0,
  },
  {
    by: 3,
    daysAgo: 25,
    text: 'Tasted the same coffee roasted three days and three weeks ago. Three weeks wins, it is calmer and sweeter.',
    picture: ['cup', 'A cup of coffee with steam'],
    hearts: 20,
    comments: [
      [1, 'Same here, I hide a bag from myself for two weeks.'],
      [6, 'How do you hide it from yourself?'],
      [1, 'Behind the decaf.'],
    ],
  },
  {
    by: 6,
    daysAgo: 31,
    text: 'A good evening yesterday: eleven people, six coffees, one broken bowl. It was the empty one.',
    hearts: 28,
    comments: [
      [4, 'It was me. I am sorry. I was gesturing about jasmine.'],
      [0, 'Worth it.'],
    ],
  },
  {
    by: 2,
    daysAgo: 40,
    title: 'Notes template',
    text: 'What I write down, in this order:\n\n1. What it smells like dry\n2. The first sip, hot\n3. The same at room temperature\n4. Would I buy it again?\n\nThe last line is the only one that matters.',
    hearts: 41,
    comments: [
      [5, 'Printed it.'],
      [3, 'Line four decides everything. Very true.'],
      [6, 'I would add: who was there.'],
    ],
  },
];
