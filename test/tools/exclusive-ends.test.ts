import { readFile } from 'node:fs/promises';
import { Linter, type ESLint } from 'eslint';
import svelte from 'eslint-plugin-svelte';
import { describe, expect, it } from 'vitest';
import { exclusiveEnds, exclusiveEndsRule } from '../../tools/lint/exclusive-ends.ts';

const plugin: ESLint.Plugin = { rules: { 'exclusive-ends': exclusiveEndsRule } };
const faults = (code: string, filename = 'some.js'): number =>
  new Linter().verify(
    code,
    [
      ...svelte.configs.base,
      {
        files: ['**/*.js', '**/*.svelte'],
        plugins: { ends: plugin },
        rules: { 'ends/exclusive-ends': 'error' },
      },
    ],
    { filename },
  ).length;

describe('exclusive ends', () => {
  it.each([
    `dateTime(voucher.expiresAt, 'date', zone)`,
    `day(row.validUntil)`,
    `written(until)`,
    `momentOf(reward.validUntil ?? none, reading)`,
    `format.format(row?.expiresAt)`,
    `const rows = list.map(({ points, expiresAt }) => ({ points, at: expiresAt }))`,
  ])('are not formatted as they are, and not hidden: %s', (code) => {
    expect(faults(code)).toBe(1);
  });

  it('are found in components too', () => {
    expect(faults(`<p>{m.until({ date: day(voucher.expiresAt) })}</p>`, 'some.svelte')).toBe(1);
  });

  it.each([
    `validUntil(voucher.expiresAt, zone)`,
    `Date.parse(export_.expiresAt) < now`,
    `const body = { validUntil: reward.validUntil }`,
    `m.up_to({ until: validUntil(until, zone) })`,
  ])('are shown by the one function: %s', (code) => {
    expect(faults(code)).toBe(0);
  });

  it('are all known: each moment of a reply whose name says that something ends', async () => {
    const names = new Set<string>();
    const walk = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      if ('properties' in node && typeof node.properties === 'object' && node.properties !== null)
        for (const [name, schema] of Object.entries(node.properties))
          if (/date-time/.test(JSON.stringify(schema)) && /until|expir|^ends|validTo|lastDay/i.test(name))
            if (
              typeof schema === 'object' &&
              schema !== null &&
              !('properties' in schema || 'items' in schema)
            )
              names.add(name);
      for (const part of Object.values(node)) walk(part);
    };
    walk(JSON.parse(await readFile('docs/openapi.json', 'utf8')));
    // When the law no longer requires a record. Nobody uses it until then.
    names.delete('keptUntil');
    // When a message that the quiet hours held back may be sent: it is sent at that very moment.
    names.delete('heldUntil');
    // What was observed at that very moment is forgotten too.
    names.delete('forgottenUntil');
    // The newest post that a member has read is inside.
    names.delete('readUntil');
    // Moments to the minute, which pages show as such: from then on a member writes again, or cannot appeal.
    names.delete('silencedUntil');
    names.delete('appealUntil');
    expect([...names].filter((name) => !exclusiveEnds.has(name))).toEqual([]);
    expect(names.size).toBeGreaterThan(2);
  });
});
