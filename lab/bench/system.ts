import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const startWithinMs = 180_000;

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

/** A server under load: a Node process of its own that answers on a port. */
export class Service {
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #said: string[] = [];

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => this.#said.push(chunk.toString()));
  }

  /** Resolves once `path` answers 200. */
  static async start(
    program: string,
    path: string,
    environment: Record<string, string>,
    nodeOptions: readonly string[] = [],
  ): Promise<Service> {
    const port = await freePort();
    const child = spawn(process.execPath, [...nodeOptions, program], {
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        TMPDIR: process.env['TMPDIR'],
        NODE_ENV: 'production',
        PORT: String(port),
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const service = new Service(child, port);
    await service.#untilReady(`http://127.0.0.1:${port}${path}`);
    return service;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** What it wrote to its log. */
  get said(): string {
    return this.#said.join('');
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await ended;
  }

  async #untilReady(url: string): Promise<void> {
    const started = performance.now();
    while (!(await isReady(url))) {
      if (this.#child.exitCode !== null) throw new Error(`A server ended by itself:\n${this.said}`);
      if (performance.now() - started > startWithinMs) throw new Error(`Not ready:\n${this.said}`);
      await pause(50);
    }
  }
}

const isReady = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(3000) })).ok;
  } catch {
    return false;
  }
};
