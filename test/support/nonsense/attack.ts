import { randomUUID } from 'node:crypto';
import { problem, type Problem, type Operation } from '@regulars/contracts';
import { SessionsService } from '../../../apps/api/src/features/identity/index.ts';
import { expectations } from '../access-expectations.ts';
import { expectedVersion, type Ask } from '../access-rules.ts';
import type { Fixtures } from '../access-fixtures.ts';
import type { TestApp } from '../app.ts';

export interface Sent {
  readonly path?: string;
  readonly query?: string;
  readonly headers?: Record<string, string | undefined>;
  readonly payload?: string;
}

export interface Reply {
  readonly status: number;
  /** Null for a success. */
  readonly problem: Problem | null;
  readonly etag: string | undefined;
}

/** Sends requests to one endpoint as an allowed caller. */
export class Attack {
  readonly endpoint: Operation;
  readonly name: string;
  readonly #api: TestApp;
  readonly #fixtures: Fixtures;
  #headers: Record<string, string> = {};
  #version: string | undefined;
  #expected: number | undefined;

  constructor(api: TestApp, fixtures: Fixtures, endpoint: Operation) {
    this.endpoint = endpoint;
    this.name = `${endpoint.method} ${endpoint.root ? '/api' : ''}${endpoint.path}`;
    this.#api = api;
    this.#fixtures = fixtures;
  }

  /** A request that would succeed, if there is one. */
  ask(): Ask {
    const expectation = expectations[this.name];
    if (!expectation) throw new Error(`${this.name} has no expectation: say who may call it`);
    return expectation.ask(this.#fixtures);
  }

  /**
   * A new session per endpoint, because some endpoints end it. All database queries are here, before anything may
   * break.
   */
  async signIn(): Promise<void> {
    this.#expected = await expectedVersion(this.#api, this.ask());
    const who = expectations[this.name]?.who ?? 'anyone';
    this.#headers = {};
    if (who === 'anyone') return;
    const role = who.includes('admin') ? 'admin' : (who[0] ?? 'member');
    const { token } = await this.#api.app.get(SessionsService).open(this.#fixtures.accounts[role], 'test');
    this.#headers = { cookie: `regulars=${token}`, origin: this.#api.url };
  }

  pathOf(parts: readonly string[]): string {
    const waiting = [...parts];
    const filled = this.endpoint.path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(waiting.shift() ?? ''));
    return `/api${this.endpoint.root ? '' : '/v1'}${filled}`;
  }

  async send({ path, query = '', headers = {}, payload }: Sent = {}): Promise<Reply> {
    const { path: parts = [], version } = this.ask();
    const all: Record<string, string | undefined> = {
      ...this.#headers,
      host: new URL(this.#api.url).host,
      ...(this.endpoint.idempotent || this.endpoint.idempotentWith
        ? { 'idempotency-key': randomUUID() }
        : {}),
      ...(version === undefined ? {} : { 'if-match': this.#version ?? `"${this.#expected ?? version}"` }),
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    };
    const reply = await this.#api.app.inject({
      method: this.endpoint.method,
      url: `${path ?? this.pathOf(parts)}${query}`,
      headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
      ...(payload === undefined ? {} : { payload }),
    });
    const etag = reply.headers.etag?.toString();
    // A redirect is an answer too.
    if (reply.statusCode < 400) {
      this.#version = etag ?? this.#version;
      return { status: reply.statusCode, problem: null, etag };
    }
    return {
      status: reply.statusCode,
      problem: readProblem(reply.headers['content-type'], reply.body),
      etag,
    };
  }
}

const readProblem = (type: unknown, body: string): Problem => {
  if (typeof type !== 'string' || !type.startsWith('application/problem+json'))
    throw new Error(`No problem+json but ${String(type)}: ${body.slice(0, 200)}`);
  return problem.parse(JSON.parse(body));
};
