/** A progress bar on a terminal; elsewhere one line at the end. */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  readonly #label: string;
  readonly #started = Date.now();

  constructor(label: string, stream: NodeJS.WriteStream = process.stdout) {
    this.#label = label;
    this.#stream = stream;
  }

  show(done: number, total: number): void {
    if (!this.#stream.isTTY) return;
    const filled = Math.round((done / total) * 30);
    this.#stream.write(
      `\r${this.#label} ${'█'.repeat(filled)}${'░'.repeat(30 - filled)} ${Math.round((done / total) * 100)} %`,
    );
  }

  finish(): void {
    const seconds = ((Date.now() - this.#started) / 1000).toFixed(1);
    this.#stream.write(`${this.#stream.isTTY ? '\r\u001b[2K' : ''}${this.#label}: done in ${seconds} s\n`);
  }
}
