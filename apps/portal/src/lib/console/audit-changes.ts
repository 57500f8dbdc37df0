import { inLanguage } from '#lib/texts.ts';

export interface AuditChange {
  field: string;
  before: string;
  after: string;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Nested records become paths: `points.base`. Lists stay whole. */
function flat(value: unknown, path = ''): Map<string, string> {
  if (!isRecord(value)) return new Map(value === null || value === undefined ? [] : [[path, textOf(value)]]);
  return new Map(
    Object.entries(value).flatMap(([key, one]) => [...flat(one, path ? `${path}.${key}` : key)]),
  );
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** How people call what was changed, as far as the entry says. */
export function auditName(before: unknown, after: unknown): string {
  for (const state of [after, before]) {
    if (!isRecord(state)) continue;
    for (const name of [state.displayName, state.name, state.code]) {
      if (typeof name === 'string') return name;
      if (isRecord(name))
        return inLanguage(
          Object.fromEntries(Object.entries(name).map(([key, text]) => [key, String(text ?? '')])),
        );
    }
  }
  return '';
}

/** What an entry of the audit log changed, field by field; what stayed the same is left out. */
export function auditChanges(before: unknown, after: unknown): AuditChange[] {
  const [old, now] = [flat(before), flat(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({ field, before: old.get(field) ?? '', after: now.get(field) ?? '' }))
    .filter((change) => change.before !== change.after);
}
