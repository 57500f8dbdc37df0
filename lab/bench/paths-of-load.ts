import type { Answer, HttpConnection } from './http-connection.ts';
import { Template, type Slots } from './template.ts';

/**
 * What is measured over HTTP. `checkout` asks for the price, reserves and completes; `sell` does it in one call. `redeem code`
 * redeems a code for one use for a till that prices its sales itself.
 */
export type Path = 'earn' | 'redeem' | 'look up' | 'checkout' | 'sell' | 'redeem code';

/** The coupon that the carts show: a tenth off, with a limit that is counted and never reached. */
export const couponCode = 'BENCH-TENTH';

/** A member as the till sees it. */
export interface Regular {
  readonly member: string;
  readonly card: string;
}

/** A code for one use, as the till types it and as it is stored. */
export interface SingleCode {
  readonly code: string;
  readonly codeId: string;
  readonly ending: string;
}

/** How many points one request of the redeem path spends; lots are multiples of it, so that one lot is enough. */
export const spentAtOnce = 10;

const sale = {
  receipt: { location: 'bench', number: '#receipt#', till: '1' },
  purchasedAt: '#purchasedAt#',
};

/** Three products, one of them in the category that counts twice. */
const goods = {
  currency: 'EUR',
  member: { card: '#card#' },
  lines: [
    { sku: 'B-1', quantity: 2, unitPrice: 890, taxRate: 10 },
    { sku: 'B-2', unitPrice: 1490, discount: 100, taxRate: 20 },
    { sku: 'B-3', quantity: 0.5, unitPrice: 3990, taxRate: 10 },
  ],
};
const basket = { ...sale, ...goods, payments: [{ kind: 'card', amount: 5165 }] };
const cart = { location: 'bench', ...goods, codes: [couponCode] };
const shown = { location: 'bench', ...goods };

interface Step {
  readonly path: string;
  readonly body: object;
  /** Whether it has an idempotency key. */
  readonly keyed: boolean;
}

const requests: Record<Path, readonly Step[]> = {
  earn: [{ path: '/api/v1/purchases', body: basket, keyed: true }],
  redeem: [
    {
      path: '/api/v1/members/#member#/points/redemptions',
      body: { points: spentAtOnce, reason: 'A coffee on the house' },
      keyed: true,
    },
  ],
  'look up': [{ path: '/api/v1/cards/resolve', body: { code: '#card#' }, keyed: false }],
  checkout: [
    { path: '/api/v1/checkouts', body: cart, keyed: false },
    { path: '/api/v1/checkouts/#id#/reserve', body: {}, keyed: true },
    { path: '/api/v1/checkouts/#id#/complete', body: sale, keyed: true },
  ],
  sell: [{ path: '/api/v1/checkouts', body: { ...cart, complete: sale }, keyed: true }],
  'redeem code': [{ path: '/api/v1/coupon-codes/#code#/redemptions', body: shown, keyed: true }],
};

/** How many idempotency keys the requests of a path use. */
export const keysOf = (path: Path): number => requests[path].filter(({ keyed }) => keyed).length;

/** Throws for an unknown name. */
export const pathNamed = (name: string): Path => {
  const path = (Object.keys(requests) as Path[]).find((known) => known === name);
  if (!path) throw new Error(`No path is called '${name}', only ${Object.keys(requests).join(', ')}`);
  return path;
};

/** The bytes of one request with slots for changing values. */
class RequestShape {
  readonly #head: Template;
  readonly #body: Template;

  constructor({ path, body, keyed }: Step, place: number, apiKey: string) {
    this.#head = new Template(
      [
        `POST ${path} HTTP/1.1`,
        'host: 127.0.0.1',
        `authorization: Bearer ${apiKey}`,
        'content-type: application/json',
        'accept: application/json',
        ...(keyed ? [`idempotency-key: #key#-${place}`] : []),
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

const idOfAnswer = /"id":"([^"]+)"/;

/** The requests of a path, one after the other. The slot `id` has the id that the first answer names. */
export class Asking {
  readonly #shapes: readonly RequestShape[];

  constructor(path: Path, apiKey: string) {
    this.#shapes = requests[path].map((step, place) => new RequestShape(step, place, apiKey));
  }

  /** Resolves to the last answer, or to the first one that is a refusal. */
  async send(connection: HttpConnection, slots: Slots): Promise<Answer> {
    let [filled, answer] = [slots, { status: 0, body: '' }];
    for (const shape of this.#shapes) {
      answer = await connection.send(shape.fill(filled));
      if (answer.status >= 300) return answer;
      if (!('id' in filled) && this.#shapes.length > 1)
        filled = { ...slots, id: idOfAnswer.exec(answer.body)?.[1] ?? '' };
    }
    return answer;
  }
}
