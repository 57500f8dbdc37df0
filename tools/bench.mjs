// `npm run bench`: how far the API is from what its own SQL could do, and from a naive design. `--long`, `--profile`,
// `--against <commit>` for an older commit.
import './assert-runtime.mjs';
import { build } from './build.mjs';

try {
  await build({ portal: false });
  const { main } = await import('../test/bench/main.ts');
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
