import type { Language } from '@regulars/contracts';

const firsts: Record<Language, readonly string[]> = {
  de: [
    'Filter',
    'Mühlen',
    'Crema',
    'Kannen',
    'Röst',
    'Aroma',
    'Bohnen',
    'Brüh',
    'Mokka',
    'Tassen',
    'Barista',
  ],
  en: ['Pour', 'Grind', 'Crema', 'Kettle', 'Roast', 'Bloom', 'Bean', 'Brew', 'Mocha', 'Cup', 'Drip', 'Steam'],
  cs: ['Kávová', 'Pražená', 'Ranní', 'Voňavá', 'Tichá', 'Pomalá', 'Zrnková', 'Horká', 'Noční', 'Malá'],
};
const seconds: Record<Language, readonly string[]> = {
  de: ['fuchs', 'eule', 'kind', 'wanderin', 'freund', 'vogel', 'träumer', 'hase', 'kater', 'stern', 'wolke'],
  en: ['fox', 'owl', 'nerd', 'rider', 'friend', 'bird', 'dreamer', 'hare', 'cat', 'star', 'cloud', 'otter'],
  cs: ['liška', 'sova', 'veverka', 'kočka', 'hvězda', 'káně', 'sýkora', 'lilie', 'perla', 'myška'],
};

/** The nickname of the member with this number in the language: nobody else has it. */
export const nicknameOf = (language: Language, number: number): string => {
  const [first, second] = [firsts[language], seconds[language]];
  const one = first[number % first.length] ?? '';
  const other = second[Math.floor(number / first.length) % second.length] ?? '';
  const again = Math.floor(number / (first.length * second.length));
  const name = language === 'cs' ? `${one} ${other}` : `${one}${other}`;
  // 41, 74 and so on look chosen; a second of a name says nothing.
  return again === 0 ? name : `${name} ${8 + again * 33}`;
};
