import type { SaidAnswer, SurveyTexts } from './kinds/kind.ts';

/** What texts may say about the member: the first name, the tier now, and the location of the purchase. */
const pipedFacts = ['first-name', 'tier', 'location'] as const;
type PipedFact = (typeof pipedFacts)[number];

/** A place in a text, `{first-name}` or `{answer:reason}`, that is filled for each member. */
type Place =
  | { readonly kind: 'fact'; readonly name: PipedFact }
  | { readonly kind: 'answer'; readonly name: string }
  | { readonly kind: 'unknown'; readonly name: string };

const pattern = /\{([a-z][a-z0-9:-]*)\}/gu;
/** With the comma or the space before it. */
const led = /(,?\s*)\{([a-z][a-z0-9:-]*)\}/gu;

export const placesIn = (text: string): Place[] =>
  [...text.matchAll(pattern)].map(([, name = '']) => placeOf(name));

const placeOf = (name: string): Place => {
  const fact = pipedFacts.find((each) => each === name);
  if (fact) return { kind: 'fact', name: fact };
  return name.startsWith('answer:')
    ? { kind: 'answer', name: name.slice('answer:'.length) }
    : { kind: 'unknown', name };
};

/** What is known when a text is shown. */
export interface Piped {
  /** Empty if it is not known. */
  readonly facts: Readonly<Record<PipedFact, string | SurveyTexts>>;
  /** By the key of the question. */
  readonly answers: ReadonlyMap<string, SaidAnswer | null>;
}

/**
 * The text with its places filled, once: what a member wrote is never read as a place. Unknown ones are empty. Customers without
 * a name are not addressed: 'Hello {first-name}!' is 'Hello!'.
 */
export const piped = (texts: SurveyTexts, known: Piped): SurveyTexts =>
  Object.fromEntries(
    Object.entries(texts).map(([language, text]) => [
      language,
      text.replaceAll(led, (_, lead: string, name: string) => {
        const place = placeOf(name);
        const said = filled(place, known, language);
        return name === 'first-name' && said === '' ? '' : lead + said;
      }),
    ]),
  );

const filled = (place: Place, { facts, answers }: Piped, language: string): string => {
  switch (place.kind) {
    case 'fact':
      return factIn(facts[place.name], language);
    case 'answer':
      return saidIn(answers.get(place.name) ?? '', language);
    case 'unknown':
      return '';
  }
};

const factIn = (fact: string | SurveyTexts, language: string): string =>
  typeof fact === 'string' ? fact : textIn(fact, language);

const saidIn = (said: SaidAnswer, language: string): string =>
  typeof said === 'string' ? said : said.map((texts) => textIn(texts, language)).join(', ');

const textIn = (texts: SurveyTexts, language: string): string =>
  Object.entries(texts).find(([each]) => each === language)?.[1] ?? Object.values(texts)[0] ?? '';
