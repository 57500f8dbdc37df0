import type {
  Problem,
  ProblemCode,
  PurchaseReceipt,
  ReplyOf,
  SentBodyOf,
  TillMember,
  createMember,
  getPurchase,
  getVoucher,
  listPurchases,
  returnPurchase,
} from '@regulars/contracts';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { PurchaseBody } from './basket.ts';

// Only types come from the contracts: their schemas would bring zod to every till.
export type TillVoucher = ReplyOf<typeof getVoucher>;
export type RecentPurchase = ReplyOf<typeof listPurchases>['data'][number];
export type StoredPurchase = ReplyOf<typeof getPurchase>;
export type ReturnReceipt = ReplyOf<typeof returnPurchase>;
export type JoinReply = ReplyOf<typeof createMember>;
export type JoinBody = SentBodyOf<typeof createMember>;
export type ReturnBody = SentBodyOf<typeof returnPurchase>;
/** One of several members who have what was typed. */
export type TillChoice = NonNullable<Problem['members']>[number];
export type TillCode = ProblemCode | 'unreachable';

/** The API said no, or `unreachable`: no answer came, and what was asked may have happened or not. */
export class TillProblem extends Error {
  readonly code: TillCode;
  readonly pointers: readonly string[];
  /** Who has it already. */
  readonly memberId: string | undefined;
  /** The purchase that the receipt belongs to. */
  readonly purchaseId: string | undefined;
  /** Among whom to choose. */
  readonly members: readonly TillChoice[];
  /** From when on it may be asked again; null where that is not said. */
  readonly retryAt: number | null;

  constructor(
    code: TillCode,
    { errors = [], memberId, purchaseId, members = [] }: Partial<Problem> = {},
    retryAfter: string | null = null,
  ) {
    super(code);
    this.name = 'TillProblem';
    this.code = code;
    this.pointers = errors.map(({ pointer }) => pointer);
    this.memberId = memberId;
    this.purchaseId = purchaseId;
    this.members = members;
    this.retryAt = retryAfter === null ? null : Date.now() + Number(retryAfter) * 1000;
  }
}

export interface TillListener {
  /** An answer came, whatever it was. */
  reached(): void;
  unreached(): void;
  sessionEnded(): void;
}

interface Sent {
  readonly body?: unknown;
  readonly key?: string;
  readonly signal?: AbortSignal;
}

const patience = 10_000;

/** What the till asks of the API, with the cashier's cookie. Every call throws `TillProblem`. */
export class TillApi {
  readonly #listener: TillListener;

  constructor(listener: TillListener) {
    this.#listener = listener;
  }

  resolve(code: string): Promise<TillMember> {
    return this.#send('POST', '/cards/resolve', { body: { code } });
  }

  /** By what was scanned, or by its id. */
  voucher(code: string): Promise<TillVoucher> {
    return this.#send('GET', `/vouchers/${encodeURIComponent(code)}`);
  }

  previewPurchase(body: PurchaseBody, signal: AbortSignal): Promise<PurchaseReceipt> {
    return this.#send('POST', '/purchases?dryRun=true', { body, signal });
  }

  purchase(id: string): Promise<StoredPurchase> {
    return this.#send('GET', `/purchases/${id}`);
  }

  /** For `Deeds`, which keeps what it sends. */
  write<Reply>(path: string, body: unknown, key: string): Promise<Reply> {
    return this.#send('POST', path, { body, key });
  }

  join(body: JoinBody): Promise<JoinReply> {
    return this.#send('POST', '/members', { body });
  }

  async recentPurchases(location: string, limit: number): Promise<RecentPurchase[]> {
    const query = new URLSearchParams({ location, limit: String(limit) });
    const { data } = await this.#send<ReplyOf<typeof listPurchases>>('GET', `/purchases?${query.toString()}`);
    return data;
  }

  async #send<Reply>(method: string, path: string, { body, key, signal }: Sent = {}): Promise<Reply> {
    const response = await this.#answer(`/api/v1${path}`, {
      method,
      headers: {
        accept: 'application/json',
        'accept-language': getLocale(),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.any([AbortSignal.timeout(patience), ...(signal ? [signal] : [])]),
    });
    // The API promises this shape; an answer cut off in the middle counts as none.
    if (response.ok) return (await response.json().catch((cause: unknown) => this.#failed(cause))) as Reply;
    throw await this.#refusal(response);
  }

  async #answer(path: string, init: RequestInit): Promise<Response> {
    try {
      const response = await fetch(path, init);
      this.#listener.reached();
      return response;
    } catch (cause) {
      return this.#failed(cause);
    }
  }

  #failed(cause: unknown): never {
    // Given up by ourselves, as a newer question stands: this says nothing about the network.
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    this.#listener.unreached();
    throw new TillProblem('unreachable');
  }

  async #refusal(response: Response): Promise<TillProblem> {
    const problem = (await response.json().catch(() => null)) as Partial<Problem> | null;
    const problemOf = problem?.code ?? 'unexpected';
    if (problemOf === 'not-signed-in') this.#listener.sessionEnded();
    return new TillProblem(problemOf, problem ?? {}, response.headers.get('retry-after'));
  }
}
