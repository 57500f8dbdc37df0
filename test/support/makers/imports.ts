import { openAsBlob } from 'node:fs';
import type { Import, ImportSettings, listImportRemarks, Problem, ReplyOf } from '@regulars/contracts';
import { expect, vi } from 'vitest';
import type { TestApp } from '../app.ts';

export type Settings = Pick<ImportSettings, 'kind'> & {
  mapping: { columns: ImportSettings['mapping']['columns']; attributes?: object[] };
  options?: Partial<ImportSettings['options']>;
  dryRun?: boolean;
};

interface Answer<Body> {
  status: number;
  body: Body;
}

/** Imports over HTTP with this key. */
export class Importing {
  constructor(
    private readonly api: Pick<TestApp, 'url'>,
    private readonly key: string,
  ) {}

  async get<Body>(path: string): Promise<Body> {
    return (await (await this.#send('GET', path)).json()) as Body;
  }

  async post<Body>(path: string, body?: object): Promise<Body> {
    const headers: Record<string, string> = body ? { 'content-type': 'application/json' } : {};
    return (await (
      await this.#send('POST', path, body ? JSON.stringify(body) : null, headers)
    ).json()) as Body;
  }

  text = async (path: string): Promise<string> => (await this.#send('GET', path)).text();

  bytes = async (path: string): Promise<Uint8Array> =>
    new Uint8Array(await (await this.#send('GET', path)).arrayBuffer());

  /** The API's answer to a file, given as text or bytes. */
  async offer<Body = Import | Problem>(
    settings: object,
    file: string | Uint8Array | Blob,
    { name = 'file.csv', path = '/imports' } = {},
  ): Promise<Answer<Body>> {
    const form = new FormData();
    form.set('settings', JSON.stringify(settings));
    form.set('file', file instanceof Blob ? file : new Blob([Buffer.from(file)]), name);
    const reply = await this.#send('POST', path, form);
    return { status: reply.status, body: (await reply.json()) as Body };
  }

  /** Imports to the end. */
  async run(settings: Settings, file: string | Uint8Array | Blob): Promise<Import> {
    const { status, body } = await this.offer<Import>(settings, file);
    expect({ status, body }).toMatchObject({ status: 202 });
    return this.finished(body.id);
  }

  async runFile(settings: Settings, path: string): Promise<Import> {
    return this.run(settings, await openAsBlob(path));
  }

  /** The import when it has stopped. */
  async finished(id: string, timeout = 300_000): Promise<Import> {
    const moving = ['waiting', 'running', 'undoing'];
    // Outside of a test too.
    await vi.waitFor(
      async () => expect(moving).not.toContain((await this.get<Import>(`/imports/${id}`)).state),
      {
        timeout,
        interval: 100,
      },
    );
    return this.get<Import>(`/imports/${id}`);
  }

  /** What was left out of lines that came in: line, reason and field of each. */
  async remarks(id: string): Promise<[line: number, reason: string | null, field: string | null][]> {
    const { data } = await this.get<ReplyOf<typeof listImportRemarks>>(`/imports/${id}/remarks`);
    return data.flatMap(({ line, remarks }) =>
      remarks.map(({ reason, field }): [number, string | null, string | null] => [line, reason, field]),
    );
  }

  async undo(id: string): Promise<Import> {
    await this.post(`/imports/${id}/undo`);
    return this.finished(id);
  }

  async #send(
    method: string,
    path: string,
    body: RequestInit['body'] = null,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return fetch(`${this.api.url}/api/v1${path}`, {
      method,
      body,
      headers: { authorization: `Bearer ${this.key}`, ...headers },
    });
  }
}
