// `npm run faults`: tills post without a break while node and PostgreSQL are killed; then an auditor counts.
// `npm run faults -- events`: processes that take events are killed; then their effects are counted.
import './assert-runtime.mjs';
import { build } from './build.mjs';

try {
  await build({ portal: false });
  const { main } = await import('../test/faults/main.ts');
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
