// Started by tools/lab.mjs: `run.mjs <part> [arguments of the part]`.
const [part, ...args] = process.argv.slice(2);

const mains = {
  'back-test': () => import('./back-test/main.ts'),
  bench: () => import('./bench/main.ts'),
  erasure: () => import('./erasure/main.ts'),
  faults: () => import('./faults/main.ts'),
  imports: () => import('./imports/main.ts'),
  jobs: () => import('./jobs/main.ts'),
  lighthouse: () => import('./lighthouse/main.ts'),
  replay: () => import('./replay/main.ts'),
  scale: () => import('./scale/main.ts'),
  screenshots: () => import('./screenshots/main.mjs'),
  'tier-reviews': () => import('./tier-reviews/main.ts'),
  feeds: () => import('./feeds/main.ts'),
  surveys: () => import('./surveys/main.ts'),
};

try {
  const load = Object.entries(mains).find(([name]) => name === part)?.[1];
  if (!load) throw new Error(`There is no part "${part}".`);
  const { main } = await load();
  process.exitCode = await main(args);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
