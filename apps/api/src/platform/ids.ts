import { randomUUIDv7 } from 'node:crypto';

/** A new uuidv7: sorts by time, so that indexes stay compact. */
export const newId = (): string => randomUUIDv7();
