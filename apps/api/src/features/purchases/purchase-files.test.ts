import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const folder = new URL('./', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, folder), 'utf8');

/** Generated: the types of all statements of the feature. */
const generated = 'statements.ts';

/** The files of this feature that a file imports, types too. */
const importsOf = (file: string): string[] =>
  [...read(file).matchAll(/from '\.\/([^']+)'/g)]
    .map(([, path]) => path ?? '')
    .filter((path) => path !== generated);

/** The files of the classes of this feature that a method of the controller calls. */
const calledBy = (method: string): string[] => {
  const controller = read('purchases.controller.ts');
  const body = new RegExp(`async ${method}\\([^]*?\\n  }\\n`).exec(controller)?.[0] ?? '';
  const fields = new Set([...body.matchAll(/this\.(\w+)/g)].map(([, field]) => field ?? ''));
  return [...fields].flatMap((field) => {
    const service = new RegExp(`readonly ${field}: (\\w+)`).exec(controller)?.[1] ?? '';
    return new RegExp(`\\b${service}\\b[^;]* from '\\./([^']+)'`).exec(controller)?.[1] ?? [];
  });
};

const reachedFrom = (files: readonly string[]): string[] => {
  const reached = new Set(files);
  for (const file of reached) for (const next of importsOf(file)) reached.add(next);
  return [...reached].sort();
};

it('the code of a purchase fits in five files', () => {
  expect(calledBy('record')).toEqual(['purchases.service.ts']);
  expect(reachedFrom(calledBy('record'))).toEqual([
    'context.ts',
    'decision.ts',
    'intake.ts',
    'purchases.repository.ts',
    'purchases.service.ts',
  ]);
});

it('each of these files imports only the ones before it', () => {
  const order = ['intake.ts', 'context.ts', 'decision.ts', 'purchases.repository.ts', 'purchases.service.ts'];
  for (const [place, file] of order.entries())
    expect(order.slice(0, place)).toEqual(expect.arrayContaining(importsOf(file)));
});
