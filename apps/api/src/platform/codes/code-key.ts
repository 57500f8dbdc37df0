import { Inject, Injectable } from '@nestjs/common';
import { configToken, type Config } from '../../config.ts';
import { ClubError } from '../club-error.ts';
import { openSealed, sealText } from '../sealing.ts';
import { bytesOfKey, fingerprintOf, idOfAddress, idOfCode, sealingKey, type CodeKind } from './code-hash.ts';

/** Turns unique codes into ids by the key of the club (`CODE_KEY`): who reads the database learns no code. */
@Injectable()
export class CodeKey {
  readonly #key: Buffer | null;
  readonly #sealing: Buffer | null;

  constructor(@Inject(configToken) { CODE_KEY }: Config) {
    this.#key = CODE_KEY === undefined ? null : bytesOfKey(CODE_KEY);
    this.#sealing = this.#key && sealingKey(this.#key);
  }

  /** Of a coupon. Null without a key: then the club has no unique codes. */
  idOf(codeKey: string): string | null {
    return this.#key && idOfCode(this.#key, codeKey, 'coupon');
  }

  /** For many codes. Throws `code-key-missing`. */
  ids(kind: CodeKind = 'coupon'): (codeKey: string) => string {
    const key = this.#key;
    if (!key) throw new ClubError('code-key-missing');
    return (codeKey) => idOfCode(key, codeKey, kind);
  }

  /** Of an address that is known without being kept. Null without a key. */
  idOfAddress(kind: 'email' | 'phone', address: string): string | null {
    return this.#key && idOfAddress(this.#key, kind, address);
  }

  /** Encrypts a code that a member reads. `id` is that of the code. Throws `code-key-missing`. */
  seal(code: string, id: string): Buffer {
    if (!this.#sealing) throw new ClubError('code-key-missing');
    return sealText(this.#sealing, code, id);
  }

  /** Null if another key encrypted it. */
  open(sealed: Buffer, id: string): string | null {
    return this.#sealing && openSealed(this.#sealing, sealed, id);
  }

  /** Null without a key. */
  get fingerprint(): string | null {
    return this.#key && fingerprintOf(this.#key);
  }
}
