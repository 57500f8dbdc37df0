import type { ImportFormat, ImportKind, ImportMapping, ImportOptions } from '@regulars/contracts';
import { guessMapping } from '../guess-mapping.ts';
import type { DateColumn } from '../reading/guess-dates.ts';
import { presetMapping } from './find-preset.ts';
import type { Preset } from './preset.ts';

interface Seen {
  readonly kind: ImportKind;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * What a known system's columns mean, else what they probably mean. What a system says beside about people is guessed;
 * our own files say more than an import should take, such as the points of a member.
 */
export const mappingOf = (preset: Preset | null, { kind, columns, rows }: Seen): ImportMapping => {
  if (preset?.kind !== kind) return guessMapping(kind, columns, rows);
  const known = presetMapping(preset, columns);
  if (kind !== 'members' || preset.system === 'regulars') return known;
  const taken = new Set(Object.values(known.columns).flat());
  const others = columns.map((name) => (taken.has(name) ? '' : name));
  return { ...known, columns: { ...guessMapping(kind, others, rows).columns, ...known.columns } };
};

/** How the system writes dates, and numbers in its text files: workbooks have numbers of their own. */
export const readingOf = (
  preset: Preset | null,
  kind: ImportKind,
  format: ImportFormat,
): Partial<Pick<ImportOptions, 'dates' | 'decimal'>> =>
  preset?.kind === kind
    ? {
        ...(preset.dates ? { dates: preset.dates } : {}),
        ...(preset.decimal && format === 'csv' ? { decimal: preset.decimal } : {}),
      }
    : {};

/** A column of dates that do not tell their order, if the system does. */
export const answeredBy = (
  preset: Preset | null,
  { columns }: Pick<ImportMapping, 'columns'>,
  column: DateColumn,
): DateColumn => {
  const isMapped = Object.values(columns).flat().includes(column.column);
  return column.order === null && isMapped && preset?.dates ? { ...column, order: preset.dates } : column;
};
