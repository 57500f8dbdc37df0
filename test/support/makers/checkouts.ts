import { randomUUID } from 'node:crypto';
import type { Coupon } from '@regulars/contracts';
import type supertest from 'supertest';
import type { TestApp } from '../app.ts';
import { send } from '../requests.ts';

/** Two bags of coffee at €9.90 and a book at €14.00. */
export const coffeeAndBook = [
  { name: 'Autumn roast', category: 'coffee', quantity: 2, unitPrice: 990, taxRate: 10 },
  { name: 'The Coffee Grounds Case', category: 'books', quantity: 1, unitPrice: 1400, taxRate: 20 },
];

/** The limits of a coupon, of which only these are set. */
export const limited = (limits: Partial<Coupon['limits']>): Pick<Coupon, 'limits'> => ({
  limits: { total: null, perMember: null, perMemberAndDay: null, perDay: null, perCode: null, ...limits },
});

const keyed = (request: supertest.Test, idempotencyKey: string = randomUUID()): supertest.Test =>
  request.set('idempotency-key', idempotencyKey);

/** A till that prices carts with codes, with an API key. */
export class CheckoutTill {
  constructor(
    private readonly api: TestApp,
    private readonly key: string,
    private readonly location: string,
  ) {}

  cart(codes: readonly string[], more: object = {}): object {
    return { location: this.location, currency: 'EUR', lines: coffeeAndBook, codes, ...more };
  }

  completion(): { receipt: { location: string; number: string }; purchasedAt: string } {
    const receipt = { location: this.location, number: `R-${randomUUID()}` };
    return { receipt, purchasedAt: new Date(this.api.clock.now()).toISOString() };
  }

  quote(cart: object): supertest.Test {
    return send(this.api, 'post', '/checkouts', { key: this.key, body: cart });
  }

  put(id: string, version: number, cart: object): supertest.Test {
    return send(this.api, 'put', `/checkouts/${id}`, { key: this.key, version, body: cart });
  }

  complete(id: string, body: object = this.completion(), idempotencyKey?: string): supertest.Test {
    const request = send(this.api, 'post', `/checkouts/${id}/complete`, { key: this.key, body });
    return keyed(request, idempotencyKey);
  }

  /** Quote and purchase in one call. */
  sell(cart: object, complete: object = this.completion()): supertest.Test {
    return keyed(this.quote({ ...cart, complete }));
  }

  reserve(id: string, body: object = {}, idempotencyKey?: string): supertest.Test {
    const request = send(this.api, 'post', `/checkouts/${id}/reserve`, { key: this.key, body });
    return keyed(request, idempotencyKey);
  }

  cancel(id: string, idempotencyKey?: string): supertest.Test {
    return keyed(send(this.api, 'post', `/checkouts/${id}/cancel`, { key: this.key }), idempotencyKey);
  }
}
