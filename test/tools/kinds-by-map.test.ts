import { Linter, type ESLint } from 'eslint';
import svelte from 'eslint-plugin-svelte';
import { expect, it } from 'vitest';
import { kindsByMap } from '../../tools/lint/kinds-by-map.ts';

const plugin: ESLint.Plugin = { rules: { 'kinds-by-map': kindsByMap } };
const faults = (code: string, filename = 'some.js'): number =>
  new Linter().verify(
    code,
    [
      ...svelte.configs.base,
      {
        files: ['**/*.js', '**/*.svelte'],
        plugins: { regulars: plugin },
        rules: { 'regulars/kinds-by-map': 'error' },
      },
    ],
    { filename },
  ).length;

it.each([
  `const text = effect.kind === 'multiplier' ? 'a' : 'b';`,
  `if (rule.effect.kind !== 'multiplier') give();`,
  `if (a) give(); else if (ready && reason?.kind === 'tier') give();`,
  `switch (effect.kind) { case 'multiplier': give(); }`,
  `if ('tier' === reason.kind) give();`,
])('a branch over a kind is refused: %s', (code) => {
  expect(faults(code)).toBe(1);
});

it('in a component too', () => {
  expect(faults(`{#if rule.effect.kind === 'multiplier'}a{:else}b{/if}`, 'Some.svelte')).toBe(1);
  expect(faults(`<p>{effect.kind === 'multiplier' ? 'a' : 'b'}</p>`, 'Some.svelte')).toBe(1);
});

it.each([
  `const text = texts[effect.kind]();`,
  `const own = effects.filter((effect) => effect.kind === wanted);`,
  `if (line.kind === 'gift-card') skip();`,
  `if (actor.kind === 'account') give();`,
  `if (rule.state === 'live') give();`,
])('a look-up, a filter, and other kinds are not: %s', (code) => {
  expect(faults(code)).toBe(0);
});

it('a component that looks up is fine', () => {
  expect(faults(`{#if rule.live}<Fields drafts={drafts[rule.effect.kind]} />{/if}`, 'Some.svelte')).toBe(0);
});
