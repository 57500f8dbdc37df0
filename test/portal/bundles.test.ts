import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

// The last build of the portal. `portal-setup.ts` ensures that it is up to date.
const portal = new URL('../../apps/portal/.svelte-kit/', import.meta.url).pathname;
const client = join(portal, 'output/client');
const served = new URL('../../apps/portal/build/client/', import.meta.url).pathname;
const generated = join(portal, 'generated/build/client-optimized/app.js');

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}
const chunks = new Map(
  Object.entries(
    JSON.parse(readFileSync(join(client, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>,
  ),
);
const scripts = [...chunks.values()].map(({ file }) => file).filter((file) => file.endsWith('.js'));
const textOf = (file: string): string => readFileSync(join(client, file), 'utf8');

/** Names in the code of zod that a build does not shorten. */
const marks = /_zod\b|\$Zod|ZodError/;

const routes = new URL('../../apps/portal/src/routes', import.meta.url).pathname;
/** Whether a page loads no script, whatever its parts import. */
const isStill = (route: string): boolean => {
  const options = join(routes, route, '+page.ts');
  return existsSync(options) && /^export const csr = false;/mu.test(readFileSync(options, 'utf8'));
};

/** The scripts that each page loads before hydration: the start of the portal, its layouts and the page. */
const pages = [
  ...readFileSync(generated, 'utf8').matchAll(/"(\/[^"]*)": \[~?(-?\d+)(?:,\s*\[([\d,\s]*)\])?/g),
]
  .map(([, route = '', page = '', layouts = '']) => ({
    route,
    nodes: [0, Number(page) < 0 ? ~Number(page) : Number(page), ...(layouts.match(/\d+/g) ?? []).map(Number)],
  }))
  .filter(({ route }) => !isStill(route));

// The entry imports the client of SvelteKit as its first act, so every page loads it.
const start = [...chunks.keys()].filter((key) =>
  /runtime\/client\/(?:client-)?entry\.js$|client-optimized\/app\.js$/.test(key),
);
/** The size after Brotli compression. */
const sizeOf = (file: string): number => statSync(join(served, `${file}.br`)).size;
const loadedBy = (nodes: readonly number[]): string[] => {
  const waiting = [
    ...start,
    ...nodes.map((node) => `.svelte-kit/generated/build/client-optimized/nodes/${node}.js`),
  ];
  const loaded = new Set<string>();
  while (waiting.length > 0) {
    const key = waiting.pop() ?? '';
    const chunk = chunks.get(key);
    if (!chunk || loaded.has(key)) continue;
    loaded.add(key);
    waiting.push(...(chunk.imports ?? []));
  }
  const files = new Set([...loaded].map((key) => chunks.get(key)?.file ?? ''));
  return [...files].filter((file) => file.endsWith('.js'));
};
const weightOf = (nodes: readonly number[]): number =>
  loadedBy(nodes).reduce((sum, file) => sum + sizeOf(file), 0);

/** Compressed bytes that pages of an area may load. Later imports (charts, the code reader) are not included. */
const budgets: readonly [area: RegExp, bytes: number][] = [
  [/^\/club(\/|$)/, 100_000],
  [/^\/till(\/|$)/, 120_000],
  [/^\/console(\/|$)/, 170_000],
  [/^\/(?!club|till|console|design)/, 85_000],
];

/** Files that a page loads: a slow phone pays for each of them. */
const mostFiles: readonly [area: RegExp, files: number][] = [
  [/^\/(club|\(public\))(\/|$)/, 30],
  [/^\/till(\/|$)/, 45],
  [/^\/console(\/|$)/, 75],
];

describe('the scripts of the portal', () => {
  it('contain no zod', () => {
    expect(scripts.length).toBeGreaterThan(100);
    expect(scripts.filter((file) => marks.test(textOf(file)))).toEqual([]);
  });

  it.each(budgets)('keep the budget of %s', (area, most) => {
    const inArea = pages.filter(({ route }) => area.test(route));
    expect(inArea.length).toBeGreaterThan(0);
    const heavy = inArea
      .map(({ route, nodes }) => ({ route, bytes: weightOf(nodes) }))
      .filter(({ bytes }) => bytes > most);
    expect(heavy).toEqual([]);
  });

  it.each(mostFiles)('are few on the pages of %s', (area, most) => {
    const many = pages
      .filter(({ route }) => area.test(route))
      .map(({ route, nodes }) => ({ route, files: loadedBy(nodes).length }))
      .filter(({ files }) => files > most);
    expect(many).toEqual([]);
  });
});
