import type { Interest } from '@regulars/contracts';
import { interestKeyFor } from '@regulars/loyalty';
import { m } from '#lib/paraglide/messages.js';
import { textsIn } from '#lib/shell/languages.ts';

type Values = Record<string, string>;

/** Fields `key_<n>` and `name_<n>_<language>`, in the order of their numbers. A new one gets a key from its name. */
export function interestsBody(values: Values): { body: { interests: Interest[] }; fields: Values } {
  const fields: Values = {};
  const interests: Interest[] = [];
  const rows = Object.keys(values)
    .flatMap((field) => /^key_(\d{1,3})$/u.exec(field)?.[1] ?? [])
    .sort((one, other) => Number(one) - Number(other));
  const kept = rows.map((row) => values[`key_${row}`] ?? '').filter(Boolean);
  for (const row of rows) {
    const name = textsIn(values, `name_${row}`);
    if (!name) fields[`name_${row}`] = m.common_field_required();
    const taken = new Set([...kept, ...interests.map(({ key }) => key)]);
    const key = values[`key_${row}`] || interestKeyFor(Object.values(name ?? {})[0] ?? '', taken);
    interests.push({ key, name: name ?? {} });
  }
  return { body: { interests }, fields };
}
