// `npm run replay`: real baskets of a loyalty-card programme, posted over the public API as a till would.
import './assert-runtime.mjs';
import { build } from './build.mjs';

try {
  await build({ portal: false });
  const { main } = await import('./replay/main.ts');
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
