/** What the form sends for own words: no key of an option has a colon. */
export const otherChoice = ':other';

const prefix = 'choice-';

/** The field of an option. Boxes have a name each, so that a refused form keeps all that were ticked. */
export const choiceField = (type: 'radio' | 'checkbox', value: string): string =>
  type === 'radio' ? prefix : `${prefix}${value}`;

/** The options that were chosen. */
export const choicesIn = (sent: Readonly<Record<string, string>>): string[] =>
  Object.entries(sent).flatMap(([name, value]) => (name.startsWith(prefix) ? [value] : []));
