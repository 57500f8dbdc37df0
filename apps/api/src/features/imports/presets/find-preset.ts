import type { ImportKind, ImportMapping } from '@regulars/contracts';
import { otherSystems } from './other-systems.ts';
import { ownFiles } from './own-files.ts';
import type { Preset } from './preset.ts';

const presets: readonly Preset[] = [...ownFiles, ...otherSystems];

/** Case and blanks around a name say nothing. */
const plain = (name: string): string => name.trim().toLowerCase();

/** The system that writes files with these columns; null if none is known. The kind that is asked for goes first. */
export const findPreset = (header: readonly string[], kind: ImportKind): Preset | null => {
  const names = new Set(header.map(plain));
  const found = presets.filter(({ marks }) => marks.every((mark) => names.has(plain(mark))));
  return found.find((preset) => preset.kind === kind) ?? found[0] ?? null;
};

/** The columns of the file for the fields of its system. */
export const presetMapping = ({ columns, unless = {} }: Preset, header: readonly string[]): ImportMapping => {
  const byName = new Map(header.map((name) => [plain(name), name]));
  const found = Object.entries(columns).flatMap(([field, names]): [string, string | string[]][] => {
    const [first, ...more] = names.flatMap((name) => byName.get(plain(name)) ?? []);
    return first === undefined ? [] : [[field, more.length > 0 ? [first, ...more] : first]];
  });
  const fields = new Set(found.map(([field]) => field));
  return {
    columns: Object.fromEntries(found.filter(([field]) => !fields.has(unless[field] ?? ''))),
    attributes: [],
  };
};
