/** A line of a contact: `TEL;TYPE=CELL:+43 660 1`. */
export interface CardLine {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, readonly string[]>;
  /** As written, before its escapes are read. */
  readonly value: string;
}

const longestLine = 20_000;
/** Pictures and keys are larger than all the rest. */
const skipped = /^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]/iu;

/** Lines as written become whole ones: later lines go on after a blank, or after `=` in old contacts. */
export class Unfolding {
  #held: string | null = null;
  #skips = false;

  /** A line that is now complete; null while it may go on. */
  take(written: string): string | null {
    const line = written.endsWith('\r') ? written.slice(0, -1) : written;
    const held = this.#held;
    if (held !== null && isSoft(held)) {
      this.#hold(`${held.slice(0, -1)}${line}`);
      return null;
    }
    if (held !== null && /^[ \t]/u.test(line)) {
      if (!this.#skips) this.#hold(held + line.slice(1));
      return null;
    }
    this.#skips = skipped.test(line);
    this.#held = this.#skips ? '' : line;
    return held;
  }

  end(): string | null {
    const held = this.#held;
    this.#held = null;
    return held;
  }

  #hold(line: string): void {
    this.#held = line.slice(0, longestLine);
  }
}

const isSoft = (line: string): boolean =>
  line.endsWith('=') && /^[^:]*ENCODING=QUOTED-PRINTABLE[^:]*:|^[^:]*;QUOTED-PRINTABLE[^:]*:/iu.test(line);

/** Null if it is not a line of a contact. */
export const cardLine = (line: string): CardLine | null => {
  const colon = endOfName(line);
  if (colon < 0) return null;
  const [full = '', ...rest] = partsOf(line.slice(0, colon));
  const parameters = new Map<string, string[]>();
  for (const part of rest) {
    const equals = part.indexOf('=');
    // Contacts of 2.1 have bare words: `TEL;CELL;PREF:`.
    const key = equals < 0 ? 'TYPE' : part.slice(0, equals).toUpperCase();
    const values = (equals < 0 ? part : part.slice(equals + 1)).replaceAll('"', '').toUpperCase().split(',');
    parameters.set(key, [...(parameters.get(key) ?? []), ...values]);
  }
  const name = (full.split('.').at(-1) ?? '').toUpperCase();
  return { name, parameters, value: decoded(line.slice(colon + 1), parameters) };
};

/** The colon after name and parameters, outside of quotes. */
const endOfName = (line: string): number => {
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === '"') quoted = !quoted;
    else if (line[at] === ':' && !quoted) return at;
  }
  return -1;
};

const partsOf = (text: string): string[] => text.match(/(?:"[^"]*"|[^;"])+/gu) ?? [];

const decoded = (value: string, parameters: CardLine['parameters']): string => {
  const words = [...(parameters.get('ENCODING') ?? []), ...(parameters.get('TYPE') ?? [])];
  if (!words.includes('QUOTED-PRINTABLE')) return value;
  const bytes = Buffer.from(
    value.replaceAll(/=([\dA-F]{2})/giu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
  const isBytes = [...value].every((char) => char.charCodeAt(0) < 0x80);
  if (!isBytes) return value;
  return textOf(bytes, parameters.get('CHARSET')?.[0]);
};

const textOf = (bytes: Buffer, charset: string | undefined): string => {
  for (const name of [charset ?? 'utf-8', 'windows-1252'])
    try {
      return new TextDecoder(name, { fatal: true }).decode(bytes);
    } catch {
      // Unknown, or not what the bytes are.
    }
  return bytes.toString('latin1');
};

/** The parts of a value between separators, without escapes. */
export const valuesOf = (value: string, separator: ';' | ','): string[] => {
  const parts: string[] = [''];
  for (let at = 0; at < value.length; at += 1) {
    const char = value[at] ?? '';
    if (char === '\\' && at + 1 < value.length) {
      at += 1;
      const next = value[at] ?? '';
      parts.push((parts.pop() ?? '') + (next === 'n' || next === 'N' ? ' ' : next));
    } else if (char === separator) parts.push('');
    else parts.push((parts.pop() ?? '') + char);
  }
  return parts.map((part) => part.trim());
};
