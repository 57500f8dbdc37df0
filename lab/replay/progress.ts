const width = 30;
const linesWithoutTerminal = 20;

/** A progress bar in a terminal; elsewhere a line per 5 %. */
export class Progress {
  readonly #what: string;
  readonly #all: number;
  readonly #started = performance.now();
  readonly #terminal = process.stdout.isTTY;
  #done = 0;

  constructor(what: string, all: number) {
    this.#what = what;
    this.#all = all;
  }

  advance(): void {
    this.#done += 1;
    const step = Math.max(1, Math.floor(this.#all / linesWithoutTerminal));
    if (this.#terminal) process.stdout.write(`\r${this.#line()}${this.#done === this.#all ? '\n' : ''}`);
    else if (this.#done % step === 0 || this.#done === this.#all) console.log(this.#line());
  }

  #line(): string {
    const share = this.#done / this.#all;
    const filled = Math.round(share * width);
    const seconds = (performance.now() - this.#started) / 1000;
    const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
    const rate = Math.round(this.#done / Math.max(seconds, 0.001));
    return `${this.#what} ${bar} ${this.#done} of ${this.#all}, ${rate} per second`;
  }
}
