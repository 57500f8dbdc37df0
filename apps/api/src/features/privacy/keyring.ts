import { Inject, Injectable } from '@nestjs/common';
import { configToken, type Config } from '../../config.ts';
import { ClubError } from '../../platform/club-error.ts';
import { openSealed, sealText } from '../../platform/sealing.ts';

export interface Sealed {
  readonly keyId: string;
  /** Nonce, tag, then what was encrypted. */
  readonly content: Buffer;
}

/** The keys of `RETENTION_KEYS`: the first one seals, all of them open. So a new key goes before the old ones. */
@Injectable()
export class Keyring {
  readonly #keys: ReadonlyMap<string, Buffer>;

  constructor(@Inject(configToken) { RETENTION_KEYS = '' }: Config) {
    this.#keys = new Map(
      RETENTION_KEYS.split(',')
        .filter(Boolean)
        .map((entry) => {
          const colon = entry.indexOf(':');
          return [entry.slice(0, colon), Buffer.from(entry.slice(colon + 1), 'base64')] as const;
        }),
    );
  }

  get isEmpty(): boolean {
    return this.#keys.size === 0;
  }

  has(keyId: string): boolean {
    return this.#keys.has(keyId);
  }

  /**
   * `label` ties the content to its record: content that is moved to another record cannot be decrypted. Throws
   * `retention-key-missing`.
   */
  seal(value: object, label: string): Sealed {
    const [first] = this.#keys;
    if (!first) throw new ClubError('retention-key-missing', 'RETENTION_KEYS is not set');
    const [keyId, key] = first;
    return { keyId, content: sealText(key, JSON.stringify(value), label) };
  }

  /** Throws `retention-key-missing` if the key is missing or different, or if the content was changed. */
  open({ keyId, content }: Sealed, label: string): Record<string, unknown> {
    const key = this.#keys.get(keyId);
    if (!key) throw new ClubError('retention-key-missing', `RETENTION_KEYS has no key named ${keyId}`);
    const text = openSealed(key, content, label);
    if (text === null)
      throw new ClubError(
        'retention-key-missing',
        `The key named ${keyId} is not the one that encrypted this`,
      );
    return JSON.parse(text) as Record<string, unknown>;
  }
}
