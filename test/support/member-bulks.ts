import { randomUUID } from 'node:crypto';
import type { MemberBulk } from '@regulars/contracts';
import { expect } from 'vitest';
import type { TestApp } from './app.ts';
import { send, type Sender } from './requests.ts';

/** Starts bulk changes and looks at them. */
export class BulkCalls {
  readonly #api: TestApp;

  constructor(api: TestApp) {
    this.#api = api;
  }

  async start(
    sender: Sender,
    action: object,
    members: readonly string[],
    more: { dryRun?: boolean } = {},
  ): Promise<MemberBulk> {
    const body = { action, members, expected: members.length, ...more };
    return (await this.#post('/member-bulks', sender, body).expect(202)).body as MemberBulk;
  }

  run(sender: Sender, id: string) {
    return this.#post(`/member-bulks/${id}/run`, sender);
  }

  undo(sender: Sender, id: string, body: object = {}) {
    return this.#post(`/member-bulks/${id}/undo`, sender, body);
  }

  async look(sender: Sender, id: string): Promise<MemberBulk> {
    return (await send(this.#api, 'get', `/member-bulks/${id}`, sender).expect(200)).body as MemberBulk;
  }

  async ended(sender: Sender, id: string): Promise<MemberBulk> {
    await expect.poll(async () => (await this.look(sender, id)).state, { timeout: 20_000 }).toBe('done');
    return this.look(sender, id);
  }

  #post(path: string, { cookie, key }: Sender, body?: object) {
    return send(this.#api, 'post', path, { cookie, key, ...(body ? { body } : {}) }).set(
      'idempotency-key',
      randomUUID(),
    );
  }
}
