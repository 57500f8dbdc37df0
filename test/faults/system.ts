import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ownEnvironment } from '../support/programs.ts';

const program = join(import.meta.dirname, '../../apps/api/dist/main.js');
const startWithinMs = 120_000;

/** The built system as a child process: Node with its own PostgreSQL and data folder. */
export class System {
  readonly url: string;
  readonly #port: number;
  readonly #dataDir: string;
  #child: ChildProcess | null = null;
  readonly #said: string[] = [];

  private constructor(dataDir: string, port: number) {
    this.#dataDir = dataDir;
    this.#port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** On an empty or used data folder; not yet started. */
  static async on(dataDir: string): Promise<System> {
    if (!existsSync(program)) throw new Error('The API is not built: run `npm run build`.');
    return new System(dataDir, await freePort());
  }

  /** Starts like `npm start`. Resolves to the milliseconds until it is ready. */
  async start(): Promise<number> {
    const started = performance.now();
    this.#spawn();
    await this.untilReady(startWithinMs);
    return performance.now() - started;
  }

  /** Starts and kills it before or shortly after it is ready. */
  async startAndKill(milliseconds: number): Promise<void> {
    this.#spawn();
    await pause(milliseconds);
    if (!this.isRunning) throw new Error(`The system ended by itself:\n${this.#said.join('')}`);
    await this.killNode();
  }

  #spawn(): void {
    const child = spawn(process.execPath, [program], {
      env: {
        ...ownEnvironment,
        HOME: process.env['HOME'],
        TMPDIR: process.env['TMPDIR'],
        NODE_ENV: 'production',
        DATA_DIR: this.#dataDir,
        PORT: String(this.#port),
        PORTAL: 'off',
        DEMO: 'off',
        LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => this.#said.push(chunk.toString()));
    this.#child = child;
  }

  /** Polls `/api/readyz`; resolves to the milliseconds that it took. */
  async untilReady(withinMs: number): Promise<number> {
    const started = performance.now();
    while (!(await this.isReady())) {
      if (!this.isRunning) throw new Error(`The system ended by itself:\n${this.#said.join('')}`);
      if (performance.now() - started > withinMs)
        throw new Error(`Not ready within ${withinMs} ms:\n${this.#said.join('')}`);
      await pause(50);
    }
    return performance.now() - started;
  }

  async isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/api/readyz`, { signal: AbortSignal.timeout(3000) })).ok;
    } catch {
      return false;
    }
  }

  get isRunning(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Unexpected errors in the log, over all starts. */
  unexpected(): string[] {
    return this.#said
      .join('')
      .split('\n')
      .filter((line) => line.includes('"context":"Problem"'));
  }

  async killNode(): Promise<void> {
    await this.#end('SIGKILL');
  }

  killPostgres(): void {
    process.kill(this.postmaster(), 'SIGKILL');
  }

  /** The current process id of the server. */
  postmaster(): number {
    return Number(this.#note()[0]);
  }

  /** For access without the API; changes when the system restarts. */
  databaseUrl(): string {
    return `postgres://app@localhost/regulars?host=${encodeURIComponent(this.#note()[4] ?? '')}`;
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(by: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || !this.isRunning) return;
    const ended = once(child, 'exit');
    child.kill(by);
    await ended;
  }

  /** Lines of postmaster.pid: process id, data directory, start, port, socket folder, … */
  #note(): string[] {
    return readFileSync(join(this.#dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n');
  }
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};
