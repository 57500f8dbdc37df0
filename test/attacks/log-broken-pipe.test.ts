import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';

// A process that writes with the log and with console while its reader goes away.
const program = `
  import { openLog } from '@regulars/log';
  const log = openLog({ app: 'api', level: 'info' });
  let written = 0;
  const timer = setInterval(() => {
    for (let line = 0; line < 500; line += 1) log.info({ filler: 'x'.repeat(100), line: (written += 1) });
    console.log('and by console');
    if (written < 50_000) return;
    clearInterval(timer);
    process.stderr.write('still alive');
  }, 1);
`;

it('the process continues when the reader of its log goes away', async () => {
  const child = spawn(
    process.execPath,
    ['--conditions=@regulars/source', '--input-type=module', '--eval', program],
    { cwd: new URL('../../apps/api/', import.meta.url), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(child.stdout, 'data');
  child.stdout.destroy();
  const [code] = (await once(child, 'close')) as [number | null];
  expect({ code, said }).toEqual({ code: 0, said: 'still alive' });
});
