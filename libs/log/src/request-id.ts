import { randomUUID } from 'node:crypto';

// Nothing that could break a line, name a file or carry text.
const wellFormed = /^[A-Za-z\d](?:[\w-]{6,62}[A-Za-z\d])$/;

/**
 * The id of a request: the one from a trusted proxy or our own portal if it has 8 to 64 letters, digits,
 * hyphens and underscores; otherwise a new one.
 */
export const requestId = (given: string | readonly string[] | null | undefined, trusted: boolean): string =>
  trusted && typeof given === 'string' && wellFormed.test(given) ? given : randomUUID();
