import { ClubError } from '../club-error.ts';

const deepest = 32;
/** Of a body that is nested deeper, nobody looks for the place. */
const deepestNamed = 1000;

/**
 * Reads JSON. Refuses deep nesting and text that PostgreSQL cannot store, with a pointer that begins with
 * `prefix`.
 */
export const readJson = (text: string, prefix = ''): unknown => {
  if (text.trim() === '') return undefined;
  const depth = depthOf(text);
  if (depth > deepest) throw tooDeep(depth <= deepestNamed ? parse(text) : null, prefix);
  const value = parse(text);
  const fault = /\\u|\0/.test(text) || !text.isWellFormed() ? unreadable(value, prefix) : null;
  if (fault !== null)
    throw ClubError.field('unreadable-text', fault, 'holds characters that cannot be stored');
  return value;
};

const tooDeep = (value: unknown, prefix: string): ClubError => {
  const detail = `Nested deeper than ${deepest}`;
  const pointer = value === null ? null : deepPart(value, prefix, 1);
  return new ClubError(
    'malformed-request',
    pointer === null ? detail : { detail, errors: [{ pointer, message: detail }] },
  );
};

/** Pointer to the first part that is nested too deep; null if none. */
const deepPart = (value: unknown, pointer: string, depth: number): string | null => {
  if (typeof value !== 'object' || value === null) return null;
  if (depth > deepest) return pointer;
  for (const [key, part] of Object.entries(value)) {
    const found = deepPart(part, `${pointer}/${key}`, depth + 1);
    if (found !== null) return found;
  }
  return null;
};

/** A key that is written as it is, or with escapes. To look at every key takes ten times as long as to parse. */
const mayNameProto = /__proto__|\\u/;

const withoutProto = (key: string, value: unknown): unknown => (key === '__proto__' ? undefined : value);

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text, mayNameProto.test(text) ? withoutProto : undefined);
  } catch {
    throw new ClubError('malformed-request', 'This is not JSON');
  }
};

// Counted before parsing, because a parser that recurses 200,000 levels is the attack.
const depthOf = (text: string): number => {
  let depth = 0;
  let most = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted) {
      if (sign === '\\') at += 1;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === '{' || sign === '[') most = Math.max(most, (depth += 1));
    else if (sign === '}' || sign === ']') depth -= 1;
  }
  return most;
};

/** Pointer to the first text with a NUL or a lone surrogate; null if none. */
const unreadable = (value: unknown, pointer: string): string | null => {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? pointer : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, part] of Object.entries(value)) {
    const fault =
      unreadable(key, `${pointer}/${key.toWellFormed()}`) ?? unreadable(part, `${pointer}/${key}`);
    if (fault !== null) return fault;
  }
  return null;
};
