import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** A test that docs/security.md names: its file between backticks, then its names in italics. */
const named = /`((?:apps|libs|test)\/[\w./-]+\.test\.ts)`((?:,? _[^_]+_)+)/g;

it('docs/security.md names existing tests', async () => {
  const text = await readFile(join(root, 'docs/security.md'), 'utf8');
  const evidence = [...text.matchAll(named)].flatMap(([, file = '', names = '']) =>
    [...names.matchAll(/_([^_]+)_/g)].map(([, name = '']) => ({ file, name })),
  );
  expect(evidence.length).toBeGreaterThan(100);
  const files = new Map<string, string>();
  const missing: string[] = [];
  for (const { file, name } of evidence) {
    const source = files.get(file) ?? (await readFile(join(root, file), 'utf8').catch(() => ''));
    files.set(file, source);
    const written = [`'${name}`, `"${name}`, `\`${name}`, `'${name.replaceAll("'", "\\'")}`];
    if (!written.some((form) => source.includes(form))) missing.push(`${file}: ${name}`);
  }
  expect(missing).toEqual([]);
});

it('docs/security.md has each requirement once', async () => {
  const text = await readFile(join(root, 'docs/security.md'), 'utf8');
  const rows = [...text.matchAll(/^\| ((?:\d+\.\d+\.\d+(?:, )?)+) +\|/gm)].flatMap(([, ids = '']) =>
    ids.split(', '),
  );
  expect(rows.filter((id, index) => rows.indexOf(id) !== index)).toEqual([]);
  expect(new Set(rows.map((id) => id.split('.')[0])).size).toBe(17);
  expect(rows).toHaveLength(253);
});
