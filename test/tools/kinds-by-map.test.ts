import { Linter, type ESLint } from 'eslint';
import svelte from 'eslint-plugin-svelte';
import { describe, expect, it } from 'vitest';
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

describe('the lint rule refuses', () => {
  it.each([
    `const text = effect.kind === 'multiplier' ? 'a' : 'b';`,
    `const text = draft.kind === 'members' ? 'a' : 'b';`,
    `const give = ({ kind }) => (kind !== 'repay' ? one : other);`,
    `const least = this.kind === 'deposit' && paid ? -1 : 0;`,
    `const name = expiry?.kind === 'none' ? 'a' : 'b';`,
    `const text = effect.kind === 'multiplier' ? 'a' : null;`,
  ])('a choice between two values: %s', (code) => {
    expect(faults(code)).toBe(1);
  });

  it.each([
    `if (actor.kind === 'account') give(); else take();`,
    `if (a) give(); else if (ready && due.kind === 'release') give(); else take();`,
    `function book(due) { if (due.kind === 'release') return a(); if (due.kind === 'expire') return b(); return c(); }`,
    `function periodOf(kind) { if (kind === 'rolling') { const a = 1; return b(a); } return c(); }`,
    `function of(a, b) { if (a.kind === 'hold') return 1; if (b.kind === 'hold') return 2; return 3; }`,
    `function keys({ kind }) { if (kind === 'products') return a; const b = 1; if (kind === 'members') return b; }`,
    `if (rule.effect.kind !== 'multiplier') give();`,
    `if ('tier' === reason.kind) give();`,
  ])('a branch with a default for other kinds: %s', (code) => {
    expect(faults(code)).toBe(1);
  });

  it.each([
    `const isSpent = ({ kind }) => kind === 'redeem' || kind === 'capture';`,
    `const paid = payments.filter((payment) => payment.kind !== 'points' && payment.kind !== 'gift-card');`,
  ])('a list of kinds: %s', (code) => {
    expect(faults(code)).toBe(1);
  });

  it.each([
    `switch (effect.kind) { case 'multiplier': give(); }`,
    `function show(part) { switch (part.kind) { case 'text': return a; default: return b; } }`,
    `function show(part) { switch (part.kind) { case 'text': show(); break; case 'rows': return b; } }`,
    `function show({ rule }) { switch (rule.kind) { case 'text': return a; case 'rows': return b; } }`,
  ])('a switch that compiles if a kind is missing: %s', (code) => {
    expect(faults(code)).toBe(1);
  });

  it.each([
    `{#if rule.effect.kind === 'multiplier'}a{/if}`,
    `{#if location.kind === 'online'}a{:else}b{/if}`,
    `{#if kind === 'months'}a{:else if other}b{/if}`,
    `<p>{entry.actor.kind === 'api-key' ? 'a' : 'b'}</p>`,
  ])('the same in a component: %s', (code) => {
    expect(faults(code, 'Some.svelte')).toBe(1);
  });
});

describe('the lint rule allows', () => {
  it.each([
    `const text = texts[effect.kind]();`,
    `const own = effects.filter((effect) => effect.kind === wanted);`,
    `const { kind } = draft; const asks = asked[kind];`,
  ])('a look-up and a comparison of two kinds: %s', (code) => {
    expect(faults(code)).toBe(0);
  });

  it.each([
    `if (actor.kind !== 'account') throw new Error();`,
    `if (line.kind === 'gift-card') skip();`,
    `const id = actor.kind === 'account' ? actor.id : null;`,
    `const ids = actors.flatMap((one) => (one.kind === 'account' ? [one.id] : []));`,
    `const own = actor.kind === 'account' && actor.memberId === id;`,
    `const comes = a.kind !== 'hold' && b.kind !== 'hold';`,
    `function of(a, b) { if (a.kind !== 'hold' && b.kind !== 'hold') return 1; return 2; }`,
    `function idOf(actor) { if (actor.kind === 'account') return actor.id; return null; }`,
    `if (rule.state === 'live') give(); else take();`,
  ])('one question about one kind: %s', (code) => {
    expect(faults(code)).toBe(0);
  });

  it.each([
    `function show(part) { switch (part.kind) { case 'a': case 'b': return 1; case 'c': return 2; } }`,
    `function show(part) { switch (part.kind) { case 'a': { const one = 1; return one; } case 'c': return 2; } }`,
  ])('a switch whose function does not compile if a kind is missing: %s', (code) => {
    expect(faults(code)).toBe(0);
  });

  it.each([
    `{#if rule.live}<Fields drafts={drafts[rule.effect.kind]} />{/if}`,
    `{#if line.kind === 'deposit'}<Badge />{/if}`,
  ])('the same in a component: %s', (code) => {
    expect(faults(code, 'Some.svelte')).toBe(0);
  });
});
