import type pg from 'pg';
import { spentAtOnce, type Regular, type SingleCode } from './paths-of-load.ts';
import { partIn, walletIn, type Parameter, type Program } from './program.ts';
import { freshIds, slotsOf } from './slots.ts';
import { Template } from './template.ts';

type Slots = Record<string, string | number>;
type Fill = (slots: Slots) => unknown;

interface StoredLot {
  readonly id: string;
  readonly remaining: number;
  readonly expiresAt: number | null;
}

/** Sends the statements of a request straight to PostgreSQL, one after the other, as the API does. */
export class Replay {
  readonly #program: Program;
  readonly #steps: readonly { name: string | null; text: string; fills: readonly Fill[] }[];

  constructor(program: Program) {
    this.#program = program;
    this.#steps = program.statements.map(({ name, text, parameters }) => ({
      name,
      text,
      fills: parameters.map(fillOf),
    }));
  }

  async once(client: pg.Client, regular: Regular, code?: SingleCode): Promise<void> {
    const { fresh, opens, changes } = this.#program;
    const slots: Slots = { ...slotsOf(regular, code), ...freshIds(fresh) };
    for (const [index, { name, text, fills }] of this.#steps.entries()) {
      if (name === null) {
        await client.query(text);
        continue;
      }
      const values = fills.map((fill) => fill(slots));
      const { rows } = await client.query<Record<string, unknown>>({ name, text, values });
      const row = rows[0] ?? {};
      if (index === opens) readWallet(row, changes, slots);
      const part = partIn(row);
      if (part !== undefined) slots['part'] = part;
    }
  }
}

const fillOf = (parameter: Parameter): Fill => {
  switch (parameter.kind) {
    case 'text': {
      const template = new Template(parameter.text);
      return (slots) => template.fill(slots);
    }
    case 'texts': {
      const templates = parameter.texts.map((text) => new Template(text));
      return (slots) => templates.map((template) => template.fill(slots));
    }
    case 'bytes': {
      const bytes = Buffer.from(parameter.base64, 'base64');
      return () => bytes;
    }
    case 'now':
      return () => new Date();
    case 'fixed':
      return () => parameter.value;
  }
};

const readWallet = (
  row: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, number>>,
  slots: Slots,
): void => {
  const wallet = walletIn(row);
  if (!wallet) throw new Error('No wallet was opened');
  slots['version'] = wallet.version;
  for (const [account, points] of Object.entries(wallet.balances))
    slots[account] = points + (changes[account] ?? 0);
  if (changes['remaining'] === undefined) return;
  // The function lists lots in the order of consumption.
  const lot = (wallet.lots as readonly StoredLot[]).find(({ remaining }) => remaining >= spentAtOnce);
  if (!lot) throw new Error('The member has too few points');
  slots['lot'] = lot.id;
  slots['remaining'] = lot.remaining + changes['remaining'];
  slots['lotExpires'] = new Date(lot.expiresAt ?? 0).toISOString();
};
