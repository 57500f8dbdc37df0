import sax from 'sax';
import { fileProblem } from '../file-problems.ts';

export type Attributes = Readonly<Record<string, string>>;

/** A piece of XML: the begin or the end of a tag, or text within it. */
export type XmlPart =
  | { readonly is: 'open'; readonly name: string; readonly attributes: Attributes }
  | { readonly is: 'close'; readonly name: string }
  | { readonly is: 'text'; readonly text: string };

/**
 * XML as a stream of parts, without a tree. Names are without their prefix. A document type is refused, because it could
 * declare entities that grow without end or name other files. Throws `unreadable-file`.
 */
export async function* xmlParts(pieces: AsyncIterable<string>): AsyncGenerator<XmlPart[]> {
  const reader = new PartsReader();
  for await (const piece of pieces) yield reader.take(piece);
  yield reader.end();
}

class PartsReader {
  readonly #parser = sax.parser(true, { position: false });
  #parts: XmlPart[] = [];
  #isSound = true;

  constructor() {
    const parser = this.#parser;
    const takeText = (text: string): void => {
      this.#parts.push({ is: 'text', text });
    };
    const refuse = (): void => {
      this.#isSound = false;
    };
    parser.onopentag = ({ name, attributes }) =>
      this.#parts.push({ is: 'open', name: localName(name), attributes: attributes as Attributes });
    parser.onclosetag = (name) => this.#parts.push({ is: 'close', name: localName(name) });
    parser.ontext = takeText;
    parser.oncdata = takeText;
    parser.ondoctype = refuse;
    parser.onerror = refuse;
  }

  take(text: string): XmlPart[] {
    this.#parts = [];
    // The parser throws whatever follows an error.
    if (this.#isSound) this.#parser.write(text);
    return this.#sound();
  }

  end(): XmlPart[] {
    this.#parts = [];
    this.#parser.close();
    return this.#sound();
  }

  #sound(): XmlPart[] {
    if (this.#isSound) return this.#parts;
    throw fileProblem('file-workbook-damaged');
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The value of an attribute, with any prefix; undefined if the tag has none of this name. */
export const attributeOf = (attributes: Attributes, name: string): string | undefined =>
  attributes[name] ?? Object.entries(attributes).find(([key]) => key.endsWith(`:${name}`))?.[1];
