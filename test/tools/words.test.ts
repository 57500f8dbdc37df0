import { describe, expect, it } from 'vitest';
import { commentsOf, textsInCode } from '../../tools/words-of-code.ts';
import { refusedAtTill, refusedIn, refusedInComment } from '../../tools/words.ts';

type Language = Parameters<typeof refusedIn>[0];

describe('the check of words', () => {
  it.for<[Language, string]>([
    ['en', 'Whoever runs it signs in as usual.'],
    ['en', 'Mend a mistake by the reversing transaction'],
    ['en', 'Somebody changed this.'],
    ['en', 'Staff cannot post to the own card'],
    ['en', 'Refused for want of points'],
    ['en', 'This is no picture'],
    ['en', 'What was rung up is kept'],
    ['en', 'Returns the begin of the period'],
    ['de', 'Zeig diesen Code an der Kassa'],
    ['de', 'Einkäufe zählen nicht, bis Sie sie veröffentlichen'],
    ['de', 'Neuigkeiten per Mail'],
    ['de', '10 % mehr Punkte'],
    ['cs', 'Členem od {date}'],
    ['cs', 'Jeden bod za každých … {currency}'],
    ['cs', 'Vítejte, {name}'],
    ['cs', 'Povoleno je 8 000 na stranu.'],
  ])('refuses in %s: %s', ([language, text]) => {
    expect(refusedIn(language, text)).toHaveLength(1);
  });

  it.for<[Language, string]>([
    ['en', 'Recommended for everyone. Reverse a transaction.'],
    ['de', 'Zeig diesen Code an der Kasse, das reicht.'],
    ['en', 'There is no limit. It is no longer valid.'],
    ['de', 'Neuigkeiten per E-Mail vom Mailserver'],
    ['cs', 'Body za každý nákup'],
    ['cs', 'např. +420 601 234 567'],
    ['cs', 'Začátek členství: {date}'],
  ])('accepts in %s: %s', ([language, text]) => {
    expect(refusedIn(language, text)).toEqual([]);
  });
});

describe('the check of words at the till', () => {
  it.for<[Language, string]>([
    ['en', 'The customer pays by card.'],
    ['en', 'Print the receipt'],
    ['en', 'Count the cash'],
    ['de', 'Bezahlt?'],
    ['de', 'Bon ausgeben'],
    ['de', 'Beleg drucken'],
    ['de', 'Bar oder mit Karte'],
    ['cs', 'Zákazník platí kartou'],
    ['cs', 'Zaplaceno v hotovosti'],
    ['cs', 'Vytisknout účtenku'],
  ])('refuses in %s: %s', ([language, text]) => {
    expect(refusedAtTill(language, text)).toHaveLength(1);
  });

  it.for<[Language, string]>([
    ['en', 'Post. Enter it in the shop’s own cash register.'],
    ['de', 'Buchen. Nur wenn eure Registrierkasse eine Nummer gedruckt hat. Eine Zahl. Gutschein verfügbar.'],
    ['cs', 'Zaúčtovat. Poukaz platí do {date}. Číslo vytiskla registrační pokladna.'],
  ])('accepts in %s: %s', ([language, text]) => {
    expect(refusedAtTill(language, text)).toEqual([]);
  });
});

describe('the check of comments', () => {
  it.for([
    'Who buys gets points.',
    'Under the lock. Who moves it has no second one.',
    'Its lines stand in rows of their own.',
  ])('refuses: %s', (text) => {
    expect(refusedInComment(text)).toHaveLength(1);
  });

  it.for(['Who may ask?', 'Members who buy get points.', 'A purchase that stands.', 'Where members stand.'])(
    'accepts: %s',
    (text) => {
      expect(refusedInComment(text)).toEqual([]);
    },
  );

  it('reads every comment, whole and without code', () => {
    const source = `// One line
// and the next.
const a = 'https://x.example'; // Beside \`anew\` code
/**
 * Over
 * lines.
 */
/** Short. */
  -- In SQL
<!-- In a page -->
`;
    expect(commentsOf(source)).toEqual([
      { line: 1, text: 'One line and the next.' },
      { line: 3, text: 'Beside `…` code' },
      { line: 4, text: 'Over lines.' },
      { line: 8, text: 'Short.' },
      { line: 9, text: 'In SQL' },
      { line: 10, text: 'In a page' },
    ]);
  });

  it('reads texts by the name of their language', () => {
    const source = `export const cs = { title: 'Dobrý den' };
const mail = { de: { title: 'Hallo', text: say(\`\${count} %\`) }, en: 'Hello', other: 'x' };`;
    expect(textsInCode(source)).toEqual([
      ['cs', 1, 'Dobrý den'],
      ['de', 2, 'Hallo'],
      ['de', 2, '{…} %'],
      ['en', 2, 'Hello'],
    ]);
  });
});
