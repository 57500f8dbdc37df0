import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ClubError } from '../club-error.ts';
import { CodeKey } from './code-key.ts';
import { CodeKeysRepository } from './code-keys.repository.ts';
import { KeyedCodes } from './keyed-codes.ts';

const advice =
  'Set CODE_KEY (or the file code.key in DATA_DIR) to the key with which the codes were made. If it is lost, give up these codes with `npm run club -- forget-code-key`.';

/** All codes of a club are hashed by one key. With another one, every code that was handed out would be unknown. */
@Injectable()
export class CodeKeyCheck implements OnApplicationBootstrap {
  constructor(
    private readonly key: CodeKey,
    private readonly keys: CodeKeysRepository,
    private readonly codes: KeyedCodes,
  ) {}

  /** Before the API answers requests. */
  async onApplicationBootstrap(): Promise<void> {
    const { fingerprint } = this.key;
    // Codes of a time before fingerprints have none.
    if (fingerprint !== null && (await this.codes.any())) await this.keys.keep(fingerprint);
    const stored = await this.keys.stored();
    if (stored === null || stored === fingerprint) return;
    const what = fingerprint === null ? 'is missing' : 'is not the one';
    throw new Error(`The CODE_KEY ${what} by which the codes of this club were stored. ${advice}`);
  }

  /** Before codes are stored, in their transaction. Throws `code-key-missing`. */
  async claim(): Promise<void> {
    const { fingerprint } = this.key;
    if (fingerprint === null) throw new ClubError('code-key-missing');
    await this.keys.keep(fingerprint);
    if ((await this.keys.stored()) !== fingerprint)
      throw new ClubError('code-key-missing', 'other codes were stored by another CODE_KEY');
  }
}
