import { Template, type Slots } from './template.ts';

/** What is measured over HTTP. */
export type Path = 'earn' | 'redeem' | 'look up';

/** A member as the till sees it. */
export interface Regular {
  readonly member: string;
  readonly card: string;
}

/** How many points one request of the redeem path spends; lots are multiples of it, so that one lot is enough. */
export const spentAtOnce = 10;

/** Three products, one of them in the category that counts twice. */
const basket = {
  receipt: { location: 'bench', number: '#receipt#', till: '1' },
  purchasedAt: '#purchasedAt#',
  currency: 'EUR',
  member: { card: '#card#' },
  lines: [
    { sku: 'B-1', quantity: 2, unitPrice: 890, taxRate: 10 },
    { sku: 'B-2', unitPrice: 1490, discount: 100, taxRate: 20 },
    { sku: 'B-3', quantity: 0.5, unitPrice: 3990, taxRate: 10 },
  ],
  payments: [{ kind: 'card', amount: 5165 }],
};

const requests: Record<Path, { path: string; body: object; keyed: boolean }> = {
  earn: { path: '/api/v1/purchases', body: basket, keyed: true },
  redeem: {
    path: '/api/v1/members/#member#/points/redemptions',
    body: { points: spentAtOnce, reason: 'A coffee on the house' },
    keyed: true,
  },
  'look up': { path: '/api/v1/cards/resolve', body: { code: '#card#' }, keyed: false },
};

/** Throws for an unknown name. */
export const pathNamed = (name: string): Path => {
  const path = (Object.keys(requests) as Path[]).find((known) => known === name);
  if (!path) throw new Error(`No path is called '${name}', only ${Object.keys(requests).join(', ')}`);
  return path;
};

/** The bytes of a request with slots for changing values. */
export class RequestShape {
  readonly #head: Template;
  readonly #body: Template;

  constructor(path: Path, apiKey: string) {
    const { path: url, body, keyed } = requests[path];
    this.#head = new Template(
      [
        `POST ${url} HTTP/1.1`,
        'host: 127.0.0.1',
        `authorization: Bearer ${apiKey}`,
        'content-type: application/json',
        'accept: application/json',
        ...(keyed ? ['idempotency-key: #key#'] : []),
        'content-length: ',
      ].join('\r\n'),
    );
    this.#body = new Template(JSON.stringify(body));
  }

  fill(slots: Slots): string {
    const body = this.#body.fill(slots);
    return `${this.#head.fill(slots)}${body.length}\r\n\r\n${body}`;
  }
}
