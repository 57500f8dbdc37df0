import { randomUUID } from 'node:crypto';

// Nothing that could break a line, name a file or carry a text of its own.
const wellFormed = /^[A-Za-z\d](?:[\w-]{6,62}[A-Za-z\d])$/;

/**
 * The id of a request: the one that a proxy or our own portal has given it, where we trust who sends it and it has 8 to
 * 64 letters, digits, hyphens and underscores; else a new one.
 */
export const requestId = (given: string | readonly string[] | null | undefined, trusted: boolean): string =>
  trusted && typeof given === 'string' && wellFormed.test(given) ? given : randomUUID();
