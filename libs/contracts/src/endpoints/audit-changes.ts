export interface AuditChange {
  field: string;
  before: string;
  after: string;
}

/** How values are shown: ids by name, yes and no in the reader's language. */
export interface ValueWords {
  readonly names: Readonly<Record<string, string>>;
  readonly yes: string;
  readonly no: string;
  /** The last usable day of an exclusive end. */
  readonly validUntil: (exclusive: string) => string;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// Personal data: the log shows that it changed but not the value.
const personal = new Set(['email', 'phone', 'firstName', 'lastName', 'birthday', 'externalId', 'attributes']);
const ends = new Set(['validUntil', 'expiresAt', 'until']);
// Fields that nobody asks about.
const technical = new Set(['id', 'version', 'updatedAt', 'createdAt']);

/** Nested records become paths: `points.base`. Lists stay complete. */
function flat(value: unknown, words: ValueWords, path = ''): Map<string, string> {
  if (!isRecord(value))
    return new Map(value === null || value === undefined ? [] : [[path, textOf(value, path, words)]]);
  return new Map(
    Object.entries(value)
      .filter(([key]) => !technical.has(key))
      .flatMap(([key, one]) => [...flat(one, words, path ? `${path}.${key}` : key)]),
  );
}

function textOf(value: unknown, path: string, words: ValueWords): string {
  const name = path.split('.').at(-1) ?? '';
  if (personal.has(name)) return '•••';
  if (Array.isArray(value)) return value.map((one) => textOf(one, path, words)).join(', ');
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value !== 'string') return JSON.stringify(value);
  if (ends.has(name)) return words.validUntil(value);
  return name === 'number' ? `•••• ${value.slice(-4)}` : (words.names[value] ?? value);
}

/** The changes in an audit log entry, field by field, without unchanged fields. */
export function auditChanges(before: unknown, after: unknown, words: ValueWords): AuditChange[] {
  const [old, now] = [flat(before, words), flat(after, words)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({ field, before: old.get(field) ?? '', after: now.get(field) ?? '' }))
    .filter((change) => change.before !== change.after || change.before === '•••');
}
