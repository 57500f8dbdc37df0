import { writeLogTo } from '@regulars/log';
import { expect } from 'vitest';

export type LogLine = Readonly<Record<string, unknown>>;

/** Collects what API and portal of this process log from now on. */
export class LogLines {
  #texts: string[] = [];

  constructor() {
    writeLogTo({ write: (text) => this.#texts.push(text) });
  }

  /** As they would appear in the file. */
  get text(): string {
    return this.#texts.join('');
  }

  get all(): LogLine[] {
    return this.#texts.map((text) => JSON.parse(text) as LogLine);
  }

  forget(): void {
    this.#texts = [];
  }

  with(fields: LogLine): LogLine[] {
    return this.all.filter((line) => Object.entries(fields).every(([name, value]) => line[name] === value));
  }

  /** The one line of a request; it is written just after the reply. */
  async ofRequest(id: string): Promise<LogLine> {
    await expect.poll(() => this.with({ id }).filter(({ method }) => method !== undefined)).toHaveLength(1);
    const [line] = this.with({ id }).filter(({ method }) => method !== undefined);
    if (!line) throw new Error(`No line of the request ${id}`);
    return line;
  }
}
