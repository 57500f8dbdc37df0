import pg from 'pg';
import { HttpConnection } from './http-connection.ts';
import { Asking, type Path, type Regular, type SingleCode } from './paths-of-load.ts';
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

interface Answered {
  readonly rows?: readonly SentStatement['row'][];
}

type Callback = (error: unknown, answered?: Answered) => void;

type Query = (this: pg.Client, ...sent: unknown[]) => unknown;

// The relay, consumers of events and live updates run in parallel and belong to no request.
const beside = /^(?:relay|consumers|live|member-facts)-/;
const begins = /^start transaction/i;
const frames = /^(?:start transaction;?\s*|commit)$/i;

/** A statement with the transaction that it was sent in. */
interface Sent {
  readonly statement: SentStatement;
  readonly transaction: symbol | undefined;
}

/** In the order of sending. A transaction belongs to the request if one of its statements does. */
const ofRequest = (all: readonly Sent[]): SentStatement[] => {
  const isOwn = ({ statement: { name } }: Sent): boolean => name !== null && !beside.test(name);
  const own = new Set(all.filter(isOwn).map(({ transaction }) => transaction));
  const isKept = (sent: Sent): boolean =>
    isOwn(sent) ||
    (sent.statement.name === null && frames.test(sent.statement.text) && own.has(sent.transaction));
  return all.filter(isKept).map(({ statement }) => statement);
};

/** Sends the requests of this path to an API in this process, and records its statements. */
export const record = async (
  path: Path,
  regular: Regular,
  port: number,
  apiKey: string,
  code?: SingleCode,
): Promise<RecordedRequest> => {
  const slots = slotsOf(regular, code);
  const all: Sent[] = [];
  const running = new WeakMap<pg.Client, symbol>();
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const query = prototype.query;
  prototype.query = function (this: pg.Client, ...sent: unknown[]) {
    const statement = read(sent);
    if (statement.name === null && begins.test(statement.text)) running.set(this, Symbol(statement.text));
    const transaction = running.get(this);
    const place = all.push({ statement, transaction }) - 1;
    const take = (answered?: Answered): void => {
      all[place] = { statement: { ...statement, row: answered?.rows?.[0] ?? {} }, transaction };
    };
    return query.apply(this, heard(sent, take));
  };
  const connection = await HttpConnection.open(port);
  try {
    const { status, body } = await new Asking(path, apiKey).send(connection, slots);
    if (status >= 300) throw new Error(`${path} was answered ${status}: ${body}`);
  } finally {
    prototype.query = query;
    connection.close();
  }
  return { slots, statements: ofRequest(all) };
};

/** The API sends query objects with a callback, and the pool passes one. */
const heard = (sent: unknown[], take: (answered?: Answered) => void): unknown[] => {
  const through =
    (callback: Callback): Callback =>
    (error, answered) => {
      take(answered);
      callback(error, answered);
    };
  const [first] = sent;
  if (first instanceof pg.Query) {
    const asked = first as unknown as { callback: Callback };
    asked.callback = through(asked.callback);
  }
  return sent.map((each) => (typeof each === 'function' ? through(each as Callback) : each));
};

const read = ([first, values]: unknown[]): SentStatement => {
  const row = {};
  if (typeof first === 'string') return { name: null, text: first, values: (values ?? []) as unknown[], row };
  const { name, text, values: own } = first as { name?: string; text: string; values?: unknown[] };
  return { name: name ?? null, text, values: own ?? [], row };
};
