import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { knownVariables, readConfig } from '../../apps/api/src/config.ts';

/** The portal in a process of its own reads it, beside those of the API. */
const ofThePortal = ['API_INTERNAL_URL'];

const tableOfReadme = async (): Promise<{ names: string[]; byDefault: string }[]> => {
  const readme = await readFile(join(import.meta.dirname, '../../README.md'), 'utf8');
  const [, section = ''] = /^## Configuration\n([\s\S]*?)^## /m.exec(readme) ?? [];
  return section.split('\n').flatMap((line) => {
    const [, name = '', byDefault = ''] = line.split('|').map((cell) => cell.trim());
    const names = [...name.matchAll(/`([A-Z_]+)`/g)].map(([, one = '']) => one);
    return names.length > 0 ? [{ names, byDefault }] : [];
  });
};

it('the README lists every variable once, and nothing else', async () => {
  const listed = (await tableOfReadme()).flatMap(({ names }) => names);
  expect(listed.toSorted()).toEqual([...knownVariables, ...ofThePortal].toSorted());
});

it('the README gives the defaults that apply', async () => {
  const given = (await tableOfReadme()).flatMap(({ names, byDefault }) => {
    const each = byDefault.replaceAll('`', '').split(', ');
    return names.map((name, index) => [name, each[index]] as const);
  });
  const plain = Object.entries(readConfig({})).filter(([, value]) =>
    ['number', 'string'].includes(typeof value),
  );
  expect(plain.length).toBeGreaterThan(6);
  for (const [name, value] of plain) expect(given).toContainEqual([name, String(value)]);
});
