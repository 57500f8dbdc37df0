import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ownEnvironment } from '../support/programs.ts';

const program = join(import.meta.dirname, 'second-api.mjs');

/** A second process of the built API on a database, with the clock of the machine. It runs no schedules. */
export class SecondApi {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  /** As the role of the application. Throws what it says if it does not start. */
  static async start(databaseUrl: string, codeKey: string, dataDir: string): Promise<SecondApi> {
    const child = spawn(process.execPath, [program, databaseUrl, codeKey, dataDir], {
      env: ownEnvironment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said: string[] = [];
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    const url = await new Promise<string>((resolve, reject) => {
      createInterface(child.stdout).once('line', resolve);
      child.once('exit', () => reject(new Error(`The API ended by itself:\n${said.join('')}`)));
    });
    return new SecondApi(url, child);
  }

  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }
}
