import {
  applyDecorators,
  Injectable,
  Logger,
  SetMetadata,
  UseGuards,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { ProblemCode } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { noteLimit } from '../../platform/http/call-limits.ts';
import type { ClubRequest } from '../../platform/http/contract.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { limitKeyOf } from '../../platform/http/origin.ts';
import { runningRequest } from '../../platform/http/running-request.ts';
import { Turns } from '../../platform/turns.ts';
import { Attempts } from './attempts.ts';
import { GuessBook } from './guess-book.ts';

interface GuessTerms {
  /** Codes that say that something does not exist. */
  readonly codes: readonly ProblemCode[];
  readonly account: GuessLimit;
  readonly 'api-key': GuessLimit;
  readonly address: GuessLimit;
  /** Of the member that a call names. */
  readonly about?: GuessLimit;
}

interface GuessLimit {
  readonly most: number;
  readonly seconds: number;
}

const hour = 3600;
const day = 24 * hour;
const kinds = {
  /** A till mistypes a few numbers in hundreds; an integration serves many tills. */
  codes: {
    codes: ['unknown-card', 'unknown-voucher'],
    account: { most: 20, seconds: hour },
    'api-key': { most: 100, seconds: hour },
    address: { most: 100, seconds: hour },
  },
  /** A shop's Wi-Fi has one address. It is free again after an hour. */
  receipts: {
    codes: ['claim-refused'],
    account: { most: 10, seconds: day },
    'api-key': { most: 10, seconds: day },
    address: { most: 100, seconds: hour },
  },
  /** Of a cart, which is priced without an unknown one. The customers of a web shop have one key and one address. */
  coupons: {
    codes: [],
    account: { most: 40, seconds: hour },
    'api-key': { most: 600, seconds: hour },
    address: { most: 600, seconds: hour },
    about: { most: 20, seconds: hour },
  },
} as const satisfies Record<string, GuessTerms>;
type GuessKind = keyof typeof kinds;

/** Of one caller: `work` is told how many more guesses may be wrong, and tells how many were. */
export type BulkGuesses = <Result>(
  work: (left: number) => Promise<{ readonly result: Result; readonly wrong: number }>,
) => Promise<Result>;

/**
 * Slows down callers who walk through numbers. Only unknown codes count, so honest scans never do. The counts
 * are in the database. Callers that reached a limit are also kept in memory, so that a scan costs no extra call. Each
 * process learns it by the next wrong guess there.
 */
@Injectable()
export class Guesses {
  readonly #books = new Map<string, GuessBook>();
  readonly #turns = new Turns(1);

  readonly #logger = new Logger('Guesses');

  constructor(
    private readonly attempts: Attempts,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Throws `too-many-requests`, otherwise like `work`. Not inside a transaction: waiting callers hold no
   * connection.
   */
  async watch<Result>(request: ClubRequest, what: GuessKind, work: () => Promise<Result>): Promise<Result> {
    const { codes }: GuessTerms = kinds[what];
    const books = this.#booksOf(request, what);
    const entered: GuessBook[] = [];
    try {
      for (const book of books) {
        await book.enter();
        entered.push(book);
      }
      return await work();
    } catch (error) {
      if (error instanceof ClubError && isGuess(error, codes))
        for (const book of entered) book.learn(await this.attempts.tally(book.name, book.key, book.seconds));
      throw error;
    } finally {
      for (const book of entered) book.leave();
      for (const book of books) noteLimit(request, book.limit);
    }
  }

  /** The same for many codes sent at once. The system itself never counts as guessing. */
  inBulk(actor: Actor, what: GuessKind): BulkGuesses | null {
    if (actor.kind === 'system') return null;
    const terms: GuessTerms = kinds[what];
    const book = this.#book(what, `${actor.kind} ${actor.id}`, terms[actor.kind]);
    const { name, key, most, seconds } = book;
    // What runs at the same time would not know of each other's.
    return (work) =>
      this.#turns.take(`${name} ${key}`, async () => {
        const left = Math.max(0, most - (await this.attempts.read(name, key, seconds)));
        const { result, wrong } = await work(left);
        if (wrong > 0) book.learn(await this.attempts.tally(name, key, seconds, wrong));
        return result;
      });
  }

  /**
   * For a call that succeeds although so many codes in it are wrong. They are counted before the caller is told anything,
   * so parallel calls learn no more. In a transaction they count if it is rolled back. Throws `too-many-requests`.
   */
  async settle(what: GuessKind, about: string | null, wrong: number): Promise<void> {
    const request = runningRequest();
    if (!request) return;
    const books = [...this.#booksOf(request, what), ...this.#bookAbout(what, about)];
    for (const book of books) noteLimit(request, book.limit);
    for (const book of books) book.assertLeft();
    if (wrong > 0) await this.transactions.afterRollback(() => this.#countWrong(books, wrong));
  }

  async #countWrong(books: readonly GuessBook[], wrong: number): Promise<void> {
    let refusal: ClubError | null = null;
    for (const book of books) {
      const { name, key, most, seconds } = book;
      const tally = await this.attempts.tally(name, key, seconds, wrong);
      book.learn(tally);
      // Once, when the limit is reached.
      if (tally.counted >= most && tally.counted - wrong < most)
        this.#logger.warn({ event: 'guesses.reached', limit: name, most });
      if (tally.counted > most)
        refusal = new ClubError('too-many-requests', { retryAfterSeconds: tally.resetSeconds });
    }
    if (refusal) throw refusal;
  }

  #bookAbout(what: GuessKind, about: string | null): GuessBook[] {
    const terms: GuessTerms = kinds[what];
    return about !== null && terms.about ? [this.#book(what, `about ${about}`, terms.about)] : [];
  }

  #booksOf(request: ClubRequest, what: GuessKind): GuessBook[] {
    const terms: GuessTerms = kinds[what];
    const { user } = request;
    const caller =
      user && user.id !== null ? [this.#book(what, `${user.kind} ${user.id}`, terms[user.kind])] : [];
    return [...caller, this.#book(what, `address ${limitKeyOf(request)}`, terms.address)];
  }

  #book(what: string, key: string, { most, seconds }: GuessLimit): GuessBook {
    const id = `${what} ${key}`;
    const known = this.#books.get(id);
    if (known) return known;
    this.#forgetIdle();
    const made = new GuessBook({ name: `guess-${what}`, key, most, seconds });
    this.#books.set(id, made);
    return made;
  }

  #forgetIdle(): void {
    if (this.#books.size < mostBooks) return;
    for (const [id, book] of this.#books) if (book.idle) this.#books.delete(id);
  }
}

const mostBooks = 10_000;

const isGuess = ({ code, details }: ClubError, codes: readonly ProblemCode[]): boolean =>
  details.guess ?? codes.includes(code);

const guessed = 'regulars:guessed';

/** Runs the call within the limits of `Guesses`. */
@Injectable()
class GuessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly guesses: Guesses,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const what = this.reflector.get<GuessKind>(guessed, context.getHandler());
    const request = context.switchToHttp().getRequest<ClubRequest>();
    request.around = (work) => this.guesses.watch(request, what, work);
    return true;
  }
}

/** This endpoint accepts guessable codes. */
export const Guessed = (what: GuessKind): MethodDecorator =>
  applyDecorators(SetMetadata(guessed, what), UseGuards(GuessGuard));
