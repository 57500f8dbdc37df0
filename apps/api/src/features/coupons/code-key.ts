import { Inject, Injectable } from '@nestjs/common';
import { configToken, type Config } from '../../config.ts';
import { ClubError } from '../../platform/club-error.ts';
import { bytesOfKey, fingerprintOf, idOfCode } from './code-hash.ts';

/** Turns unique codes into ids by the key of the club (`CODE_KEY`): who reads the database learns no code. */
@Injectable()
export class CodeKey {
  readonly #key: Buffer | null;

  constructor(@Inject(configToken) { CODE_KEY }: Config) {
    this.#key = CODE_KEY === undefined ? null : bytesOfKey(CODE_KEY);
  }

  /** Null without a key: then the club has no unique codes. */
  idOf(codeKey: string): string | null {
    return this.#key && idOfCode(this.#key, codeKey);
  }

  /** For many codes. Throws `code-key-missing`. */
  ids(): (codeKey: string) => string {
    const key = this.#key;
    if (!key) throw new ClubError('code-key-missing');
    return (codeKey) => idOfCode(key, codeKey);
  }

  /** Null without a key. */
  get fingerprint(): string | null {
    return this.#key && fingerprintOf(this.#key);
  }
}
