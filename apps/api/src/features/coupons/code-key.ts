import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { configToken, type Config } from '../../config.ts';
import { ClubError } from '../../platform/club-error.ts';

/** Turns unique codes into ids by the key of the club (`CODE_KEY`): who reads the database learns no code. */
@Injectable()
export class CodeKey {
  readonly #key: Buffer | null;

  constructor(@Inject(configToken) { CODE_KEY }: Config) {
    this.#key = CODE_KEY === undefined ? null : Buffer.from(CODE_KEY, 'base64');
  }

  /** Null without a key: then the club has no unique codes. */
  idOf(codeKey: string): string | null {
    return this.#key && idWith(this.#key, codeKey);
  }

  /** For many codes. Throws `code-key-missing`. */
  ids(): (codeKey: string) => string {
    const key = this.#key;
    if (!key) throw new ClubError('code-key-missing');
    return (codeKey) => idWith(key, codeKey);
  }
}

const idWith = (key: Buffer, codeKey: string): string => {
  const hex = createHmac('sha256', key).update(`coupon code ${codeKey}`).digest('hex');
  // With the marks of a uuid of version 8, whose content is ours.
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(12, 15)}`,
    `8${hex.slice(15, 18)}`,
    hex.slice(18, 30),
  ];
  return parts.join('-');
};
