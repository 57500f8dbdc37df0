import { randomUUIDv7 } from 'node:crypto';

let last = '';

/**
 * A new uuidv7, which sorts by time so that indexes stay compact. Ids of this process also sort by creation
 * within a millisecond and when the clock is set back.
 */
export const newId = (): string => {
  const made = randomUUIDv7();
  last = made > last ? made : following(last);
  return last;
};

/** Whether a text has the form of our ids, so that PostgreSQL takes it for one. */
export const isId = (text: string): boolean => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u.test(text);

const digits = 12;

/** The next larger id with the same time. */
const following = (id: string): string => {
  const tail = Number.parseInt(id.slice(-digits), 16) + 1;
  const written = tail.toString(16).padStart(digits, '0');
  // Once in 2^48 cases there is none with this head.
  return written.length > digits ? randomUUIDv7() : id.slice(0, -digits) + written;
};

const timeDigits = 12;

/** When an id was made, in milliseconds. */
export const createdAt = (id: string): number =>
  Number.parseInt(id.replaceAll('-', '').slice(0, timeDigits), 16);
