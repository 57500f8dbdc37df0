import type supertest from 'supertest';
import { expect } from 'vitest';
import type { TestApp } from './app.ts';

/** The caller of a request: the secret of a key, the cookie of a session, or none. */
export interface Sender {
  readonly key?: string;
  readonly cookie?: string;
}

export interface Sent extends Sender {
  readonly body?: object;
  readonly version?: number;
}

type Method = 'get' | 'post' | 'patch' | 'put' | 'delete';

/** Sends a request below `/api/v1` like a browser or a machine. */
export const send = (
  { http, url }: TestApp,
  method: Method,
  path: string,
  { key, cookie, body, version }: Sent = {},
): supertest.Test => {
  const request = http[method](`/api/v1${path}`);
  if (key) request.set('authorization', `Bearer ${key}`);
  if (cookie) request.set('cookie', cookie).set('origin', url);
  if (version !== undefined) request.set('if-match', `"${version}"`);
  return body === undefined ? request : request.send(body);
};

/** Asserts a problem with this status, code and pointers. */
export const expectProblem = async (
  request: supertest.Test,
  status: number,
  code: string,
  ...pointers: string[]
): Promise<void> => {
  const { status: answered, body } = await request;
  expect({ status: answered, code: body.code, pointers: pointersOf(body) }).toEqual({
    status,
    code,
    pointers,
  });
};

const pointersOf = ({ errors = [] }: { errors?: { pointer: string }[] }): string[] =>
  errors.map(({ pointer }) => pointer);

/** The cookies that a browser sends after this reply. */
export const cookiesOf = ({ headers }: { headers: Record<string, unknown> }): string =>
  [headers['set-cookie']]
    .flat()
    .map((line) => String(line).split(';')[0])
    .join('; ');

/** One field of every item of a list. */
export const pluck = <Value = string>(body: { data: Record<string, unknown>[] }, field: string): Value[] =>
  body.data.map((item) => item[field] as Value);

export const forgedCursor = (...values: unknown[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');
