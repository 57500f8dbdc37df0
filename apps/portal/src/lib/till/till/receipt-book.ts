import { nextSequence, receiptNumber, receiptPrefix, type TillPlace } from './receipt-number.ts';

const shelf = 'till-last-receipt';
const mostSeen = 100;

/** Issues the receipt numbers of this till, each once. */
export class ReceiptBook {
  readonly #place: TillPlace;
  readonly #timeZone: string;
  #seen: readonly string[] = [];

  constructor(place: TillPlace, timeZone: string) {
    this.#place = place;
    this.#timeZone = timeZone;
  }

  /** The club's numbers of this till, so that a device that lost its data continues after them. */
  learn(numbers: readonly string[]): void {
    this.#seen = [...this.#seen, ...numbers].slice(-mostSeen);
  }

  next(at: number): string {
    const prefix = receiptPrefix(this.#place, at, this.#timeZone);
    const last = localStorage.getItem(shelf);
    const number = receiptNumber(
      prefix,
      nextSequence(prefix, [...this.#seen, ...(last === null ? [] : [last])]),
    );
    localStorage.setItem(shelf, number);
    return number;
  }
}
