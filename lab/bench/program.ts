import type { RecordedRequest, SentStatement } from './recording.ts';

/** A parameter: a text with slots, texts with slots, the current time, bytes, or a constant. */
export type Parameter =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'texts'; readonly texts: readonly string[] }
  | { readonly kind: 'bytes'; readonly base64: string }
  | { readonly kind: 'now' }
  | { readonly kind: 'fixed'; readonly value: unknown };

/**
 * The statements of one request, for sending them again with other members. It is plain data, because it is sent to the
 * driver process.
 */
export interface Program {
  readonly statements: readonly {
    readonly name: string | null;
    readonly text: string;
    readonly parameters: readonly Parameter[];
  }[];
  /** Index of the last statement that reads the wallet, whose figures later statements use; -1 for none. */
  readonly opens: number;
  /** The change of each figure of the wallet by the request. */
  readonly changes: Readonly<Record<string, number>>;
  /** How many new ids it needs. */
  readonly fresh: number;
}

interface WalletFigures {
  readonly version: number;
  readonly balances: Readonly<Record<string, number>>;
  readonly lots: readonly { readonly id: string; readonly remaining: number }[];
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const accounts = ['available', 'pending', 'held', 'debt', 'status'] as const;

/** The open wallet in the result of `open_wallets`, or of a function that contains it. */
export const walletIn = (row: Readonly<Record<string, unknown>>): WalletFigures | undefined => {
  const { context, wallets } = row as { context?: { wallets?: WalletFigures[] }; wallets?: WalletFigures[] };
  return (context?.wallets ?? wallets)?.[0];
};

type Reserved = readonly { readonly part: number | null }[];

/**
 * The part of the counter of a discount that a statement locked, so that a later one counts the use there. Each connection has
 * another one: with the recorded part, all would wait for one row.
 */
export const partIn = (row: Readonly<Record<string, unknown>>): number | undefined => {
  const { context } = row as {
    context?: {
      discounts?: Reserved | null;
      saleParts?: { discounts?: Record<string, Reserved> | null } | null;
    };
  };
  const reserved = context?.discounts ?? context?.saleParts?.discounts?.['0'];
  return reserved?.[0]?.part ?? undefined;
};
const writtenPart = /"part":\d+/g;

/** The common text of two recordings of a path, with slots where they differ. */
export const programOf = (one: RecordedRequest, other: RecordedRequest): Program => {
  const opens = one.statements.findLastIndex(({ name, row }) => name !== null && walletIn(row) !== undefined);
  const wallet = walletIn(one.statements[opens]?.row ?? {});
  const known = new Set(textsOf(other).flatMap((text) => text.match(uuid) ?? []));
  const names = new Map<string, string>();
  for (const [name, value] of Object.entries(one.slots))
    if (name !== 'purchasedAt') names.set(String(value), `#${name}#`);
  if (wallet?.lots[0]) names.set(wallet.lots[0].id, '#lot#');
  let fresh = 0;
  for (const id of textsOf(one).flatMap((text) => text.match(uuid) ?? []))
    if (!names.has(id) && !known.has(id)) names.set(id, `#fresh${fresh++}#`);
  const changes: Record<string, number> = {};
  const statements = one.statements.map(({ name, text, values }) => ({
    name,
    text,
    parameters: values.map((value) => parameterOf(value, names, wallet, changes)),
  }));
  return { statements, opens, changes, fresh };
};

const textsOf = ({ statements }: RecordedRequest): string[] =>
  statements.flatMap(({ values }: SentStatement) => values.flatMap((value) => (isText(value) ? value : [])));

const isText = (value: unknown): value is string | string[] =>
  typeof value === 'string' || (Array.isArray(value) && value.every((part) => typeof part === 'string'));

const parameterOf = (
  value: unknown,
  names: ReadonlyMap<string, string>,
  wallet: WalletFigures | undefined,
  changes: Record<string, number>,
): Parameter => {
  if (value instanceof Date) return { kind: 'now' };
  if (Buffer.isBuffer(value)) return { kind: 'bytes', base64: value.toString('base64') };
  if (typeof value === 'string') {
    const text = wallet ? withWalletSlots(value, wallet, changes) : value;
    return { kind: 'text', text: named(text, names).replaceAll(writtenPart, '"part":"@part@"') };
  }
  if (Array.isArray(value) && isText(value))
    return { kind: 'texts', texts: value.map((text: string) => named(text, names)) };
  return { kind: 'fixed', value };
};

const named = (text: string, names: ReadonlyMap<string, string>): string => {
  let result = text;
  for (const [value, slot] of names) result = result.replaceAll(value, slot);
  return result;
};

interface PointsRows {
  wallets?: Record<string, unknown>[];
  lots_changed?: Record<string, unknown>[];
}

/** The figures of the wallet and of the spent lot follow from the previous read. */
const withWalletSlots = (text: string, wallet: WalletFigures, changes: Record<string, number>): string => {
  if (!text.startsWith('{')) return text;
  const document = JSON.parse(text) as PointsRows & { points?: PointsRows };
  const rows = document.points ?? document;
  const [row] = rows.wallets ?? [];
  if (!row) return text;
  for (const account of accounts) {
    changes[account] = Number(row[account]) - (wallet.balances[account] ?? 0);
    row[account] = `@${account}@`;
  }
  row['version'] = '@version@';
  const [lot] = rows.lots_changed ?? [];
  if (lot) {
    changes['remaining'] = Number(lot['remaining']) - (wallet.lots[0]?.remaining ?? 0);
    lot['remaining'] = '@remaining@';
    lot['expires_at'] = '#lotExpires#';
  }
  return JSON.stringify(document);
};
