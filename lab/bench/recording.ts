import pg from 'pg';
import { HttpConnection } from './http-connection.ts';
import { RequestShape, type Path, type Regular } from './paths-of-load.ts';
import { slotsOf } from './slots.ts';
import type { Slots } from './template.ts';

/** One statement that the API sent, with what came back. */
export interface SentStatement {
  readonly name: string | null;
  readonly text: string;
  readonly values: readonly unknown[];
  readonly row: Readonly<Record<string, unknown>>;
}

export interface RecordedRequest {
  readonly slots: Slots;
  readonly statements: readonly SentStatement[];
}

type Query = (this: pg.Client, ...sent: unknown[]) => unknown;

// Statements of the outbox and of the jobs run in parallel and belong to no request.
const beside = new Set(['relay-claim', 'live-read']);
const isBeside = (name: string | null, text: string): boolean =>
  name === null ? !['START TRANSACTION', 'COMMIT'].includes(text) : beside.has(name);

/** Sends one request of this path to an API in this process, and records its statements. */
export const record = async (
  path: Path,
  regular: Regular,
  port: number,
  apiKey: string,
): Promise<RecordedRequest> => {
  const slots = slotsOf(regular);
  const statements: SentStatement[] = [];
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const query = prototype.query;
  prototype.query = async function (this: pg.Client, ...sent: unknown[]) {
    const result = await (query.apply(this, sent) as Promise<pg.QueryResult | undefined>);
    const statement = read(sent, result);
    if (!isBeside(statement.name, statement.text)) statements.push(statement);
    return result;
  };
  const connection = await HttpConnection.open(port);
  try {
    const { status, body } = await connection.send(new RequestShape(path, apiKey).fill(slots));
    if (status >= 300) throw new Error(`${path} was answered ${status}: ${body}`);
  } finally {
    prototype.query = query;
    connection.close();
  }
  return { slots, statements };
};

const read = ([first, values]: unknown[], result: pg.QueryResult | undefined): SentStatement => {
  const row = (result?.rows[0] ?? {}) as SentStatement['row'];
  if (typeof first === 'string') return { name: null, text: first, values: (values ?? []) as unknown[], row };
  const { name, text, values: own } = first as { name?: string; text: string; values?: unknown[] };
  return { name: name ?? null, text, values: own ?? [], row };
};
