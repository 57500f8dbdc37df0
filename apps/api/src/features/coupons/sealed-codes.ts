import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { mostCodesOfMember } from '@regulars/contracts';
import { formatUniqueCode, newUniqueCode } from '@regulars/loyalty';
import { endingOf } from './code-ending.ts';
import { CodeKeyCheck } from '../../platform/codes/code-key-check.ts';
import { CodeKey } from '../../platform/codes/code-key.ts';
import { PersonalCodesRepository } from './personal-codes.repository.ts';

/** A code as its member reads it. */
export interface OwnCode {
  readonly couponId: string;
  readonly code: string;
  readonly expiresAt: Date | null;
}

/** A code of one member before it has characters. */
interface WantedCode {
  readonly memberId: string;
  readonly couponId: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date | null;
}

/** Codes of one member each, encrypted, so that only the member reads them whole. */
@Injectable()
export class SealedCodes {
  constructor(
    private readonly codes: PersonalCodesRepository,
    private readonly key: CodeKey,
    private readonly keys: CodeKeyCheck,
  ) {}

  /** In a transaction. Returns what the team sees. Throws `code-key-missing`. */
  async make(wanted: WantedCode): Promise<{ readonly id: string; readonly ending: string }> {
    await this.keys.claim();
    const plain = newUniqueCode(randomInt);
    const id = this.key.ids()(plain);
    const ending = endingOf(plain);
    await this.codes.insert({ ...wanted, id, ending, sealed: this.key.seal(plain, id) });
    return { id, ending };
  }

  /** Those that the member can use now, the first to end first. */
  async usableOf(memberId: string, at: Date): Promise<readonly OwnCode[]> {
    const rows = await this.codes.usable(memberId, at, mostCodesOfMember);
    return rows.flatMap(({ id, couponId, expiresAt, sealed }): OwnCode[] => {
      const plain = this.key.open(sealed, id);
      return plain ? [{ couponId, code: formatUniqueCode(plain), expiresAt }] : [];
    });
  }
}
