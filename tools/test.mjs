// `npm test [-- files and options of Vitest]`: builds what is stale, runs the tests, and ends with the line
// `N passed, N failed`.
import './assert-runtime.mjs';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { root, run } from './programs.mjs';

const args = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'regulars-test-'));
const report = join(folder, 'report.json');
let outcome = { passed: 0, failed: 1 };
try {
  await build({ portal: wantsPortal() });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  // Each worker, and each file of the portal, loads the API. The compile cache avoids compiling it again.
  const env = { NODE_COMPILE_CACHE: join(root, '.cache', 'compile') };
  const { code } = await run('vitest', ['run', ...reporters, ...args], { show: true, env });
  outcome = count(code);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${outcome.passed} passed, ${outcome.failed} failed`);
process.exitCode = outcome.failed > 0 ? 1 : 0;

/** Only browser tests need the portal, and its build takes long. */
function wantsPortal() {
  const projects = args.flatMap((arg, index) =>
    arg === '--project'
      ? [args[index + 1]]
      : arg.startsWith('--project=')
        ? [arg.slice('--project='.length)]
        : [],
  );
  return projects.length === 0 || projects.some((name) => name !== 'unit' && name !== 'api');
}

/**
 * A file that could not be loaded, and a run that failed although every test passed, count as one failure each.
 * @param {number} code
 */
function count(code) {
  /** @type {{ testResults: { status: string, assertionResults: { status: string }[] }[] }} */
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const tests = testResults.flatMap((file) => file.assertionResults);
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const broken = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  ).length;
  const failed = tests.filter(({ status }) => status === 'failed').length + broken;
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}
